"""Actions and recommendations as blocks, the same in every section that prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from partnership.enums import RecommendationStatus
from partnership.formats import MISSING
from partnership.rag import Rag
from partnership.selectors.actions import ActionView, RecommendationView, Work
from partnership.selectors.carried_over import CarriedOver
from reporting.blocks import Block, Cell, Chip, Column, Heading, Status, StatusBar, StatusCount, Table
from reporting.compact import without_empty_columns
from reporting.wording import count_words, day, labelled, paragraphs

STATUS_OF_RAG: dict[Rag | None, Status] = {
    Rag.BLUE: "complete",
    Rag.GREEN: "on_course",
    Rag.AMBER: "at_risk",
    Rag.RED: "overdue",
    Rag.GREY: "not_started",
    None: "not_started",
}
_WORD_OF_STATUS: dict[Status, str] = {"not_started": "No due date"}
_CHIP_OF_RECOMMENDATION = {
    RecommendationStatus.OPEN: Chip("not_started", "Open"),
    RecommendationStatus.IN_PROGRESS: Chip("on_course", "In progress"),
    RecommendationStatus.IMPLEMENTED: Chip("complete", "Implemented"),
    RecommendationStatus.CLOSED_NOT_IMPLEMENTED: Chip("not_started", "Closed"),
}
_WORDS_OF_RECOMMENDATION = {
    RecommendationStatus.IMPLEMENTED: "implemented",
    RecommendationStatus.IN_PROGRESS: "in progress",
    RecommendationStatus.OPEN: "open",
    RecommendationStatus.CLOSED_NOT_IMPLEMENTED: "closed without being implemented",
}
_WORDS_OF_ANSWER = {True: "Accepted.", False: "Not accepted.", None: ""}


def work_blocks(work: Work, *, of: str) -> list[Block]:
    """Everything owed on one record, `of` which the captions speak; empty where nothing is owed."""
    blocks: list[Block] = []
    if work.recommendations:
        blocks.append(recommendations_table(work.recommendations, caption=f"Recommendations of {of}"))
    if work.actions:
        blocks.append(actions_table(work.actions, caption=f"Actions of {of}"))
    return blocks


def carried_over_blocks(owed: Sequence[CarriedOver], *, heading: str) -> list[Block]:
    """What earlier records still owe, each beneath the other; empty where nothing is owed."""
    blocks = [block for one in owed for block in work_blocks(one.work, of=one.of)]
    return [Heading(heading), *blocks] if blocks else []


def status_bar(actions: Sequence[ActionView], *, title: str) -> StatusBar:
    """How many actions stand at which status; a cancelled one counts no more."""
    counts = Counter(STATUS_OF_RAG[action.rag] for action in actions if action.rag)
    standing = [status for status in dict.fromkeys(STATUS_OF_RAG.values()) if counts[status]]
    return StatusBar(
        title, tuple(StatusCount(status, counts[status], _WORD_OF_STATUS.get(status, "")) for status in standing)
    )


def actions_table(actions: Sequence[ActionView], *, caption: str) -> Table:
    """Actions with their state on the last day of the year or, while it runs, today; and what came of them in words.

    Where no progress is told, the column holds what the actions changed and nothing else.
    """
    progress = any(action.progress for action in actions)
    columns = (
        Column("No.", width=17),
        Column("Action"),
        Column("Progress and impact" if progress else "What it changed", width=64),
        Column("Due and status", width=34),
    )
    rows = tuple(_action_row(action, label_impact=progress) for action in actions)
    return without_empty_columns(Table(caption, columns, rows))


def recommendations_table(recommendations: Sequence[RecommendationView], *, caption: str) -> Table:
    """Recommendations with whom they are for and how far they are; `reading` counts them by state."""
    columns = (
        Column("No.", width=10),
        Column("Recommendation"),
        Column("For", width=46),
        Column("Status", width=31),
    )
    rows = tuple(_recommendation_row(recommendation) for recommendation in recommendations)
    return without_empty_columns(Table(caption, columns, rows, reading=_reading(recommendations)))


def _reading(recommendations: Sequence[RecommendationView]) -> str:
    """`Of 3 recommendations: 2 implemented, 1 open.`"""
    counts = Counter(recommendation.status for recommendation in recommendations)
    parts = [f"{counts[status]} {word}" for status, word in _WORDS_OF_RECOMMENDATION.items() if counts[status]]
    return f"Of {count_words(len(recommendations), 'recommendation')}: {', '.join(parts)}."


def _action_row(action: ActionView, *, label_impact: bool) -> tuple[Cell, ...]:
    impact = labelled("Impact", action.impact) if label_impact else action.impact
    who = ", ".join(part for part in (action.owner, action.agency) if part)
    days = [f"{word} {day(on)}" for word, on in (("Due", action.due_on), ("Done", action.completed_on)) if on]
    return (
        Cell(action.reference),
        Cell(action.title, second=who),
        Cell(markdown=paragraphs([action.progress, impact])),
        Cell(second=". ".join(days), chip=Chip(STATUS_OF_RAG[action.rag], action.words)),
    )


def _recommendation_row(row: RecommendationView) -> tuple[Cell, ...]:
    answer = _WORDS_OF_ANSWER[row.accepted]
    text = Cell(markdown=paragraphs([row.text, labelled("Response", paragraphs([answer, row.response]))]))
    whom = Cell(", ".join(row.agencies) or MISSING)
    return (Cell(str(row.number)), text, whom, Cell(chip=_CHIP_OF_RECOMMENDATION[row.status]))
