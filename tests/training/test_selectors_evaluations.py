"""Evaluations of a year's training."""

from decimal import Decimal

import pytest

from partnership.models import Board
from partnership.principals import PUBLIC, PUBLIC_REPORT
from tests.factories.training import CourseFactory, EvaluationTotalFactory
from training.enums import EvaluationStage
from training.selectors.evaluations import EvaluationAnswer, evaluation_answers


def test_answers_are_those_of_the_boards_year(board: Board) -> None:
    EvaluationTotalFactory(
        board=board, stage="follow_up", answer="Practice changed", percent=35, course=CourseFactory(title="Neglect")
    )
    EvaluationTotalFactory(board=board, year="2016-17")
    EvaluationTotalFactory()
    assert evaluation_answers(board=board, year="2017-18", principal=PUBLIC_REPORT) == (
        EvaluationAnswer(EvaluationStage.FOLLOW_UP, "Practice changed", "Neglect", None, Decimal(35)),
    )


def test_answers_are_not_the_publics(board: Board) -> None:
    EvaluationTotalFactory(board=board)
    assert evaluation_answers(board=board, year="2017-18", principal=PUBLIC) == ()


@pytest.mark.parametrize("number", [1, 3])
def test_answers_ask_once(board: Board, number: int, django_assert_num_queries) -> None:
    EvaluationTotalFactory.create_batch(number, board=board, course=CourseFactory())
    with django_assert_num_queries(1):
        evaluation_answers(board=board, year="2017-18", principal=PUBLIC_REPORT)
