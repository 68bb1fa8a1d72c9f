"""Objectives of a priority as a table, for the year that was and the year to come."""

from collections import Counter
from collections.abc import Sequence

from partnership.formats import MISSING
from partnership.rag import Rag
from partnership.selectors.plans import ObjectiveView
from reporting.action_blocks import STATUS_OF_RAG
from reporting.blocks import Cell, Chip, Column, Table
from reporting.compact import without_empty_columns
from reporting.wording import count_words, day, labelled, paragraphs, plain

_BEST_FIRST = (Rag.BLUE, Rag.GREEN, Rag.AMBER, Rag.RED)


def objectives_table(objectives: Sequence[ObjectiveView], *, caption: str) -> Table:
    """Objectives with who leads, when they are due and how they are rated."""
    columns = (
        Column("No.", width=12),
        Column("Objective"),
        Column("Led by", width=38),
        Column("Due", width=28),
        Column("Rating", width=28),
    )
    rows = tuple(_row(objective) for objective in objectives)
    return without_empty_columns(Table(caption, columns, rows, reading=_reading(objectives)))


def _row(objective: ObjectiveView) -> tuple[Cell, ...]:
    measure = labelled("Measure of success", plain(objective.success_measure))
    progress = labelled("Progress", objective.progress)
    return (
        Cell(objective.number),
        Cell(objective.text, markdown=paragraphs([measure, progress])),
        Cell(objective.lead or MISSING),
        Cell(day(objective.due_on) or MISSING),
        Cell(chip=rating_chip(objective.rag)) if objective.rag else Cell(MISSING),
    )


def rating_chip(rag: Rag) -> Chip:
    """The rating of an objective or of a priority's year. People set it, so red means off course, not late."""
    return Chip(STATUS_OF_RAG[rag], "Off course" if rag is Rag.RED else "")


def _reading(objectives: Sequence[ObjectiveView]) -> str:
    """How many are rated what; nothing where none is rated."""
    counts = Counter(objective.rag for objective in objectives)
    if counts[None] == len(objectives):
        return ""
    parts = [f"{counts[rag]} {rating_chip(rag).text.lower()}" for rag in _BEST_FIRST if counts[rag]]
    parts += [f"{counts[None]} not rated"] if counts[None] else []
    return f"Of {count_words(len(objectives), 'objective')}: {', '.join(parts)}."
