"""From screening to the decision: what each step asks, changes, tells and refuses."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Agency, Message, ReadEntry, RoleGrant, User
from reviews.models import Consideration, Criterion, Edition, Notification, Referral, Review
from reviews.selectors.editions import criteria_of
from reviews.services.decisions import consider_case
from reviews.services.statute import load_statute
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, GroupFactory, InterestFactory, RoleGrantFactory
from tests.factories.reviews import ConsiderationFactory, ReferralFactory, ReviewFactory

pytestmark = pytest.mark.django_db
TODAY = "1/6/2026"
PAGES = ("review-decision", "review-screen", "rapid-review-sent", "notification-create", "consideration-create")


@pytest.fixture(autouse=True)
def statute(db: None) -> None:
    load_statute()


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def client(manager: User) -> Client:
    return client_of(manager)


@pytest.fixture
def speaker() -> User:
    return user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory())


@pytest.fixture
def referral(speaker: User) -> Referral:
    agency = Agency.objects.get(pk=speaker.grants.get().agency_id)
    edition = Edition.objects.get(code="2026")
    return ReferralFactory(
        agency=agency,
        review__edition=edition,
        review__review_kind="rapid_review",
        review__status="referred",
        review__referred_on=date(2026, 5, 1),
    )


def to(name: str, review: Review) -> str:
    return reverse(f"reviews:{name}", args=[review.pk])


def fresh(review: Review) -> Review:
    return Review.objects.get(pk=review.pk)


def screened(client: Client, review: Review, **more: Any) -> Any:
    said = {"screening": "go_on", "screening_reason": "It may meet the criteria.", "screened_on": TODAY}
    return client.post(to("review-screen", review), {**said, "version": fresh(review).version, **more})


def decided(client: Client, review: Review, met: str = "yes", outcome: str = "local_review", **more: Any) -> Any:
    code = more.pop("code", "2026")
    edition = Edition.objects.get(code=code)
    answers = {f"met-{one.pk}": "yes" if one.letter in "ab" and met == "yes" else "no" for one in criteria_of(edition)}
    answers |= {f"reason-{one.pk}": "It was so." for one in criteria_of(edition)}
    said = {
        "considered_on": TODAY,
        "decided_by": "The partners",
        "met": met,
        "outcome": outcome,
        "reasons": "Two are met.",
    }
    return client.post(
        f"{to('consideration-create', review)}?edition={edition.pk}",
        {**said, **answers, "words": "We begin one.", **more},
    )


def test_screening_goes_on_and_names_the_manager(client: Client, manager: User, referral: Referral) -> None:
    assert screened(client, referral.review).url == to("review-decision", referral.review)
    review = fresh(referral.review)
    assert (review.screening, review.status, review.screened_on) == ("go_on", "referred", date(2026, 6, 1))
    assert list(RoleGrant.objects.exclude(record=None).values_list("user", "role", "record")) == [
        (manager.pk, "BM", review.pk)
    ]


def test_asking_for_more_writes_to_the_agency(client: Client, referral: Referral, speaker: User) -> None:
    refused = screened(client, referral.review, screening="ask_more")
    assert "Write to the agency what you need to know" in refused.content.decode()
    screened(client, referral.review, screening="ask_more", words="Who saw the baby last?")
    referral.refresh_from_db()
    assert (referral.answer, referral.answered_on) == ("Who saw the baby last?", None)
    message = Message.objects.get(to=speaker)
    assert referral.review.reference in message.body
    assert "baby" not in message.subject + message.body


def test_stopping_closes_the_case_and_may_be_taken_back(client: Client, referral: Referral) -> None:
    screened(client, referral.review, screening="stop", words="It goes no further.")
    referral.refresh_from_db()
    assert (fresh(referral.review).status, referral.answered_on) == ("closed", date(2026, 6, 1))
    screened(client, referral.review)
    assert fresh(referral.review).status == "referred"


def test_what_is_decided_is_not_screened_again(client: Client, referral: Referral) -> None:
    decided(client, referral.review)
    assert "This case has been decided" in screened(client, referral.review).content.decode()


def test_two_who_screen_at_once_lose_nothing(client: Client, referral: Referral) -> None:
    version = fresh(referral.review).version
    assert screened(client, referral.review, version=version).status_code == 302
    assert screened(client, referral.review, version=version, screening_reason="Mine").status_code == 409
    assert fresh(referral.review).screening_reason == "It may meet the criteria."


def test_who_was_told_sets_the_days_of_the_clocks(client: Client, referral: Referral) -> None:
    partner, address = AgencyFactory(), to("notification-create", referral.review)
    panel = {"to": "panel", "sent_on": "8/5/2026", "how": "By the online form", "aware_on": "4/5/2026"}
    for _ in range(2):
        assert client.post(address, panel).status_code == 302
    for day in ("9/5/2026", "7/5/2026"):
        client.post(address, {"to": "partner", "agency": partner.pk, "sent_on": day})
    review = fresh(referral.review)
    assert (review.aware_on, review.notified_on) == (date(2026, 5, 4), date(2026, 5, 8))
    assert review.partners_aware_on == date(2026, 5, 7)
    assert Notification.objects.count() == 3


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"to": "partner", "sent_on": TODAY}, "Choose the safeguarding partner that was told"),
        ({"to": "panel", "sent_on": "1/5/2026", "aware_on": "2/5/2026"}, "Nobody is told before the authority knows"),
        ({"to": "panel"}, "Type the date on which they were told"),
    ],
)
def test_a_notification_that_cannot_be_is_refused(
    client: Client, referral: Referral, said: dict[str, str], words: str
) -> None:
    assert words in client.post(to("notification-create", referral.review), said).content.decode()
    assert Notification.objects.count() == 0


def test_the_rapid_review_is_sent(client: Client, referral: Referral) -> None:
    said = {"rapid_review_sent_on": "20/5/2026", "version": fresh(referral.review).version}
    assert client.post(to("rapid-review-sent", referral.review), said).status_code == 302
    assert fresh(referral.review).rapid_review_sent_on == date(2026, 5, 20)


def test_a_decision_begins_the_review_and_tells_the_agency(
    client: Client, manager: User, referral: Referral, speaker: User
) -> None:
    assert decided(client, referral.review, dissent="The police thought otherwise.").status_code == 302
    review, row = fresh(referral.review), Consideration.objects.get()
    assert (review.status, review.review_kind, review.criteria_met) == ("commissioned", "lcspr", True)
    assert review.considered_on == review.commissioned_on == date(2026, 6, 1)
    assert [(one.criterion.letter, one.met) for one in row.answers.all()] == [
        ("a", True), ("b", True), ("c", False), ("d", False),
    ]  # fmt: skip
    assert row.dissent == "The police thought otherwise."
    referral.refresh_from_db()
    assert (referral.answer, referral.answered_on) == ("We begin one.", date(2026, 6, 1))
    assert Message.objects.filter(to=speaker, subject="Your referral is answered").count() == 1
    assert {one.history.latest().history_user for one in row.answers.all()} == {manager}


@pytest.mark.parametrize(
    ("met", "outcome", "status", "kind", "criteria"),
    [
        ("no", "none", "not_met", "rapid_review", False),
        ("no", "single_agency", "not_met", "rapid_review", False),
        ("yes", "none", "closed", "rapid_review", True),
        ("no", "learning_review", "commissioned", "learning_review", False),
        ("yes", "adult_review", "commissioned", "sar", True),
        ("yes", "homicide_review", "commissioned", "dhr", True),
        ("pending", "", "referred", "rapid_review", None),
    ],
)
def test_what_follows_from_a_decision(
    client: Client, referral: Referral, met: str, outcome: str, status: str, kind: str, criteria: bool | None
) -> None:
    assert decided(client, referral.review, met, outcome).status_code == 302
    review = fresh(referral.review)
    assert (review.status, review.review_kind, review.criteria_met) == (status, kind, criteria)
    assert (review.considered_on is None) == (met == "pending")
    assert (review.commissioned_on is None) == (status != "commissioned")
    assert review.edition.code == {"sar": "care-act", "dhr": "dhr"}.get(kind, "2026")  # type: ignore[union-attr]


def test_an_old_case_is_considered_under_its_own_edition(client: Client) -> None:
    review = ReviewFactory(status="referred", review_kind="scr", edition=Edition.objects.get(code="2015"))
    page = page_of(client, to("consideration-create", review))
    assert "Working Together to Safeguard Children 2015" in page
    assert "not yet compared with the published text" in page
    assert decided(client, review, code="2015", considered_on="1/6/2017").status_code == 302
    assert (fresh(review).review_kind, fresh(review).status) == ("scr", "commissioned")


def test_compared_criteria_carry_no_doubt(client: Client, referral: Referral) -> None:
    page = page_of(client, to("consideration-create", referral.review))
    assert "Working Together to Safeguard Children 2026" in page
    assert "not yet compared with the published text" not in page
    Criterion.objects.filter(edition__code="2026", letter="d").update(checked=False)
    assert "not yet compared with the published text" in page_of(client, to("consideration-create", referral.review))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"outcome": ""}, "Say what will be done, even if that is nothing"),
        ({"met": "pending"}, "What will be done is decided with the criteria"),
        ({"words": ""}, "Write what the agency that referred the case is told"),
        ({"considered_on": "1/1/2099"}, "This day is still to come"),
        ({"reasons": ""}, "Give the reasons of the decision"),
    ],
)
def test_a_decision_with_a_gap_says_what_to_do(
    client: Client, referral: Referral, more: dict[str, str], words: str
) -> None:
    assert words in decided(client, referral.review, **more).content.decode()
    assert (Consideration.objects.count(), fresh(referral.review).status) == (0, "referred")


def test_each_criterion_is_answered(manager: User, referral: Referral) -> None:
    edition = Edition.objects.get(code="2026")
    keys = list(criteria_of(edition).values_list("pk", flat=True))
    base = {"met": "yes", "outcome": "none", "considered_on": date(2026, 6, 1), "decided_by": "x", "reasons": "x"}
    case = {"review": referral.review, "edition": edition, "commissioned_on": None, "words": "x", "by": manager}
    with pytest.raises(DomainError, match="Answer each criterion"):
        consider_case(**case, values={**base, "dissent": ""}, answers={keys[0]: (True, "")})
    with pytest.raises(DomainError, match="have answered none with yes"):
        consider_case(**case, values={**base, "dissent": ""}, answers=dict.fromkeys(keys, (False, "")))
    with pytest.raises(DomainError, match="Say why, for each criterion that you answer with yes"):
        consider_case(**case, values={**base, "dissent": ""}, answers=dict.fromkeys(keys, (True, " ")))


def test_a_yes_to_a_criterion_has_its_reason(client: Client, referral: Referral) -> None:
    first = criteria_of(Edition.objects.get(code="2026")).get(letter="a")
    page = decided(client, referral.review, **{f"reason-{first.pk}": ""})
    assert page.context["form"].errors[f"reason-{first.pk}"] == ["Say why you answer (a) with yes"]
    assert "Needed once it is decided" in page.content.decode()
    assert "Needed where a safeguarding" in page_of(client, to("notification-create", referral.review))


def test_the_latest_decision_counts_and_all_are_kept(client: Client, referral: Referral) -> None:
    decided(client, referral.review)
    decided(client, referral.review, "no", "none", considered_on="2/6/2026", reasons="The Panel disagreed.")
    assert (fresh(referral.review).status, fresh(referral.review).criteria_met) == ("not_met", False)
    decided(client, referral.review, "yes", "none", considered_on="20/5/2026", reasons="Found in the minutes.")
    assert (fresh(referral.review).status, Consideration.objects.count()) == ("not_met", 3)
    page = page_of(client, to("review-decision", referral.review))
    assert page.index("The Panel disagreed.") < page.index("Two are met.") < page.index("Found in the minutes.")


def test_a_decision_sent_twice_is_one(client: Client, referral: Referral) -> None:
    decided(client, referral.review)
    decided(client, referral.review)
    assert (Consideration.objects.count(), Message.objects.filter(subject__contains="answered").count()) == (1, 1)


def test_a_review_under_way_is_not_moved_back(client: Client) -> None:
    review = ReviewFactory(status="in_progress", review_kind="lcspr", commissioned_on=date(2026, 1, 1))
    decided(client, review, "no", "none")
    assert (fresh(review).status, fresh(review).commissioned_on) == ("in_progress", date(2026, 1, 1))


def test_the_page_says_what_is_missing(client: Client, referral: Referral) -> None:
    page = page_of(client, to("review-decision", referral.review))
    assert "What is missing (4)" in page
    screened(client, referral.review)
    client.post(to("notification-create", referral.review), {"to": "panel", "sent_on": TODAY})
    page = page_of(client, to("review-decision", referral.review))
    assert ("What is missing (3)" in page, "No day on which the partners were told" in page) == (True, True)
    assert page.count('class="govuk-button"') == 1


@pytest.mark.parametrize("status", ["not_met", "closed", "complete", "published"])
def test_nothing_is_missing_of_a_case_that_has_ended(client: Client, status: str) -> None:
    review = ReviewFactory(status=status, review_kind="scr", criteria_met=None)
    assert "What is missing" not in page_of(client, to("review-decision", review))


def test_a_manager_who_is_not_named_reads_no_decision(client: Client, referral: Referral) -> None:
    ConsiderationFactory(review=referral.review, reasons="CANARY of the reasons")
    RoleGrantFactory(role=Role.BUSINESS_MANAGER, record=referral.review, user__name="Ruth Adeyemi")
    page = page_of(client, to("review-decision", referral.review))
    assert "CANARY" not in page
    refused = screened(client, referral.review)
    assert "Only those named on this case decide on it. Ruth Adeyemi is" in refused.content.decode()
    assert fresh(referral.review).screening == ""


def test_every_visit_is_written_down(client: Client, manager: User, referral: Referral) -> None:
    for name in PAGES:
        client.get(to(name, referral.review))
    entries = ReadEntry.objects.filter(record=referral.review, user=manager).values_list("address", flat=True)
    assert sorted(entries) == sorted(to(name, referral.review) for name in PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_shown_that_cannot_be_written_down(
    client: Client, referral: Referral, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr("partnership.views.traced.note_reading", full)
    page = client.get(to(name, referral.review))
    assert (page.status_code, referral.review.reference in page.content.decode()) == (503, False)


def test_with_the_control_off_a_published_review_would_show_its_decision(
    referral: Referral, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutant: what keeps a decision from the readers of a published review is the one question it asks."""
    Review.objects.filter(pk=referral.review_id).update(visibility="partnership", publication="published")
    chair = client_of(user_with(Role.GROUP_CHAIR, group=GroupFactory()))
    assert chair.get(to("review-decision", referral.review)).status_code == 404
    monkeypatch.setattr("reviews.views.decisions.sees_guarded", lambda *args: True)
    assert chair.get(to("review-decision", referral.review)).status_code == 200


