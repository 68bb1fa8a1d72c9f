"""Workforce training in partner agencies: staff who need it and staff who have it."""

from __future__ import annotations

from collections.abc import Sequence

from partnership.formats import MISSING, number_words, percent_words, value_words
from reporting.blocks import Block, Cell, Column, Table
from reporting.narrative import narrative_blocks
from reporting.parts import LEARNING
from reporting.section import ReportPeriod, Section
from reporting.wording import day
from training.selectors.workforce import WorkforceFigure, workforce_in_year


class Workforce(Section):
    key = "workforce"
    title = "Workforce training in partner agencies"
    order = 150
    part = LEARNING

    def blocks(self, period: ReportPeriod) -> list[Block]:
        figures = workforce_in_year(board=period.board, start=period.start, end=period.end, principal=period.principal)
        return [*narrative_blocks(period, self.key), *([_table(figures)] if figures else [])]


def _table(figures: Sequence[WorkforceFigure]) -> Table:
    """Every agency's requirements. One day stands in the caption, several in a column of their own."""
    days = {figure.as_at for figure in figures}
    dated = len(days) > 1
    columns = [Column("Agency", width=48), Column("Requirement")]
    columns += [Column("Date", width=30)] if dated else []
    columns += [Column(name, "right", width=17) for name in ("Trained", "Staff", "Per cent")]
    caption = "Staff trained" if dated else f"Staff trained, {day(days.pop())}"
    return Table(caption, tuple(columns), tuple(_row(figure, dated) for figure in figures))


def _row(figure: WorkforceFigure, dated: bool) -> tuple[Cell | str, ...]:
    return (
        figure.agency,
        Cell(figure.requirement, second=figure.service),
        *((day(figure.as_at),) if dated else ()),
        _number(figure.trained),
        _number(figure.staff),
        _percent(figure),
    )


def _number(count: int | None) -> str:
    return MISSING if count is None else number_words(count)


def _percent(figure: WorkforceFigure) -> str:
    """Computed from the numbers, which stand beside it; as the agency reported it where they are not known."""
    if figure.trained is None or figure.staff is None:
        return value_words(figure.percent, "percent")
    return percent_words(figure.trained, figure.staff)
