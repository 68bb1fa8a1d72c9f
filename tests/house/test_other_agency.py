"""Every address that names a row, with a real row behind it: another agency's representative finds nothing there.

Walks the URL resolver, so a new address is tried without a word here, or fails for want of a row to try it with.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.models import User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.registers.rows import record_of
from partnership.views.scoped import ScopedView
from reviews.models import IdentityKey, Review
from tests.clients import client_of, user_with
from tests.factories import guarding, reviews
from tests.factories import partnership as rows
from tests.factories.reporting import ReportFactory
from tests.house.rows import make
from tests.house.test_routes import own_routes

pytestmark = pytest.mark.django_db

#: What stands behind an address that is no register's, by the beginning of its path; the longest that fits counts.
BEHIND: dict[str, Callable[[], Any]] = {
    "actions/": rows.ActionFactory,
    "agenda-items/": rows.AgendaItemFactory,
    "briefing-receipts/": reviews.BriefingReceiptFactory,
    "business-plans/": rows.BusinessPlanFactory,
    "case-reviews/": reviews.ReviewFactory,
    "case-reviews/<int:pk>/identity/": reviews.IdentityKeyFactory,
    "case-reviews/<int:pk>/identity/new/": reviews.ReviewFactory,
    "challenges/": rows.ChallengeFactory,
    "class-changes/": guarding.ClassChangeFactory,
    "comments/": rows.CommentFactory,
    "conflicts/": lambda: rows.InterestFactory(record__visibility="restricted"),
    "decisions/": rows.DecisionFactory,
    "documents/": rows.MeetingFactory,
    "documents/briefing/": reviews.BriefingFactory,
    "documents/agency-summary/": rows.AgencyFactory,
    "due-date-requests/": rows.DueDateRequestFactory,
    "escalations/": rows.EscalationFactory,
    "files/": rows.AttachmentFactory,
    "groups/": rows.GroupFactory,
    "indicators/": rows.IndicatorFactory,
    "learning-briefings/": reviews.BriefingFactory,
    "meetings/": rows.MeetingFactory,
    "money/": rows.ContributionFactory,
    "naming-requests/": lambda: guarding.NamingRequestFactory(record__visibility="restricted"),
    "recommendation-answers/": rows.RecommendationAnswerFactory,
    "recommendations/": rows.RecommendationFactory,
    "records/": lambda: rows.RiskFactory(visibility="restricted"),
    "referrals/": reviews.ReferralFactory,
    "reports/": ReportFactory,
    "review-comments/": reviews.TextCommentFactory,
    "review-return-answers/": reviews.ReturnAnswerFactory,
    "review-return-entries/": reviews.ChronologyEntryFactory,
    "review-returns/": reviews.AgencyReturnFactory,
    "risks/": rows.RiskFactory,
    "seats/": rows.SeatFactory,
    "tenures/": rows.TenureFactory,
    "users/": rows.UserFactory,
    "users/roles/": rows.RoleGrantFactory,
}
#: What stands on a review at an address below its own, by the folder that the address names.
ON_REVIEW: dict[str, Callable[[Any], Any]] = {
    "/clocks/pauses/": lambda review: reviews.PauseFactory(review=review),
    "/notifications/": lambda review: reviews.NotificationFactory(review=review),
    "/panel/events/": lambda review: reviews.LearningEventFactory(review=review),
    "/panel/people/": lambda review: reviews.PanelMemberFactory(review=review),
    "/panel/processes/": lambda review: reviews.ParallelProcessFactory(review=review),
    "/publication/": lambda review: reviews.PublishedCopyFactory(source__review=review),
    "/texts/": lambda review: reviews.ReviewTextFactory.create_batch(2, review=review)[0],
}
#: Somebody's own, which nobody else finds whatever their role: uploads, saved views.
OWN = ("imports/", "/views/<int:pk>/")
#: There is nothing here before something was made, taken off or archived; whoever may see the row is told so by 404.
NOT_YET = ("/confidential/", "/file/", "/progress/", "/pdf/", "/preview/", "/restore/", "/put-back/")
#: Of the other agency's matter, representatives read these by their row of the policy.
READ_BY_ALL = {"board", "course", "course_event", "glossary", "policy"}
#: Pages of a partnership's whole year: the row in the address is the partnership, which no agency owns, so the power
#: over the subject decides before any row is looked for, and its lack is told as such.
OF_A_PARTNERSHIP = {"money"}


def keyed() -> list[tuple[str, URLPattern]]:
    """The scoped addresses that name a row by its key, but for what is somebody's own."""
    found = []
    for name, pattern in own_routes():
        view = getattr(pattern.callback, "view_class", object)
        names_row = {"pk", "public_id", "board"} & set(pattern.pattern.converters)
        if issubclass(view, ScopedView) and names_row and not any(own in str(pattern.pattern) for own in OWN):
            found.append((name, pattern))
    return found


