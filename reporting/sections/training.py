"""Training and development: what was offered, who came, and what they made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from partnership.formats import (
    MISSING,
    Number,
    change_between,
    money_words,
    needs_pence,
    number_words,
    percent_words,
    share_words,
    value_words,
)
from partnership.period import period_words, previous_year, reporting_year
from reporting.blocks import Block, Cell, Column, Heading, Table
from reporting.indicator_blocks.words import change_cell
from reporting.narrative import narrative_blocks
from reporting.parts import LEARNING
from reporting.section import ReportPeriod, Section
from training.enums import EvaluationStage
from training.selectors.evaluations import EvaluationAnswer, evaluation_answers
from training.selectors.totals import Figures, Row, TrainingYear, training_in_year

_FILLED, _ATTENDANCE = "Filled", "Attendance"
_COMPARED = (
    ("Events", "events", "count"),
    ("Places", "places", "count"),
    ("Attended", "attended", "count"),
    ("Did not attend", "did_not_attend", "count"),
    ("Fees", "fee_income", "money"),
)
_RATES = (
    "Filled: those who came, of the places. Attendance: those who came, of those who were expected. "
    "Both only where both numbers are known."
)
_WIDTHS = {"Events": 14, "Places": 14, "Attended": 18, "Did not attend": 16, "Filled": 20, "Attendance": 21, "Fees": 18}


class Training(Section):
    key = "training"
    title = "Training and development"
    order = 140
    part = LEARNING

    def blocks(self, period: ReportPeriod) -> list[Block]:
        now, before = _year(period, period.label), _year(period, previous_year(period.label))
        answers = evaluation_answers(board=period.board, year=period.label, principal=period.principal)
        blocks = narrative_blocks(period, self.key)
        if now.courses or now.programme != Figures():
            blocks.append(
                _figures_table("Courses of the year", "Course", now.courses, "Whole programme", now.programme)
            )
        if now.agencies:
            whole = sum((row.figures for row in now.agencies), Figures())
            blocks.append(_figures_table("Attendance by agency", "Agency", now.agencies, "These agencies", whole))
        if before.programme != Figures() and now.programme != Figures():
            blocks.append(_comparison(now.programme, before.programme, period.label))
        return [*blocks, *_evaluations(answers)]


def _year(period: ReportPeriod, label: str) -> TrainingYear:
    span = reporting_year(label, period.board.year_start_month)
    return training_in_year(
        board=period.board, year=span.label, start=span.start, end=span.end, principal=period.principal
    )


def _figures_table(caption: str, heading: str, rows: Sequence[Row], whole: str, total: Figures) -> Table:
    """Rows with their figures and the total beneath; a column stands only where something is known of it."""
    everything = [*(row.figures for row in rows), total]
    known = {
        name: words
        for name, words in _columns(pence=needs_pence(figures.fee_income for figures in everything)).items()
        if any(words(figures) != MISSING for figures in everything)
    }
    return Table(
        caption,
        (Column(heading), *(Column(name, "right", _WIDTHS[name]) for name in known)),
        tuple((Cell(row.name, second=row.level), *(words(row.figures) for words in known.values())) for row in rows),
        totals=((whole, *(words(total) for words in known.values())),),
        note=_RATES if known.keys() & {_FILLED, _ATTENDANCE} else "",
    )


def _columns(*, pence: bool) -> dict[str, Callable[[Figures], str]]:
    return {
        "Events": lambda figures: _number(figures.events),
        "Places": lambda figures: _number(figures.places),
        "Attended": lambda figures: _number(figures.attended),
        "Did not attend": lambda figures: _number(figures.did_not_attend),
        _FILLED: lambda figures: _rate(figures.filled, figures.places, figures.attended),
        _ATTENDANCE: lambda figures: _rate(figures.kept, figures.expected, figures.attended),
        "Fees": lambda figures: _money(figures.fee_income, pence),
    }


def _rate(came: int | None, base: int | None, attended: int | None) -> str:
    """A rate, with its numbers where they are few or others than those in the columns beside it."""
    if came is None or not base or came == attended:
        return share_words(came, base)
    return f"{number_words(came)} of {number_words(base)}, {percent_words(came, base)}"


def _number(count: Number | None) -> str:
    return MISSING if count is None else number_words(count)


def _money(amount: Number | None, pence: bool) -> str:
    return MISSING if amount is None else money_words(amount, pence=pence)


def _comparison(now: Figures, before: Figures, label: str) -> Table:
    words = _columns(pence=needs_pence([now.fee_income, before.fee_income]))
    rows = [
        (
            name,
            words[name](before),
            words[name](now),
            change_cell(change_between(getattr(before, field), getattr(now, field), unit, "")),
        )
        for name, field, unit in _COMPARED
    ]
    years = (previous_year(label), label)
    return Table(
        "The whole programme, year on year",
        (
            Column("Figure"),
            *(Column(period_words(year), "right", width=26) for year in years),
            Column("Change", width=40),
        ),
        tuple(row for row in rows if row[1:3] != (MISSING, MISSING)),
    )


def _evaluations(answers: Sequence[EvaluationAnswer]) -> list[Block]:
    by_stage = {stage: [answer for answer in answers if answer.stage is stage] for stage in EvaluationStage}
    tables = [_answers_table(stage.label, given) for stage, given in by_stage.items() if given]
    return [Heading("What delegates said"), *tables] if tables else []


def _answers_table(caption: str, answers: Sequence[EvaluationAnswer]) -> Table:
    counted = any(answer.count is not None for answer in answers)
    columns = [Column("Answer"), *([Column("Delegates", "right", width=24)] if counted else [])]
    return Table(
        caption,
        (*columns, Column("Per cent", "right", width=22)),
        tuple(
            (
                Cell(answer.answer, second=answer.course),
                *((_number(answer.count),) if counted else ()),
                value_words(answer.percent, "percent"),
            )
            for answer in answers
        ),
        full=False,
    )
