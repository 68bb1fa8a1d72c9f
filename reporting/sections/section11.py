"""Section 11 self-assessment: agencies by standards, what changed since the year before, and what is being done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from audits.enums import StandardRag
from audits.selectors.section11 import Assessment, Tally, assessment_of, owed_on_earlier_returns
from partnership.formats import MISSING, percent_words
from partnership.period import period_words, previous_year, reporting_year
from partnership.selectors.actions import ActionView
from reporting.action_blocks import STATUS_OF_RAG, carried_over_blocks, recommendations_table
from reporting.blocks import Block, Cell, Chip, Column, Heading, Mark, Matrix, MatrixRow, Table
from reporting.narrative import narrative_blocks
from reporting.parts import LEARNING
from reporting.section import ReportPeriod, Section
from reporting.wording import day, labelled, paragraphs

_NOT_APPLICABLE = "n/a"
_MARKS: dict[StandardRag, Mark | str] = {
    StandardRag.GREEN: Mark("met"),
    StandardRag.AMBER: Mark("partly_met"),
    StandardRag.RED: Mark("not_met"),
    StandardRag.NOT_APPLICABLE: _NOT_APPLICABLE,
}
_SHORT = (StandardRag.RED, StandardRag.AMBER)
_PLACE = Column("Agency and standard", width=60)
# Upright, a page holds the names of so many agencies side by side; more go into further matrices.
_AGENCIES_OF_A_MATRIX = 6


class Section11(Section):
    key = "section11"
    title = "Section 11 self-assessment"
    order = 130
    part = LEARNING

    def blocks(self, period: ReportPeriod) -> list[Block]:
        now = _assessment(period, period.label)
        owed = owed_on_earlier_returns(
            board=period.board, year=period.label, start=period.start, end=period.stands_on, principal=period.principal
        )
        return [
            *narrative_blocks(period, self.key),
            *(_answers(now, _assessment(period, previous_year(period.label)), period.label) if now.answers else []),
            *carried_over_blocks(owed, heading="Carried over from earlier returns"),
        ]


def _answers(now: Assessment, before: Assessment, label: str) -> list[Block]:
    """Matrices, last year beside this one where it has answers, and what happens next."""
    blocks: list[Block] = [*_matrices(now, label)]
    if before.answers:
        blocks += _comparison(now, before, label)
    next_steps = _next_steps(now)
    return [*blocks, Heading("What happens next"), *next_steps] if next_steps else blocks


def _assessment(period: ReportPeriod, label: str) -> Assessment:
    year = reporting_year(label, period.board.year_start_month)
    return assessment_of(
        board=period.board,
        year=year.label,
        start=year.start,
        end=min(year.end, period.stands_on),
        principal=period.principal,
    )


def _matrices(now: Assessment, label: str) -> list[Matrix]:
    """The agencies in as few matrices as hold them, of like width; what is counted over all stands in the last."""
    keys = tuple(now.agencies)
    count = -(-len(keys) // _AGENCIES_OF_A_MATRIX)
    ends = [len(keys) * part // count for part in range(count + 1)]
    parts = [keys[start:end] for start, end in pairwise(ends)]
    caption = f"Agencies and standards, {period_words(label)}"
    matrices = [
        _matrix(now, part, caption=f"{caption} (part {number} of {count})" if count > 1 else caption)
        for number, part in enumerate(parts, start=1)
    ]
    return [*matrices[:-1], _with_totals(matrices[-1], now, heading="Met" if count == 1 else "Met by all")]


def _matrix(now: Assessment, agencies: Sequence[int], *, caption: str) -> Matrix:
    rows = tuple(_row(number, agencies, now) for number in now.standards)
    used = {mark for row in rows for mark in row.marks}
    return Matrix(
        caption=caption,
        row_heading="Standard",
        columns=tuple(now.agencies[key] for key in agencies),
        rows=rows,
        total=MatrixRow("Standards met", tuple(_words(now.by_agency[key]) for key in agencies)),
        note=f"{_NOT_APPLICABLE}: not applicable." if _NOT_APPLICABLE in used else "",
    )


def _row(number: int, agencies: Sequence[int], now: Assessment) -> MatrixRow:
    answers = (now.answers.get((number, key)) for key in agencies)
    marks = tuple(_MARKS[answer.rag] if answer else MISSING for answer in answers)
    return MatrixRow(now.standards[number], marks, number=str(number))


def _with_totals(matrix: Matrix, now: Assessment, *, heading: str) -> Matrix:
    counts = [_words(tally) for tally in (*now.by_standard.values(), now.whole)]
    *rows, total = (replace(row, totals=(count,)) for (_, row), count in zip(matrix.laid_rows, counts, strict=True))
    return replace(matrix, rows=tuple(rows), total=total, total_headings=(heading,), reading=_reading(now))


def _words(tally: Tally) -> str:
    return f"{tally.met} of {tally.graded}" if tally.graded else MISSING


def _reading(now: Assessment) -> str:
    graded = {number: tally for number, tally in now.by_standard.items() if tally.graded}
    if not graded:
        return ""
    weakest = min(graded, key=lambda number: Fraction(graded[number].met, graded[number].graded))
    share = f"{percent_words(now.whole.met, now.whole.graded)} of the grades are “met”."
    if now.whole.met == now.whole.graded:
        return share
    name = f"standard {weakest}, {now.standards[weakest].lower()}"
    return f"{share} No standard is met by fewer agencies than {name}: {_words(graded[weakest])}."


def _comparison(now: Assessment, before: Assessment, label: str) -> list[Block]:
    """This year's counts beside last year's, by standard and by agency; one that is new has a dash for last year."""
    none = Tally(0, 0)
    standards = [
        (f"{number}. {title}", before.by_standard.get(number, none), now.by_standard[number])
        for number, title in now.standards.items()
    ]
    agencies = [(name, before.by_agency.get(key, none), now.by_agency[key]) for key, name in now.agencies.items()]
    return [
        _years_table("Standards, by how many agencies meet them", "Standard", standards, label),
        _years_table("Agencies, by how many standards they meet", "Agency", agencies, label),
    ]


def _years_table(caption: str, heading: str, rows: list[tuple[str, Tally, Tally]], label: str) -> Table:
    years = (period_words(previous_year(label)), period_words(label))
    return Table(
        caption,
        (Column(heading), *(Column(year, "right", width=24) for year in years)),
        tuple((name, _words(before), _words(now)) for name, before, now in rows),
        full=False,
    )


def _next_steps(now: Assessment) -> list[Block]:
    """What agencies mean to do where a standard is not met, and the actions and recommendations of their returns."""
    answers = [(f"{now.agencies[key]}, standard {number}", answer) for (number, key), answer in now.answers.items()]
    intended = [
        (place, Cell(markdown=answer.intends)) for place, answer in answers if answer.rag in _SHORT and answer.intends
    ]
    actions = [_action(place, action) for place, answer in answers for action in answer.work.actions]
    blocks: list[Block] = []
    if intended:
        blocks.append(Table("Standards not fully met", (_PLACE, Column("What it will do")), tuple(intended)))
    if actions:
        columns = (_PLACE, Column("Action"), Column("Due", width=24), Column("Status", width=33))
        blocks.append(Table("Actions of the returns", columns, tuple(actions)))
    for place, answer in answers:
        if answer.work.recommendations:
            caption = f"Recommendations to {place}"
            blocks.append(recommendations_table(answer.work.recommendations, caption=caption))
    return blocks


def _action(place: str, action: ActionView) -> tuple[Cell | str, ...]:
    came_of_it = paragraphs([action.progress, labelled("Impact", action.impact)])
    return (
        place,
        Cell(action.title, second=action.owner, markdown=came_of_it),
        day(action.due_on) or MISSING,
        Cell(chip=Chip(STATUS_OF_RAG[action.rag], action.words)),
    )
