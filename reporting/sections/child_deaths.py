"""Child death reviews: what people wrote, and counts under disclosure control."""

from __future__ import annotations

from collections.abc import Iterable

from partnership.disclosure import ALL, MARK, ReleasedCount, mark_words, may_share
from partnership.formats import MISSING, number_words, percent_words
from partnership.period import period_words
from reporting.blocks import Block, Column, Heading, Prose, Table
from reporting.narrative import narrative_blocks
from reporting.parts import LEARNING
from reporting.section import ReportPeriod, Section
from reviews.selectors.child_deaths import (
    SUBJECT,
    ChildDeathTables,
    Children,
    Crossed,
    Question,
    YearOfDeaths,
    child_death_tables,
)

_NOT_BROKEN_DOWN = "They are not broken down further, since a child could be recognised."
_ROUNDED = "Numbers other than the total are rounded to the nearest 5."
_WIDTHS = (1, 3, 5)


class ChildDeathReviews(Section):
    key = "child_deaths"
    title = "Child death reviews"
    order = 110
    part = LEARNING

    def blocks(self, period: ReportPeriod) -> list[Block]:
        tables = _most_telling(period)
        if tables:
            period.releases[SUBJECT] = tables.edition
        return [*narrative_blocks(period, self.key), *(_tables(tables) if tables else [])]


def _most_telling(period: ReportPeriod) -> ChildDeathTables | None:
    """The tables of the year; pooled over three or five years where nearly all of them would be hidden."""
    found = None
    for years in _WIDTHS:
        found = child_death_tables(board=period.board, year=period.label, principal=period.principal, years=years)
        if not found or not found.tells_little or len(found.years) < years:
            break
    return found


def _tables(tables: ChildDeathTables) -> list[Block]:
    span, pooled = _span_words(tables), len(tables.years) > 1
    note = mark_words(tables.threshold)
    return [
        _trend_table(tables.trend, note),
        *(
            [Prose(f"So few children died in one year that nearly every number would be hidden. {span}")]
            if pooled
            else []
        ),
        *_broken_down(f"Deaths notified in the {_years(tables)}", tables.notified, note),
        *_broken_down(f"Reviews completed in the {_years(tables)}", tables.reviewed, note),
        *_broken_down("Waiting for review at the end of the year", tables.outstanding, note),
    ]


def _years(tables: ChildDeathTables) -> str:
    return "year" if len(tables.years) == 1 else f"{len(tables.years)} years"


def _span_words(tables: ChildDeathTables) -> str:
    first, last = period_words(tables.years[0]), period_words(tables.years[-1])
    return f"The tables below count the {len(tables.years)} years {first} to {last} together."


def _trend_table(years: tuple[YearOfDeaths, ...], note: str) -> Table:
    rows = tuple((period_words(year.label), _words(year.notified), _words(year.reviewed)) for year in years)
    return Table(
        "Deaths of children normally resident in the area",
        (Column("Year"), Column("Notified", "right", width=26), Column("Reviews completed", "right", width=38)),
        rows,
        note=_note([count for year in years for count in (year.notified, year.reviewed)], note),
        full=False,
    )


def _broken_down(title: str, children: Children, note: str) -> list[Block]:
    """Each question as a table of its own; for nobody only the number."""
    total = children.total
    if not children.questions:
        number = f"{_words(total)}{f' ({note})' if total.mark else ''}"
        more = "" if total.value == 0 else f" {_NOT_BROKEN_DOWN}"
        return [Heading(title, 3), Prose(f"Children: {number}.{more}")]
    tables: list[Block] = [_question_table(title, question, note) for question in children.questions]
    if children.crossed:
        tables.append(_crossed_table(title, children.crossed, note))
    return [Heading(title, 3), *tables]


def _question_table(title: str, question: Question, note: str) -> Table:
    """Answers with their shares; of very few children no shares are worked out."""
    counts, total = question.counts, question.counts.total
    shared = total is not None and may_share(total, total)
    columns = (Column(question.title), Column("Children", "right", width=22))
    return Table(
        f"{title}: {question.title.lower()}",
        (*columns, Column("Share", "right", width=22)) if shared else columns,
        tuple(
            (answer, _words(count), *((_share(question, answer),) if shared else ()))
            for answer, count in counts.cells.items()
        ),
        totals=(("All", _words(total), *(("100%",) if shared else ())),) if total else (),
        note=_note(counts.cells.values(), note),
        full=False,
    )


def _crossed_table(title: str, crossed: Crossed, note: str) -> Table:
    """Two questions at once, with what can be printed of their totals."""

    def cells(row: str) -> tuple[str, ...]:
        return (row, *(_words(crossed.counts.get((row, column))) for column in (*crossed.columns, ALL)))

    return Table(
        f"{title}: {crossed.title[:1].lower()}{crossed.title[1:]}",
        (Column(crossed.title.split(" by ")[0]), *(Column(column, "right") for column in (*crossed.columns, ALL))),
        tuple(cells(row) for row in crossed.rows),
        totals=(cells(ALL),),
        note=_note(crossed.counts.values(), note),
    )


def _share(question: Question, answer: str) -> str:
    """A percentage only of what is printed itself, since it would give the number back."""
    counts = question.counts
    if counts.total is None or not counts.may_derive(answer):
        return MISSING
    return percent_words(counts.cells[answer].value, counts.total.value)


def _words(count: ReleasedCount | None) -> str:
    if count is None or count.value is None:
        return count.mark or MISSING if count else MISSING
    return number_words(count.value)


def _note(counts: Iterable[ReleasedCount], words: str) -> str:
    told = list(counts)
    notes = [f"{MARK}: {words}."] if any(count.mark for count in told) else []
    return " ".join([*notes, *([_ROUNDED] if any(count.rounded for count in told) else [])])
