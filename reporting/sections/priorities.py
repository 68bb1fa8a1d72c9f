"""Every priority of the plans in force: what we wanted, did and learned, what it changed, and what is owed."""

from collections.abc import Sequence

from partnership.formats import MISSING
from partnership.rag import Rag
from partnership.selectors.plans import PlanView, PriorityView, ProgressView, owed_by_ended_plans, plans_in_force
from reporting.action_blocks import actions_table, carried_over_blocks, status_bar
from reporting.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Columns,
    Heading,
    PriorityOpener,
    Prose,
    SideBox,
    Table,
)
from reporting.compact import without_empty_columns
from reporting.narrative import narrative_blocks
from reporting.objective_blocks import objectives_table, rating_chip
from reporting.parts import PARTNERSHIP
from reporting.section import ReportPeriod, Section
from reporting.wording import bullets, count_words

NO_DIFFERENCE = "What difference this work made to children and families is not yet on record for this year."


class Priorities(Section):
    key = "priorities"
    title = "Progress on our priorities"
    order = 70
    part = PARTNERSHIP

    def blocks(self, period: ReportPeriod) -> list[Block]:
        span = {"board": period.board, "start": period.start, "end": period.stands_on, "principal": period.principal}
        plans = plans_in_force(year=period.label, **span)
        blocks = [*narrative_blocks(period, self.key), *(_overview(plan) for plan in plans if plan.priorities)]
        # Before the first opener: what follows one belongs to its priority.
        blocks += carried_over_blocks(owed_by_ended_plans(**span), heading="Carried over from earlier plans")
        for plan in plans:
            for priority in plan.priorities:
                blocks += [_opener(priority, plan), *_priority(priority)]
        return blocks


def _overview(plan: PlanView) -> Table:
    """The plan on one page: who leads which priority, how the year went, how many actions are done."""
    columns = (
        Column("No.", width=10),
        Column("Priority"),
        Column("Led by", width=42),
        Column("The year", width=28),
        Column("Actions done", "right", 24),
    )
    return without_empty_columns(Table(plan.title, columns, tuple(_overview_row(row) for row in plan.priorities)))


def _overview_row(priority: PriorityView) -> tuple[Cell, ...]:
    rag = priority.progress.rag if priority.progress else None
    counted = [action for action in priority.work.actions if action.rag]
    done = sum(action.rag is Rag.BLUE for action in counted)
    return (
        Cell(priority.number),
        Cell(priority.title),
        Cell(priority.lead or MISSING),
        Cell(chip=rating_chip(rag)) if rag else Cell(MISSING),
        Cell(f"{done} of {len(counted)}" if counted else MISSING),
    )


def _opener(priority: PriorityView, plan: PlanView) -> PriorityOpener:
    rag = priority.progress.rag if priority.progress else None
    chip = rating_chip(rag) if rag else None
    reason = _reason(priority) if rag in (Rag.AMBER, Rag.RED) else ""
    return PriorityOpener(
        number=priority.number,
        title=priority.title,
        chip=chip,
        lead=priority.lead,
        plan=plan.title,
        reason_label=f"Why {chip.text.lower()}" if chip and reason else "",
        reason=reason,
    )


def _reason(priority: PriorityView) -> str:
    """How many actions are late or at risk; nothing where none is."""
    late, at_risk = (sum(action.rag is rag for action in priority.work.actions) for rag in (Rag.RED, Rag.AMBER))
    if not late:
        return f"{count_words(at_risk, 'action')} at risk" if at_risk else ""
    return f"{count_words(late, 'action')} overdue" + (f", {at_risk} at risk" if at_risk else "")


def _priority(priority: PriorityView) -> list[Block]:
    progress = priority.progress
    wanted: list[Block] = [Prose(priority.description)] if priority.description else []
    wanted += _bullets("What we wanted", priority.outcomes)
    wanted += _bullets("What we did", progress.did) if progress else []
    actions = priority.work.actions
    bar = status_bar(actions, title="Actions of this priority")
    blocks: list[Block] = []
    if bar.counts:
        blocks.append(Columns(tuple(wanted), (SideBox("", (bar,)),)))
    else:
        blocks += wanted
    blocks += _year(progress) if progress else []
    if priority.objectives:
        blocks.append(objectives_table(priority.objectives, caption=f"Objectives of priority {priority.number}"))
    if actions:
        blocks.append(actions_table(actions, caption=f"Actions of priority {priority.number}"))
    return blocks


def _year(progress: ProgressView) -> list[Block]:
    blocks: list[Block] = []
    if progress.difference:
        made = bullets(progress.difference)
        blocks.append(Callout("difference", "What difference we made", made))
    else:
        blocks.append(Callout("gap", "What we cannot show yet", NO_DIFFERENCE))
    blocks += _bullets("What we learned", progress.learned)
    blocks += _bullets("What is next", progress.next)
    blocks += [Prose(progress.summary)] if progress.summary else []
    return blocks


def _bullets(title: str, items: Sequence[str]) -> list[Block]:
    return [Heading(title), Bullets(tuple(items))] if items else []
