"""Which statutory partners were told of a case, and which nobody recorded."""

from datetime import date

import pytest
from django.urls import reverse

from partnership.enums import Role
from reviews.models import Review
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, RoleGrantFactory
from tests.factories.reviews import NotificationFactory, ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    day = date(2026, 6, 1)
    return ReviewFactory(
        review_kind="lcspr", status="in_progress", aware_on=day, notified_on=day, partners_aware_on=day
    )


def decision(review: Review, *, named: bool = True) -> str:
    user = user_with(Role.BUSINESS_MANAGER)
    if named:
        RoleGrantFactory(user=user, role=Role.BUSINESS_MANAGER, record=review)
    return page_of(client_of(user), reverse("reviews:review-decision", args=[review.pk]))


def test_partners_who_were_not_told_are_named_though_the_clock_has_stopped(review: Review) -> None:
    board, council, police = (
        AgencyFactory(name=name, statutory_partner=True) for name in ("Care Board", "Council", "Police")
    )
    AgencyFactory(name="Old Trust", statutory_partner=True, active_to=date(2022, 6, 30))
    NotificationFactory(review=review, to="panel")
    NotificationFactory(review=review, to="partner", agency=board)
    assert "Told: the Panel, Care Board. Not recorded: Council, Police." in decision(review)
    assert "Not recorded:" not in decision(review, named=False)
    for agency in (council, police):
        NotificationFactory(review=review, to="partner", agency=agency)
    assert "Not recorded:" not in decision(review)


def test_case_whose_days_were_taken_over_without_names_asks_for_nothing(review: Review) -> None:
    AgencyFactory(statutory_partner=True)
    page = decision(review)
    assert ("Not recorded:" in page, "No day on which" in page) == (False, False)