def test_without_criteria_the_page_says_where_they_are_added(client: Client, referral: Referral) -> None:
    Criterion.objects.all().delete()
    response = client.get(to("consideration-create", referral.review), follow=True)
    assert "No edition of law or guidance holds criteria yet" in response.content.decode()


def test_an_unanswered_criterion_is_named_at_its_field(client: Client, referral: Referral) -> None:
    first = criteria_of(Edition.objects.get(code="2026"))[0]
    page = decided(client, referral.review, **{f"met-{first.pk}": ""})
    assert page.context["form"].errors[f"met-{first.pk}"] == ["Answer (a) with yes or no"]


@pytest.mark.parametrize("role", ["SGC", "REP", "TC", "BSO"])
@pytest.mark.parametrize("name", PAGES)
def test_others_find_nothing(referral: Referral, role: str, name: str) -> None:
    grant = {"SGC": {"group": GroupFactory()}, "REP": {"agency": AgencyFactory()}}.get(role, {})
    other = client_of(user_with(role, **grant))
    assert other.get(to(name, referral.review)).status_code == 404
    Review.objects.filter(pk=referral.review_id).update(visibility="partnership", publication="published")
    assert other.get(to("review-decision", referral.review)).status_code == 404


def test_a_conflicted_manager_loses_the_case(client: Client, manager: User, referral: Referral) -> None:
    InterestFactory(record=referral.review, user=manager)
    for name in PAGES:
        assert client.get(to(name, referral.review)).status_code == 404