def row_behind(pattern: URLPattern) -> Any:
    register = pattern.callback.view_initkwargs.get("register")  # type: ignore[attr-defined]  # a class-based view
    if register is not None:
        return make(register.model)
    path = str(pattern.pattern)
    return BEHIND[max((start for start in BEHIND if path.startswith(start)), key=len)]()


def address_of(name: str, pattern: URLPattern, row: Any) -> str:
    path = str(pattern.pattern)
    given = {
        "pk": row.of_review_id if path.startswith("case-reviews/") and isinstance(row, IdentityKey) else row.pk,
        "public_id": getattr(row, "public_id", None),
        "board": getattr(row, "board_id", None),
        "year": getattr(row, "financial_year", None),
        "kind": "report" if isinstance(row, Review) else "action",
        "key": "x",
    }
    part = next((make_part(row) for folder, make_part in ON_REVIEW.items() if folder in path), None)
    given |= {"pause": getattr(part, "pk", None), "row": getattr(part, "pk", None)}
    given["number"] = getattr(part, "number", None)
    if "grant" in pattern.pattern.converters:
        given["grant"] = rows.RoleGrantFactory(role=Role.SUPPORT_OFFICER, record=row).pk
    return reverse(name, kwargs={one: given[one] for one in pattern.pattern.converters})


def manager_of(row: Any) -> User:
    """A business manager, named on what only named people open."""
    manager = user_with(Role.BUSINESS_MANAGER)
    record = record_of(row)
    if record is not None:
        rows.RoleGrantFactory(user=manager, role=Role.BUSINESS_MANAGER, record_id=record.pk)
    return manager


def answers(client: Client, address: str) -> set[int]:
    """How reading and writing there are answered; a way that an address does not have is left out."""
    return {client.get(address).status_code, client.post(address, {"reason": "x"}).status_code} - {405}


each_address = pytest.mark.parametrize(
    ("name", "pattern"), keyed(), ids=lambda value: value if isinstance(value, str) else ""
)


@each_address
def test_another_agency_finds_nothing_at_an_address(name: str, pattern: URLPattern) -> None:
    stranger = user_with(Role.AGENCY_REPRESENTATIVE, agency=rows.AgencyFactory())
    row = row_behind(pattern)
    address = address_of(name, pattern, row)
    if "board" in pattern.pattern.converters:
        assert pattern.callback.view_class.subject in OF_A_PARTNERSHIP
        assert answers(client_of(stranger), address) <= {403, 404}
        return
    if not hasattr(type(row), "policy_subject") and not getattr(row, "record_kind", ""):
        assert answers(client_of(stranger), address) == {404}  # accounts and roles
        return
    if can(principal_of(stranger), "view", row):
        assert pattern.callback.view_class(**pattern.callback.view_initkwargs).subject in READ_BY_ALL
        assert answers(client_of(stranger), address) <= {200, 403, 404}
        return
    assert answers(client_of(stranger), address) == {404}


@pytest.mark.once
@each_address
def test_the_row_of_an_address_is_really_there(name: str, pattern: URLPattern) -> None:
    """Or the test above would pass on nothing."""
    row = row_behind(pattern)
    path = str(pattern.pattern)
    if any(late in path for late in NOT_YET):
        if not hasattr(row, "archived_at") or "restore" not in path:
            pytest.skip("nothing was made or taken off yet")
        row.archived_at, row.archived_reason = timezone.now(), "Entered twice"
        row.save()
    found = answers(client_of(manager_of(row)), address_of(name, pattern, row))
    assert found - {404} != set()
