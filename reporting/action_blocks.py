"""Actions and recommendations as blocks, the same in every section that prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from partnership.enums import RecommendationStatus
from partnership.formats import MISSING
from partnership.rag import Rag
from partnership.selectors.actions import ActionView, RecommendationView, Work
from reporting.blocks import Block, Cell, Chip, Column, Status, StatusBar, StatusCount, Table
from reporting.wording import count_words, day, labelled, paragraphs

STATUS_OF_RAG: dict[Rag | None, Status] = {
    Rag.BLUE: "complete",
    Rag.GREEN: "on_course",
    Rag.AMBER: "at_risk",
    Rag.RED: "overdue",
    Rag.GREY: "not_started",
    None: "not_started",
}
_CHIP_OF_RECOMMENDATION = {
    RecommendationStatus.OPEN: Chip("not_started", "Open"),
    RecommendationStatus.IN_PROGRESS: Chip("on_course", "In progress"),
    RecommendationStatus.IMPLEMENTED: Chip("complete", "Implemented"),
    RecommendationStatus.CLOSED_NOT_IMPLEMENTED: Chip("not_started", "Closed"),
}


def work_blocks(work: Work, *, of: str) -> list[Block]:
    """Everything owed on one record, `of` which the captions speak; empty where nothing is owed."""
    blocks: list[Block] = []
    if work.recommendations:
        blocks.append(recommendations_table(work.recommendations, caption=f"Recommendations of {of}"))
    if work.actions:
        blocks.append(actions_table(work.actions, caption=f"Actions of {of}"))
    return blocks


def status_bar(actions: Sequence[ActionView], *, title: str) -> StatusBar:
    """How many actions stand at which status; a cancelled one counts no more."""
    counts = Counter(STATUS_OF_RAG[action.rag] for action in actions if action.rag)
    order = dict.fromkeys(STATUS_OF_RAG.values())
    return StatusBar(title, tuple(StatusCount(status, counts[status]) for status in order if counts[status]))


def actions_table(actions: Sequence[ActionView], *, caption: str) -> Table:
    """Actions with their state on the last day of the year; progress and impact where anybody wrote them."""
    told = any(action.progress or action.impact for action in actions)
    columns = [Column("No.", width=17), Column("Action", width=58 if told else None)]
    columns += [Column("Progress and impact")] if told else []
    columns += [Column("Due", width=22), Column("Status", width=33)]
    return Table(caption, tuple(columns), tuple(_action_row(action, told) for action in actions))


def recommendations_table(recommendations: Sequence[RecommendationView], *, caption: str) -> Table:
    """Recommendations with whom they are for and how far they are; `reading` says how many are done."""
    addressed = any(recommendation.agencies for recommendation in recommendations)
    columns = [Column("No.", width=10), Column("Recommendation")]
    columns += [Column("For", width=38)] if addressed else []
    columns.append(Column("Status", width=31))
    done = sum(row.status == RecommendationStatus.IMPLEMENTED for row in recommendations)
    return Table(
        caption,
        tuple(columns),
        tuple(_recommendation_row(recommendation, addressed) for recommendation in recommendations),
        reading=f"{done} of {count_words(len(recommendations), 'recommendation')} implemented.",
    )


def _action_row(action: ActionView, told: bool) -> tuple[Cell, ...]:
    who = ", ".join(part for part in (action.owner, action.agency) if part)
    done = f"Done {day(action.completed_on)}" if action.completed_on else ""
    cells = [Cell(action.reference), Cell(action.title, second=who)]
    if told:
        cells.append(Cell(markdown=paragraphs([action.progress, labelled("Impact", action.impact)])))
    due = Cell(day(action.due_on) or MISSING, second=done)
    return (*cells, due, Cell(chip=Chip(STATUS_OF_RAG[action.rag], action.words)))


def _recommendation_row(row: RecommendationView, addressed: bool) -> tuple[Cell, ...]:
    answer = "Not accepted." if row.accepted is False else ""
    text = Cell(markdown=paragraphs([row.text, labelled("Response", paragraphs([answer, row.response]))]))
    whom = (Cell(", ".join(row.agencies) or MISSING),) if addressed else ()
    return (Cell(str(row.number)), text, *whom, Cell(chip=_CHIP_OF_RECOMMENDATION[row.status]))
