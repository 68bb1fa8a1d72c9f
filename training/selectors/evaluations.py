"""How delegates judged the training of a year, at the end of a course and again some weeks later."""

from dataclasses import dataclass
from decimal import Decimal

from partnership.models import Board
from partnership.principals import Principal
from training.enums import EvaluationStage
from training.models import EvaluationTotal


@dataclass(frozen=True)
class EvaluationAnswer:
    """How many gave an answer; `course` is empty for the whole programme. Either number may be unknown."""

    stage: EvaluationStage
    answer: str
    course: str
    count: int | None
    percent: Decimal | None


def evaluation_answers(*, board: Board, year: str, principal: Principal) -> tuple[EvaluationAnswer, ...]:
    """The answers of a board's reporting year as they were recorded. One query."""
    rows = EvaluationTotal.objects.visible_to(principal).filter(board=board, year=year).select_related("course")
    return tuple(
        EvaluationAnswer(
            EvaluationStage(row.stage), row.answer, row.course.title if row.course else "", row.count, row.percent
        )
        for row in rows.order_by("pk")
    )
