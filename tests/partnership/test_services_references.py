"""References that the portal makes where people leave them blank."""

import pytest
from django.utils import timezone

from partnership.enums import Role
from partnership.models import Challenge, Risk
from partnership.services.references import create_referenced, next_reference
from tests.clients import user_with
from tests.factories.partnership import BoardFactory, ChallengeFactory, RiskFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("known", "following"),
    [
        ([], "R-01"),
        (["R-01", "R-07"], "R-08"),
        (["R-09"], "R-10"),
        (["R-99"], "R-100"),
        (["R-12", "R-03"], "R-13"),
        (["RISK 7", "Neglect"], "RISK 8"),
        (["Neglect"], "R-01"),
        (["OLD-40", "R-02"], "R-03"),
    ],
)
def test_the_next_reference_follows_the_last_one(known: list[str], following: str) -> None:
    for reference in known:
        RiskFactory(reference=reference)
    assert next_reference(Risk) == following


def test_a_reference_with_a_year_moves_to_this_year() -> None:
    year = timezone.localdate().year
    ChallengeFactory(reference="CH-2019-07")
    assert next_reference(Challenge) == f"CH-{year}-01"
    ChallengeFactory(reference=f"CH-{year}-04")
    assert next_reference(Challenge) == f"CH-{year}-05"


@pytest.mark.parametrize(("typed", "stored"), [("", "R-05"), ("HWB/3", "HWB/3")])
def test_a_reference_is_made_only_where_it_is_left_blank(typed: str, stored: str) -> None:
    RiskFactory(reference="R-04")
    values = {"title": "Late", "likelihood": 1, "impact": 1, "status": "open", "reference": typed}
    board, by = BoardFactory(), user_with(Role.BUSINESS_MANAGER)
    risk = create_referenced(row=Risk(), values={**values, "boards": [board]}, by=by)
    assert (risk.reference, list(risk.boards.all())) == (stored, [board])


def test_each_board_keeps_its_own_series() -> None:
    children, adults, new = BoardFactory(), BoardFactory(), BoardFactory()
    RiskFactory(reference="R-C7", boards=[children])
    RiskFactory(reference="R-J2", boards=[children, adults])
    RiskFactory(reference="R-A4", boards=[adults])
    of_boards = [[children], [adults], [adults, children], [new], []]
    assert [next_reference(Risk, boards) for boards in of_boards] == ["R-C8", "R-A5", "R-J3", "R-A5", "R-A5"]


def test_a_record_without_a_reference_gets_the_next_one_of_its_board() -> None:
    children, by = BoardFactory(), user_with(Role.BUSINESS_MANAGER)
    RiskFactory(reference="R-C7", boards=[children])
    RiskFactory(reference="R-A4", boards=[BoardFactory()])
    values = {"title": "Late", "likelihood": 1, "impact": 1, "status": "open", "boards": [children]}
    assert create_referenced(row=Risk(), values=values, by=by).reference == "R-C8"
