"""Child death reviews: what people wrote, and counts under disclosure control."""

from __future__ import annotations

from partnership.disclosure import MARK, MARK_WORDS, ReleasedCount
from partnership.formats import FEW, MISSING, number_words, percent_words
from partnership.period import period_words
from reporting.blocks import Block, Column, Heading, Prose, Table
from reporting.narrative import narrative_blocks
from reporting.parts import LEARNING
from reporting.section import ReportPeriod, Section
from reviews.selectors.child_deaths import (
    ChildDeathCounts,
    Children,
    Question,
    YearOfDeaths,
    child_death_counts,
)

_NOTE = f"{MARK}: {MARK_WORDS}."
_NOT_BROKEN_DOWN = "They are not broken down further, since a child could be recognised."


class ChildDeathReviews(Section):
    key = "child_deaths"
    title = "Child death reviews"
    order = 110
    part = LEARNING

    def blocks(self, period: ReportPeriod) -> list[Block]:
        counts = child_death_counts(board=period.board, year=period.label, principal=period.principal)
        return [*narrative_blocks(period, self.key), *(_tables(counts) if counts else [])]


def _tables(counts: ChildDeathCounts) -> list[Block]:
    return [
        _years_table(counts.years),
        *_broken_down("Deaths notified in the year", counts.notified),
        *_broken_down("Reviews completed in the year", counts.reviewed),
        *_broken_down("Waiting for review at the end of the year", counts.outstanding),
    ]


def _years_table(years: tuple[YearOfDeaths, ...]) -> Table:
    rows = tuple((period_words(year.label), _words(year.notified), _words(year.reviewed)) for year in years)
    shown = [count for year in years for count in (year.notified, year.reviewed)]
    return Table(
        "Deaths of children normally resident in the area",
        (Column("Year"), Column("Notified", "right", width=26), Column("Reviews completed", "right", width=38)),
        rows,
        note=_note(shown),
        full=False,
    )


def _broken_down(title: str, children: Children) -> list[Block]:
    """Each question as a table of its own; for nobody only the number."""
    total = children.total
    if not children.questions:
        number = f"{_words(total)}{f' ({MARK_WORDS})' if total.mark else ''}"
        more = "" if total.value == 0 else f" {_NOT_BROKEN_DOWN}"
        return [Heading(title, 3), Prose(f"Children: {number}.{more}")]
    return [Heading(title, 3), *(_question_table(title, question) for question in children.questions)]


def _question_table(title: str, question: Question) -> Table:
    """Answers with their shares; of very few children no shares are worked out."""
    counts, total = question.counts, question.counts.total
    shared = total is not None and total.value is not None and total.value >= FEW
    columns = (Column(question.title), Column("Children", "right", width=22))
    return Table(
        f"{title}: {question.title.lower()}",
        (*columns, Column("Share", "right", width=22)) if shared else columns,
        tuple(
            (answer, _words(count), *((_share(question, answer),) if shared else ()))
            for answer, count in counts.cells.items()
        ),
        totals=(("All", _words(total), *(("100%",) if shared else ())),) if total else (),
        note=_note(list(counts.cells.values())),
        full=False,
    )


def _share(question: Question, answer: str) -> str:
    """A percentage only of what is printed itself, since it would give the number back."""
    counts = question.counts
    if counts.total is None or not counts.may_derive(answer):
        return MISSING
    return percent_words(counts.cells[answer].value, counts.total.value)


def _words(count: ReleasedCount) -> str:
    return number_words(count.value) if count.value is not None else count.mark or MISSING


def _note(counts: list[ReleasedCount]) -> str:
    return _NOTE if any(count.mark for count in counts) else ""
