"""Audits and assurance: the year's programme, grades, findings, and what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from audits.enums import AuditStatus, Grade
from audits.selectors.audits import AuditView, audits_in_year, owed_on_earlier_audits
from partnership.formats import MISSING, number_words, share_words
from reporting.action_blocks import carried_over_blocks, work_blocks
from reporting.blocks import Block, Cell, Chip, Column, Entry, Fact, Heading, Register, Status, Table
from reporting.narrative import narrative_blocks
from reporting.parts import LEARNING
from reporting.section import ReportPeriod, Section
from reporting.wording import bullets, day, labelled, paragraphs

_SHAPES: dict[AuditStatus, Status] = {
    AuditStatus.PLANNED: "not_started",
    AuditStatus.IN_PROGRESS: "on_course",
    AuditStatus.COMPLETE: "complete",
}


class Audits(Section):
    key = "audits"
    title = "Audits and assurance"
    order = 120
    part = LEARNING

    def blocks(self, period: ReportPeriod) -> list[Block]:
        span = {"board": period.board, "start": period.start, "end": period.stands_on, "principal": period.principal}
        audits = audits_in_year(**span)
        blocks = narrative_blocks(period, self.key)
        if audits:
            blocks.append(_programme(audits))
        if any(audit.grades.moderated or audit.grades.own for audit in audits):
            blocks.append(_grades_table(audits))
        findings = tuple(_entry(audit) for audit in audits if _findings(audit))
        if findings:
            blocks += [Heading("What the audits found"), Register(findings)]
        work = [block for audit in audits for block in work_blocks(audit.work, of=f"the audit “{audit.title}”")]
        blocks += [Heading("What is being done"), *work] if work else []
        return blocks + carried_over_blocks(owed_on_earlier_audits(**span), heading="Carried over from earlier audits")


def _programme(audits: Sequence[AuditView]) -> Table:
    counted = any(audit.cases is not None or audit.escalated_cases is not None for audit in audits)
    columns = [Column("Audit"), Column("Led by", width=40)]
    columns += [Column("Cases", "right", width=16), Column("Escalated", "right", width=20)] if counted else []
    columns += [Column("State", width=38)]
    sums = (_sum(audit.cases for audit in audits), _sum(audit.escalated_cases for audit in audits))
    return Table(
        "The year’s audits",
        tuple(columns),
        tuple(_row(audit, counted) for audit in audits),
        totals=(("All audits", "", *sums, ""),) if counted else (),
    )


def _row(audit: AuditView, counted: bool) -> tuple[Cell | str, ...]:
    about = ", ".join(part for part in (audit.kind.label, audit.theme) if part)
    state = Chip(_SHAPES[audit.state], audit.state.label) if audit.state else None
    return (
        Cell(audit.title, second=about),
        audit.led_by or MISSING,
        *((_number(audit.cases), _number(audit.escalated_cases)) if counted else ()),
        Cell("" if state else MISSING, chip=state),
    )


def _number(count: int | None) -> str:
    return MISSING if count is None else number_words(count)


def _sum(counts: Iterable[int | None]) -> str:
    known = [count for count in counts if count is not None]
    return number_words(sum(known)) if known else MISSING


def _grades_table(audits: Sequence[AuditView]) -> Table:
    """Grades before moderation beside those after it, so that a reader sees what the panel changed."""
    rows = []
    for audit in audits:
        rows += _grade_rows(audit.title, audit.grades.moderated, audit.grades.own)
    moderated = sum((audit.grades.moderated for audit in audits), Counter[Grade]())
    own = sum((audit.grades.own for audit in audits), Counter[Grade]())
    columns = (Column("Audit"), Column("Graded by", width=40), *(Column(g.label, "right", width=23) for g in Grade))
    good = moderated[Grade.OUTSTANDING] + moderated[Grade.GOOD]
    return Table(
        "Grades",
        columns,
        tuple(rows),
        totals=tuple(_grade_rows("All audits", moderated, own)),
        note="A case has one grade after moderation, and one from each agency that took part.",
        reading=f"Good or outstanding after moderation: {share_words(good, moderated.total())}." if moderated else "",
    )


def _grade_rows(title: str, moderated: Counter[Grade], own: Counter[Grade]) -> list[tuple[str, ...]]:
    graded = (("The panel, overall", moderated), ("Agencies themselves", own))
    return [(title, who, *(number_words(counts[grade]) for grade in Grade)) for who, counts in graded if counts]


def _entry(audit: AuditView) -> Entry:
    facts = (Fact("Kind", audit.kind.label), Fact("Completed", day(audit.completed_on)), Fact("Method", audit.method))
    return Entry(title=audit.title, facts=tuple(fact for fact in facts if fact.text), markdown=_findings(audit))


def _findings(audit: AuditView) -> str:
    return paragraphs(
        [
            labelled("Strengths", bullets(audit.strengths)),
            labelled("Areas for improvement", bullets(audit.areas_for_improvement)),
            labelled("Impact", audit.impact),
        ]
    )
