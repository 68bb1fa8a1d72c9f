"""What case reviews ask of people."""

from datetime import date

import pytest

from partnership.enums import Role, Visibility
from partnership.principals import Principal, principal_of
from partnership.selectors.asked import asked_by_date
from reviews.work_items.reviews import reviews_asked
from tests.clients import client_of, page_of, user_with
from tests.factories.reviews import ReferralFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def asked(principal: Principal) -> list[str]:
    return [item.title.title for item in reviews_asked(principal, date(2026, 6, 9))]


def test_reviews_are_asked_of_those_who_may_write_in_them_by_reference() -> None:
    referred = ReviewFactory(
        reference="NV-1",
        title="CANARY",
        status="referred",
        screening="go_on",
        referred_on=date(2026, 5, 1),
        visibility=Visibility.RESTRICTED,
    )
    ReviewFactory(
        reference="NV-2",
        title="CANARY",
        status="in_progress",
        referred_on=date(2026, 5, 2),
        visibility=Visibility.RESTRICTED,
    )
    ReviewFactory(title="CANARY", status="complete", visibility=Visibility.RESTRICTED)
    expected = ["Decide on the referral: NV-1", "Finish the review: NV-2"]
    assert asked(principal_of(user_with(Role.BUSINESS_MANAGER))) == expected
    assert asked(principal_of(user_with(Role.REVIEWER, record=referred.record_ptr))) == expected[:1]
    assert asked(principal_of(user_with(Role.SCRUTINEER))) == []


def test_screening_is_reminded_of_five_working_days_after_the_agency_learned_of_the_case() -> None:
    known = {"review__status": "referred", "review__referred_on": date(2026, 6, 5), "review__screening": ""}
    ReferralFactory(aware_on=date(2026, 6, 4), review__reference="NV-1", **known)
    ReviewFactory(reference="NV-2", title="CANARY", status="referred", referred_on=date(2026, 5, 29), screening="")
    manager = principal_of(user_with(Role.BUSINESS_MANAGER))
    items = list(reviews_asked(manager, date(2026, 6, 9)))
    assert [(one.title.title, one.due_on, one.mark.words) for one in items] == [
        ("Screen the referral: NV-2", date(2026, 6, 5), "4 days late"),
        ("Screen the referral: NV-1", date(2026, 6, 11), "Not screened"),
    ]
    assert page_of(client_of(manager.user), items[0].title.url).count("/screen/") > 0  # named or not
    shown = [item.title.title for span in asked_by_date(manager, date(2026, 6, 9)) for item in span.shown]
    assert shown == ["Screen the referral: NV-2", "Screen the referral: NV-1"]
