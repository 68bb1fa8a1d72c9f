"""A case is referred: by an agency, or by the business unit for one; what the agency sees, and what others do not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.models import Agency, Message, ReadEntry, RoleGrant, User
from partnership.policy import can
from partnership.principals import principal_of
from reviews.models import Referral, Review
from reviews.services.referrals import TITLE, tell_agency
from reviews.services.statute import load_statute
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory, InterestFactory
from tests.factories.reviews import ReferralFactory

pytestmark = pytest.mark.django_db
NEW = reverse("reviews:referral-create")
CANARY = "CANARY the baby was hurt at home"


@pytest.fixture
def agency() -> Agency:
    load_statute()
    BoardFactory(kind="sab")
    BoardFactory(kind="lscp", code="NSCP")
    return AgencyFactory(name="Northvale Hospitals")


@pytest.fixture
def speaker(agency: Agency) -> User:
    return user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


def told(agency: Agency, **more: Any) -> dict[str, Any]:
    return {
        "agency": agency.pk,
        "harm": "serious_harm",
        "aware_on": "1/6/2026",
        "what_happened": CANARY,
        "why": "Three agencies knew of the family.",
        **more,
    }


def test_an_agency_refers_a_case(agency: Agency, speaker: User, manager: User) -> None:
    known = AgencyFactory()
    client = client_of(speaker)
    form = client.get(NEW)
    assert (form.status_code, "data-guarded" in form.content.decode()) == (200, True)
    response = client.post(NEW, told(agency, agencies_known=[known.pk], own_reference="H-77"))
    assert response.status_code == 302, response.context["form"].errors
    referral = Referral.objects.get()
    assert response.url == reverse("reviews:referral-detail", args=[referral.pk])
    review = referral.review
    assert (review.title, review.status, review.visibility) == (TITLE, "referred", Visibility.RESTRICTED)
    assert (review.review_kind, review.edition.code) == ("rapid_review", "2026")  # type: ignore[union-attr]
    assert (review.referred_by, review.referred_on) == (agency, timezone.localdate())
    assert [board.code for board in review.boards.all()] == ["NSCP"]
    assert set(review.agencies.all()) == {agency, known}
    assert (referral.own_reference, list(referral.agencies_known.all())) == ("H-77", [known])


def test_the_business_manager_is_told_the_reference_and_nothing_else(
    agency: Agency, speaker: User, manager: User
) -> None:
    colleague = user_with(Role.BUSINESS_MANAGER)
    user_with(Role.SUPPORT_OFFICER)
    client_of(speaker).post(NEW, told(agency))
    message = Message.objects.filter(to=manager).get()
    review = Review.objects.get()
    assert review.reference not in message.subject
    assert review.reference in message.body
    assert "CANARY" not in message.subject + message.body
    assert agency.name not in message.subject + message.body
    assert {one.to for one in Message.objects.all()} == {manager, colleague}


def test_the_same_words_sent_twice_make_one_case(agency: Agency, speaker: User, manager: User) -> None:
    client = client_of(speaker)
    first, second = client.post(NEW, told(agency)), client.post(NEW, told(agency))
    assert (first.status_code, first.url) == (302, second.url)
    assert (Review.objects.count(), Referral.objects.count(), Message.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("harm", "kind", "code"),
    [
        ("death", "rapid_review", "2026"),
        ("adult", "sar", "care-act"),
        ("homicide", "dhr", "dhr"),
        ("learning", "learning_review", "2026"),
    ],
)
def test_the_kind_follows_the_harm_and_the_edition(
    agency: Agency, speaker: User, harm: str, kind: str, code: str
) -> None:
    client_of(speaker).post(NEW, told(agency, harm=harm))
    review = Review.objects.get()
    assert (review.review_kind, review.edition.code) == (kind, code)  # type: ignore[union-attr]
    assert [board.kind for board in review.boards.all()] == ["sab" if harm == "adult" else "lscp"]


def test_what_came_by_mail_goes_by_its_day(agency: Agency, manager: User) -> None:
    client_of(manager).post(NEW, told(agency, aware_on="1/5/2018", referred_on="4/5/2018"))
    review = Review.objects.get()
    assert (review.review_kind, review.referred_on) == ("scr", date(2018, 5, 4))


def test_an_agency_refers_for_itself_alone(agency: Agency, speaker: User) -> None:
    other = AgencyFactory()
    response = client_of(speaker).post(NEW, told(other))
    assert (response.status_code, Review.objects.count()) == (200, 0)
    assert "agency" in response.context["form"].errors


def test_what_is_missing_or_to_come_is_said_in_words(agency: Agency, speaker: User) -> None:
    to_come = timezone.localdate() + timedelta(days=2)
    response = client_of(speaker).post(NEW, {"agency": agency.pk, "aware_on": to_come.strftime("%d/%m/%Y")})
    errors = response.context["form"].errors
    assert errors["what_happened"] == ["Say what is known"]
    assert errors["aware_on"] == ["This day is still to come. Type the day on which it happened"]
    assert Review.objects.count() == 0


def test_words_that_may_name_somebody_are_asked_about(agency: Agency, speaker: User) -> None:
    client, words = client_of(speaker), told(agency, what_happened="Ryan Cole, born 3 May 2019, was hurt.")
    asked = client.post(NEW, words)
    assert (asked.status_code, Review.objects.count()) == (200, 0)
    assert client.post(NEW, {**words, "names_checked": "on"}).status_code == 302


def test_the_agency_reads_its_own_words_and_nothing_of_the_review(agency: Agency, speaker: User) -> None:
    referral = ReferralFactory(agency=agency, what_happened="What we saw", review__title="CANARY title")
    Review.objects.filter(pk=referral.review_id).update(screening_reason="CANARY reason", method="CANARY method")
    client = client_of(speaker)
    page = page_of(client, reverse("reviews:referral-detail", args=[referral.pk]))
    assert ("What we saw" in page, "CANARY" in page) == (True, False)
    assert "The business unit and your agency can open this." in page
    assert reverse("reviews:review-decision", args=[referral.review_id]) not in page
    listed = page_of(client, reverse("reviews:referral-list"))
    assert (referral.review.reference in listed, "CANARY" in listed, "What we saw" in listed) == (True, False, False)
    for name in ("review-detail", "review-decision", "review-screen", "consideration-create"):
        assert client.get(reverse(f"reviews:{name}", args=[referral.review_id])).status_code == 404


def test_reading_a_referral_is_written_down(agency: Agency, speaker: User) -> None:
    referral = ReferralFactory(agency=agency)
    client_of(speaker).get(reverse("reviews:referral-detail", args=[referral.pk]))
    assert list(ReadEntry.objects.values_list("record", "user")) == [(referral.review_id, speaker.pk)]


def test_the_agency_adds_to_its_referral_until_it_is_answered(agency: Agency, speaker: User, manager: User) -> None:
    referral = ReferralFactory(agency=agency, answer="Who saw the baby last?")
    address = reverse("reviews:referral-add", args=[referral.pk])
    client = client_of(speaker)
    assert "We asked: Who saw the baby last?" in page_of(client, address)
    assert client.post(address, {"text": ""}).status_code == 200
    for _ in range(2):
        assert client.post(address, {"text": "The health visitor."}).status_code == 302
    referral.refresh_from_db()
    assert referral.what_happened.count("The health visitor.") == 1
    assert "We asked: Who saw the baby last?" in referral.what_happened
    assert (referral.answer, Message.objects.filter(to=manager).count()) == ("", 1)
    tell_agency(review=referral.review, words="We begin a review.", answered_on=timezone.localdate(), by=manager)
    late = client.post(address, {"text": "One more thing."})
    assert "This referral has been answered" in late.content.decode()


@pytest.mark.parametrize("role", ["SGC", "REP", "TC", "BSO"])
def test_others_find_nothing(agency: Agency, role: str) -> None:
    referral = ReferralFactory(agency=agency)
    grant = {"SGC": {"group": GroupFactory()}, "REP": {"agency": AgencyFactory()}}.get(role, {}) if role else {}
    client = client_of(user_with(role, **grant))
    for name in ("referral-detail", "referral-add"):
        assert client.get(reverse(f"reviews:{name}", args=[referral.pk])).status_code == 404
        assert client.post(reverse(f"reviews:{name}", args=[referral.pk]), {"text": "x"}).status_code in (404, 405)
    listed = client.get(reverse("reviews:referral-list"))
    assert listed.status_code == (200 if role == "REP" else 404)
    assert referral.review.reference not in listed.content.decode()
    assert client.get(NEW).status_code == (200 if role == "REP" else 404)


def test_a_conflicted_agency_loses_its_referral(agency: Agency, speaker: User) -> None:
    referral = ReferralFactory(agency=agency)
    assert can(principal_of(speaker), "view", referral)
    InterestFactory(record=referral.review, agency=agency, user=None)
    assert client_of(speaker).get(reverse("reviews:referral-detail", args=[referral.pk])).status_code == 404


def test_a_referral_names_nobody_on_the_review(agency: Agency, speaker: User, manager: User) -> None:
    client_of(speaker).post(NEW, told(agency))
    assert RoleGrant.objects.exclude(record=None).count() == 0


def test_the_menu_leads_agencies_to_their_referrals(agency: Agency, speaker: User, manager: User) -> None:
    returns = page_of(client_of(speaker), reverse("partnership:place", args=["returns"]))
    assert ("Refer a case" in returns, "Your referrals" in returns) == (True, True)
    reviews = page_of(client_of(manager), reverse("partnership:place", args=["reviews"]))
    assert all(words in reviews for words in ("Refer a case", "Referrals", "Case reviews", "Editions"))