def test_a_scrutineer_reads_and_decides_nothing(referral: Referral) -> None:
    scrutineer = client_of(user_with(Role.SCRUTINEER))
    assert [scrutineer.get(to(name, referral.review)).status_code for name in PAGES] == [200, 403, 403, 403, 403]


def test_from_referral_to_decision_in_one_go(client: Client, speaker: User) -> None:
    """An agency refers, is asked for more, answers, and reads what was decided."""
    agency, theirs = Agency.objects.get(), client_of(speaker)
    told = {
        "agency": agency.pk,
        "harm": "death",
        "aware_on": TODAY,
        "what_happened": "A baby died.",
        "why": "Learning.",
    }
    detail = theirs.post(reverse("reviews:referral-create"), told).url
    review = Review.objects.get()
    screened(client, review, screening="ask_more", words="Who saw the baby last?")
    assert "More asked for" in page_of(theirs, detail)
    theirs.post(f"{detail}add/", {"text": "The health visitor."})
    screened(client, review)
    client.post(to("notification-create", review), {"to": "panel", "sent_on": TODAY, "aware_on": TODAY})
    client.post(to("notification-create", review), {"to": "partner", "agency": agency.pk, "sent_on": TODAY})
    client.post(to("rapid-review-sent", review), {"rapid_review_sent_on": TODAY, "version": fresh(review).version})
    decided(client, review)
    page = page_of(client, to("review-decision", review))
    assert ("What is missing" in page, "Criteria met, Local child safeguarding practice review" in page) == (
        False,
        True,
    )
    answer = page_of(theirs, detail)
    assert ("Answered" in answer, "We begin one." in answer, "Two are met." in answer) == (True, True, False)
    assert fresh(review).referred_on == timezone.localdate()
