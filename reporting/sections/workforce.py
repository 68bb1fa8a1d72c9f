"""Workforce training in partner agencies: staff who need it and staff who have it."""

from __future__ import annotations

from itertools import groupby

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
        tables = [_table(agency, list(own)) for agency, own in groupby(figures, key=lambda figure: figure.agency)]
        return [*narrative_blocks(period, self.key), *tables]


def _table(agency: str, figures: list[WorkforceFigure]) -> Table:
    """One agency's requirements; the columns of numbers stand only where the agency gave any."""
    counted = any(figure.staff is not None or figure.trained is not None for figure in figures)
    days = {figure.as_at for figure in figures}
    dated = len(days) > 1
    columns = [Column("Requirement")]
    columns += [Column("Date", width=32)] if dated else []
    columns += [Column("Trained", "right", width=20), Column("Staff", "right", width=20)] if counted else []
    columns += [Column("Per cent", "right", width=22)]
    caption = agency if dated else f"{agency}, {day(days.pop())}"
    return Table(caption, tuple(columns), tuple(_row(figure, dated, counted) for figure in figures), full=counted)


def _row(figure: WorkforceFigure, dated: bool, counted: bool) -> tuple[Cell | str, ...]:
    cells: list[Cell | str] = [Cell(figure.requirement, second=figure.service)]
    cells += [day(figure.as_at)] if dated else []
    cells += [_number(figure.trained), _number(figure.staff)] if counted else []
    return (*cells, _percent(figure))


def _number(count: int | None) -> str:
    return MISSING if count is None else number_words(count)


def _percent(figure: WorkforceFigure) -> str:
    """Computed from the numbers, which stand beside it; as the agency reported it where they are not known."""
    if figure.trained is None or figure.staff is None:
        return value_words(figure.percent, "percent")
    return percent_words(figure.trained, figure.staff)
