"""The plans that start when the year ends: their priorities, what they seek and their objectives."""

from partnership.selectors.plans import PlanView, PriorityView, plans_to_come
from reporting.action_blocks import work_blocks
from reporting.blocks import Block, Bullets, Heading, Prose
from reporting.narrative import narrative_blocks
from reporting.objective_blocks import objectives_table
from reporting.parts import AHEAD
from reporting.section import ReportPeriod, Section
from reporting.wording import bold, months, paragraphs, plain


class NextPriorities(Section):
    key = "next_priorities"
    title = "Our priorities for the coming year"
    order = 300
    part = AHEAD

    def blocks(self, period: ReportPeriod) -> list[Block]:
        plans = plans_to_come(
            board=period.board, year=period.label, start=period.start, end=period.stands_on, principal=period.principal
        )
        return [*narrative_blocks(period, self.key), *(block for plan in plans for block in _plan(plan))]


def _plan(plan: PlanView) -> list[Block]:
    blocks: list[Block] = [Heading(plan.title), Prose(f"{months(plan.starts_on, plan.ends_on)}.")]
    for priority in plan.priorities:
        blocks += _priority(priority)
    return blocks


def _priority(priority: PriorityView) -> list[Block]:
    lead = f"{bold('Led by')} {plain(priority.lead)}" if priority.lead else ""
    told = paragraphs([priority.description, lead])
    blocks: list[Block] = [Heading(f"Priority {priority.number}: {priority.title}", level=3)]
    blocks += [Prose(told)] if told else []
    blocks += [Bullets(priority.outcomes)] if priority.outcomes else []
    if priority.objectives:
        blocks.append(objectives_table(priority.objectives, caption=f"Objectives of priority {priority.number}"))
    return blocks + work_blocks(priority.work, of=f"priority {priority.number}")
