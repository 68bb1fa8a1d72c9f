"""Agencies are asked whether they take a recommendation on: what they see, what they answer, what comes of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Message, ReadEntry, Recommendation, RecommendationAnswer
from partnership.principals import principal_of
from partnership.registry import returns_of
from partnership.selectors.recommendation_answers import agencies_to_ask, answers_of, answers_owed
from partnership.services.recommendation_answers import answer_recommendation, ask_agencies
from partnership.services.recommendations import change_recommendation
from partnership.services.rows import Conflict
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import (
    ActionPlanFactory,
    AgencyFactory,
    InspectionFactory,
    InterestFactory,
    RecommendationAnswerFactory,
    RecommendationFactory,
)
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommendation() -> Recommendation:
    """Of a restricted review, addressed to two agencies."""
    review = ReviewFactory(reference="LCSPR-CANARY", title="Canary title")
    row: Recommendation = RecommendationFactory(plan=ActionPlanFactory(record=review), number=3, text="Ask why.")
    row.agencies.set([AgencyFactory(name="Police"), AgencyFactory(name="Trust")])
    return row


@pytest.fixture
def manager() -> Any:
    return user_with(Role.BUSINESS_MANAGER)


def asked(recommendation: Recommendation, by: Any) -> list[RecommendationAnswer]:
    due_on = timezone.localdate() + timedelta(days=14)
    return ask_agencies(recommendation=recommendation, agencies=recommendation.agencies.all(), due_on=due_on, by=by)


def answered(answer: RecommendationAnswer, accepted: bool | None, by: Any, reason: str = "So.") -> RecommendationAnswer:
    return answer_recommendation(answer=answer, accepted=accepted, reason=reason, version=answer.version, by=by)


def test_agencies_are_asked_by_a_message_that_tells_nothing_of_the_case(recommendation: Any, manager: Any) -> None:
    police = recommendation.agencies.get(name="Police")
    rep = user_with(Role.AGENCY_REPRESENTATIVE, agency=police)
    asked(recommendation, manager)
    (message,) = Message.objects.filter(to=rep)
    assert "recommendation-answers" in message.body
    assert not any(word in message.subject + message.body for word in ("CANARY", "Canary", "Ask why"))


def test_conflicted_agency_is_not_asked(recommendation: Any, manager: Any) -> None:
    police = recommendation.agencies.get(name="Police")
    InterestFactory(record=recommendation.plan.record, agency=police, user=None)
    assert [agency.name for agency in agencies_to_ask(recommendation)] == ["Trust"]
    with pytest.raises(DomainError, match="Police cannot be asked"):
        asked(recommendation, manager)
    assert not RecommendationAnswer.objects.exists()


def test_an_agency_is_asked_once_and_not_for_a_past_day(recommendation: Any, manager: Any) -> None:
    with pytest.raises(DomainError, match="has passed"):
        ask_agencies(recommendation=recommendation, agencies=[], due_on=date(2018, 1, 1), by=manager)
    asked(recommendation, manager)
    with pytest.raises(DomainError, match="asked already"):
        asked(recommendation, manager)


@pytest.mark.parametrize(
    ("said", "accepted", "words"),
    [
        ([True, True], True, "2 of 2 accepted"),
        ([False, False], False, "2 of 2 declined"),
        ([True, False], None, "1 of 2 accepted"),
        ([True], None, "1 of 2 answered"),
    ],
)
def test_answers_settle_the_recommendation_once_all_agree(
    recommendation: Any, manager: Any, said: list[bool], accepted: bool | None, words: str
) -> None:
    for answer, yes in zip(asked(recommendation, manager), said, strict=False):
        answered(answer, yes, manager)
    recommendation.refresh_from_db()
    assert (recommendation.accepted, answers_of([recommendation])[recommendation.pk].words) == (accepted, words)
    page = page_of(client_of(manager), reverse("partnership:recommendation-detail", args=[recommendation.pk]))
    assert ("The agencies do not agree" in page) == (words == "1 of 2 accepted")


@pytest.mark.parametrize(("accepted", "word"), [(True, "accepts"), (False, "declines")])
def test_what_the_manager_decides_after_mixed_answers_is_said_and_not_asked_again(
    recommendation: Any, manager: Any, accepted: bool, word: str
) -> None:
    for answer, yes in zip(asked(recommendation, manager), [True, False], strict=True):
        answered(answer, yes, manager)
    recommendation.refresh_from_db()
    values = {"accepted": accepted}
    change_recommendation(row=recommendation, values=values, version=recommendation.version, by=manager)
    page = page_of(client_of(manager), reverse("partnership:recommendation-detail", args=[recommendation.pk]))
    assert f"The agencies did not agree. The partnership {word} it." in page
    assert "The agencies do not agree" not in page


def test_an_agency_that_changes_its_mind_leaves_it_to_the_manager_again(recommendation: Any, manager: Any) -> None:
    answers = asked(recommendation, manager)
    last = [answered(answer, True, manager) for answer in answers][-1]
    answered(last, False, manager)
    page = page_of(client_of(manager), reverse("partnership:recommendation-detail", args=[recommendation.pk]))
    assert "The agencies do not agree" in page  # what all had said first is nobody's decision on this


def test_reasons_of_all_who_decline_become_the_response(recommendation: Any, manager: Any) -> None:
    for number, answer in enumerate(asked(recommendation, manager)):
        answered(answer, False, manager, reason=f"Reason {number}.")
    recommendation.refresh_from_db()
    assert recommendation.response == "Police: Reason 0.\n\nTrust: Reason 1."


def test_written_response_stays_when_all_decline(recommendation: Any, manager: Any) -> None:
    Recommendation.objects.filter(pk=recommendation.pk).update(response="Ours.")
    for answer in asked(recommendation, manager):
        answered(answer, False, manager)
    recommendation.refresh_from_db()
    assert (recommendation.accepted, recommendation.response) == (False, "Ours.")


def test_refusal_needs_its_reason_and_an_answer_yes_or_no(recommendation: Any, manager: Any) -> None:
    answer = asked(recommendation, manager)[0]
    with pytest.raises(DomainError, match="why your agency declines"):
        answered(answer, False, manager, reason=" ")
    with pytest.raises(DomainError, match="takes it on"):
        answered(answer, None, manager)


def test_second_of_two_editors_is_told(recommendation: Any, manager: Any) -> None:
    answer = asked(recommendation, manager)[0]
    answered(answer, True, manager)
    with pytest.raises(Conflict):
        answered(answer, False, manager)


def test_agency_sees_the_recommendation_and_nothing_of_where_it_comes_from(recommendation: Any, manager: Any) -> None:
    answers = {answer.agency.name: answer for answer in asked(recommendation, manager)}
    rep = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=answers["Police"].agency))
    for what in ("detail", "write"):
        page = page_of(rep, reverse(f"partnership:recommendation-answer-{what}", args=[answers["Police"].pk]))
        assert "Ask why." in page
        assert "CANARY" not in page
        assert "Canary" not in page
        assert "Trust" not in page
    assert ReadEntry.objects.filter(record=recommendation.plan.record).count() == 2
    listed = page_of(rep, reverse("partnership:recommendation-answer-list"))
    assert "Recommendation 3" in listed
    assert "Ask why." not in listed
    assert "CANARY" not in listed


def test_nobody_else_finds_an_agency_s_answer(recommendation: Any, manager: Any) -> None:
    police, trust = asked(recommendation, manager)
    address = reverse("partnership:recommendation-answer-detail", args=[police.pk])
    strangers = [
        user_with(Role.AGENCY_REPRESENTATIVE, agency=trust.agency),
        user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()),
        user_with(Role.TRAINING_COORDINATOR),
        user_with(Role.SUPPORT_OFFICER),
        user_with(Role.GOVERNANCE_LEAD),
    ]
    for user in strangers:
        client = client_of(user)
        assert client.get(address).status_code == 404
        assert client.get(f"{address}answer/").status_code == 404
        page = reverse("partnership:recommendation-detail", args=[recommendation.pk])
        assert client.get(page).status_code == 404


def test_agency_that_gets_a_conflict_loses_its_answer(recommendation: Any, manager: Any) -> None:
    police, _ = asked(recommendation, manager)
    rep = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=police.agency))
    address = reverse("partnership:recommendation-answer-detail", args=[police.pk])
    assert rep.get(address).status_code == 200
    InterestFactory(record=recommendation.plan.record, agency=police.agency, user=None)
    assert rep.get(address).status_code == 404


def test_agency_answers_on_its_page_and_its_deadline_goes(recommendation: Any, manager: Any) -> None:
    police, _ = asked(recommendation, manager)
    user = user_with(Role.AGENCY_REPRESENTATIVE, agency=police.agency)
    assert list(answers_owed(principal_of(user), timezone.localdate())) == [police]
    home = page_of(client_of(user), reverse("partnership:home"))
    assert "Answer: Recommendation 3" in home
    given = {"accepted": "yes", "reason": "We begin in May.", "version": police.version}
    address = reverse("partnership:recommendation-answer-write", args=[police.pk])
    assert client_of(user).post(address, given).status_code == 302
    police.refresh_from_db()
    assert (police.accepted, police.answered_by) == (True, user)
    assert not answers_owed(principal_of(user), timezone.localdate()).exists()
    assert client_of(user).post(address, given).status_code == 409


def test_restricted_answer_is_not_on_the_sheet_that_is_handed_round(recommendation: Any, manager: Any) -> None:
    police, _ = asked(recommendation, manager)
    principal = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=police.agency))
    assert returns_of(police.agency, principal) == []
    open_one = RecommendationFactory(plan=ActionPlanFactory(record=InspectionFactory()), number=7)
    RecommendationAnswerFactory(recommendation=open_one, agency=police.agency)
    assert [due.title for due in returns_of(police.agency, principal)] == ["Recommendation 7"]


def test_business_manager_asks_on_the_page(recommendation: Any, manager: Any) -> None:
    address = reverse("partnership:recommendation-ask", args=[recommendation.pk])
    client = client_of(manager)
    given = {"agencies": [one.pk for one in recommendation.agencies.all()], "due_on": "1/3/2099"}
    assert client.post(address, {**given, "agencies": []}).status_code == 200
    assert client.post(address, given).status_code == 302
    assert RecommendationAnswer.objects.count() == 2
    rep = user_with(Role.AGENCY_REPRESENTATIVE, agency=recommendation.agencies.first())
    assert client_of(rep).get(address).status_code == 404


def test_answers_of_many_recommendations_are_one_query(django_assert_num_queries: Any) -> None:
    rows = [RecommendationAnswerFactory().recommendation for _ in range(3)]
    for some in (rows[:1], rows):
        with django_assert_num_queries(1):
            assert {answers.words for answers in answers_of(some).values()} == {"0 of 1 answered"}
    assert answers_of([RecommendationFactory().pk]).popitem()[1].words == "Not yet asked"
