"""To publish a review is not to publish what it said before: its history begins with its publication."""

from datetime import timedelta
from typing import Any

import pytest

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.services.rows import change_row
from reviews.models import Review
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import ActionFactory, ActionPlanFactory, AgencyFactory, RiskFactory, UserFactory
from tests.reviews.publishing import NOW, clock, named, released, restricted_review

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "Canarybefore", "Told to everybody"
MINUTE = timedelta(minutes=1)


def changed(row: Any, at: Any, **values: Any) -> Any:
    stored = type(row).objects.get(pk=row.pk)
    with clock(at):
        return change_row(row=stored, values=values, version=stored.version, by=UserFactory())


@pytest.fixture
def rows() -> list[Any]:
    """A review and an action of it, of which words were taken out before it was published, and changed after."""
    with clock(NOW - 9 * MINUTE):
        review = restricted_review(title=f"{BEFORE} title", learning=[f"{BEFORE} learning"])
        plan = ActionPlanFactory(record=review)
        action = ActionFactory(plan=plan, title=f"{BEFORE} action", agency=AgencyFactory())
    changed(review, NOW - 5 * MINUTE, title="Ash", learning=["Look again"])
    changed(action, NOW - 5 * MINUTE, title="Ask the child")
    released(review)
    changed(action, NOW + 5 * MINUTE, title=AFTER)
    changed(review, NOW + 5 * MINUTE, public_summary=AFTER)
    return [Review.objects.get(pk=review.pk), type(action).objects.get(pk=action.pk)]


def told(user: Any, row: Any) -> tuple[bool, bool]:
    """Whether the page of a row says what stood there before it was published, and what was changed since."""
    with clock(NOW + 9 * MINUTE):
        page = page_of(client_of(user), registry.url_of(row))
    return BEFORE in page, AFTER in page


def test_partners_read_the_history_since_publication_alone(rows: list[Any]) -> None:
    officer = user_with(Role.SUPPORT_OFFICER)
    assert [told(officer, row) for row in rows] == [(False, True), (False, True)]


def test_the_manager_who_is_not_named_reads_no_more_of_the_review(rows: list[Any]) -> None:
    assert told(user_with(Role.BUSINESS_MANAGER), rows[0]) == (False, True)


def test_those_named_on_it_read_all_of_it(rows: list[Any]) -> None:
    manager = named(Role.BUSINESS_MANAGER, rows[0])
    assert [told(manager, row) for row in rows] == [(True, True), (True, True)]


def test_of_a_sealed_time_those_alone_read_who_could_then() -> None:
    with clock(NOW - MINUTE):
        risk = RiskFactory(visibility=Visibility.SEALED)
    changed(risk, NOW - MINUTE, title=BEFORE)
    changed(risk, NOW, title=AFTER, visibility=Visibility.RESTRICTED)
    manager = user_with(Role.BUSINESS_MANAGER)
    page = page_of(client_of(manager), registry.url_of(risk))
    assert (BEFORE in page, AFTER in page) == (False, True)
    assert BEFORE in page_of(client_of(named(Role.BUSINESS_MANAGER, risk)), registry.url_of(risk))


def test_without_the_question_every_version_is_told(rows: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The mutant of the first test."""
    monkeypatch.setattr("partnership.registers.history.sees_guarded", lambda *args, **given: True)
    officer = user_with(Role.SUPPORT_OFFICER)
    assert [told(officer, row)[0] for row in rows] == [True, True]
