"""From a recommendation to proven change: results of actions, impact tests, and the chain on one page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import ActionResult, ImpactTest, ReadEntry
from partnership.principals import principal_of
from partnership.selectors.chain import chain_of
from partnership.selectors.impact_tests import looks_due
from partnership.services.impact_tests import create_impact_test
from partnership.services.results import change_result, create_result
from reviews.models import Review
from tests.clients import client_of, page_of, user_with
from tests.factories.audits import AuditFactory
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    ActionResultFactory,
    AgencyFactory,
    ImpactTestFactory,
    PolicyFactory,
    RecommendationAnswerFactory,
    RecommendationFactory,
    RoleGrantFactory,
)
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    row: Review = ReviewFactory(reference="REV-CANARY")
    return row


def with_chain(review: Review, count: int = 1) -> None:
    """So many recommendations with all that can follow."""
    plan = getattr(review, "action_plan", None) or ActionPlanFactory(record=review)
    for _ in range(count):
        recommendation = RecommendationFactory(plan=plan)
        RecommendationAnswerFactory(recommendation=recommendation)
        action = ActionFactory(plan=plan, recommendation=recommendation)
        ActionResultFactory(action=action, kind="policy", record_id=PolicyFactory().pk)
        ImpactTestFactory(recommendation=recommendation)


def test_chain_says_its_gaps_in_words(review: Review) -> None:
    plan = ActionPlanFactory(record=review)
    RecommendationFactory(plan=plan, number=1)
    second = RecommendationFactory(plan=plan, number=2)
    ActionFactory(plan=plan, recommendation=second)
    RecommendationFactory(plan=plan, number=3, accepted=False)
    third = RecommendationFactory(plan=plan, number=4)
    ActionResultFactory(action=ActionFactory(plan=plan, recommendation=third))
    ImpactTestFactory(recommendation=third, proven="yes")
    chain = chain_of(review, principal_of(user_with(Role.BUSINESS_MANAGER)))
    assert [link.gaps for link in chain.links] == [
        ("No action yet", "Not tested yet"),
        ("Led to nothing yet", "Not tested yet"),
        (),
        (),
    ]
    assert chain.words == "4 recommendations: 1 proven, 2 with something missing"


def test_what_is_proven_or_carried_out_is_not_said_to_be_missing(review: Review) -> None:
    plan = ActionPlanFactory(record=review)
    proven = RecommendationFactory(plan=plan, number=1, status="implemented")
    ActionFactory(plan=plan, recommendation=proven)
    ImpactTestFactory(recommendation=proven, proven="yes")
    RecommendationFactory(plan=plan, number=2, status="open")
    chain = chain_of(review, principal_of(user_with(Role.BUSINESS_MANAGER)))
    assert chain.words == "2 recommendations: 1 proven, 1 with something missing"
    assert [link.asked_words for link in chain.links] == ["Nobody was asked", "Not yet asked"]


def test_chain_has_the_same_queries_however_long(review: Review, django_assert_num_queries: Any) -> None:
    principal = principal_of(user_with(Role.BUSINESS_MANAGER))
    with_chain(review)
    with django_assert_num_queries(7):
        assert len(chain_of(review, principal).links) == 1
    with_chain(review, 2)
    with django_assert_num_queries(7):
        assert len(chain_of(review, principal).links) == 3


def test_chain_of_an_audit_is_read_the_same_way() -> None:
    audit = AuditFactory()
    ActionFactory(plan=ActionPlanFactory(record=audit))
    chain = chain_of(audit, principal_of(user_with(Role.BUSINESS_MANAGER)))
    assert [one.gap for one in chain.loose] == ["Led to nothing yet"]


def test_page_of_the_chain_is_for_readers_of_the_plan_and_logged(review: Review) -> None:
    with_chain(review)
    address = reverse("reviews:review-learning", args=[review.pk])
    page = page_of(client_of(user_with(Role.BUSINESS_MANAGER)), address)
    assert "A leaflet for parents" in page
    assert ReadEntry.objects.filter(record=review.pk).count() == 1
    rep = user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory())
    roles = (Role.TRAINING_COORDINATOR, Role.SUPPORT_OFFICER, Role.GOVERNANCE_LEAD)
    for user in (rep, *map(user_with, roles)):
        assert client_of(user).get(address).status_code == 404
    published = ReviewFactory(publication="published", visibility="partnership")
    with_chain(published)
    trainer = client_of(user_with(Role.TRAINING_COORDINATOR))
    assert trainer.get(reverse("reviews:review-learning", args=[published.pk])).status_code == 404


def test_empty_chain_says_what_will_stand_there(review: Review) -> None:
    address = reverse("reviews:review-learning", args=[review.pk])
    assert "No recommendations yet" in page_of(client_of(user_with(Role.BUSINESS_MANAGER)), address)


def test_result_names_a_record_of_its_kind_alone() -> None:
    action, by = ActionFactory(), user_with(Role.BUSINESS_MANAGER)
    policy = PolicyFactory().record_ptr
    with pytest.raises(DomainError, match="another kind"):
        create_result(row=ActionResult(action=action), values={"kind": "course", "record": policy, "what": "x"}, by=by)
    made = create_result(
        row=ActionResult(action=action), values={"kind": "policy", "record": policy, "what": "Changed"}, by=by
    )
    with pytest.raises(DomainError, match="stays with its action"):
        change_result(row=made, values={"action": ActionFactory()}, version=made.version, by=by)


def test_policy_page_says_where_it_came_from_to_those_who_may_know(review: Review) -> None:
    with_chain(review)
    policy = ActionResult.objects.get().record
    address = reverse("partnership:policy-detail", args=[policy.pk])
    assert "REV-CANARY" in page_of(client_of(user_with(Role.BUSINESS_MANAGER)), address)
    for role in (Role.TRAINING_COORDINATOR, Role.SUPPORT_OFFICER):
        page = page_of(client_of(user_with(role)), address)
        assert "REV-CANARY" not in page
        assert "Came from" not in page


def test_agency_with_an_action_of_a_hidden_case_reads_nothing_of_what_it_led_to(review: Review) -> None:
    agency = AgencyFactory()
    action = ActionFactory(plan=ActionPlanFactory(record=review), agency=agency)
    result = ActionResultFactory(action=action, what="CANARY words of the case")
    rep = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    for name, row in (("action", action), ("action-result", result)):
        response = rep.get(reverse(f"partnership:{name}-detail", args=[row.pk]))
        assert response.status_code == 200
        assert "CANARY" not in response.content.decode()
    assert "CANARY" not in page_of(rep, reverse("partnership:action-result-list"))


def test_result_is_added_on_the_page_with_records_that_one_may_see() -> None:
    action, policy = ActionFactory(reference="ACT-77"), PolicyFactory(title="Bruising protocol")
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    address = reverse("partnership:action-result-create")
    page = page_of(client, f"{address}?action={action.pk}")
    assert "ACT-77" in page
    assert "Policy: Bruising protocol" in page
    given = {"action": "act-77", "kind": "policy", "record": policy.pk, "what": "Renewed"}
    assert client.post(address, {**given, "kind": "course"}).status_code == 200
    assert client.post(address, given).status_code == 302
    assert ActionResult.objects.get().record_id == policy.pk
    assert client_of(user_with(Role.SUPPORT_OFFICER)).post(address, {**given, "action": "ACT-0"}).status_code == 200


def test_impact_test_is_of_a_day_that_has_been_and_names_a_later_look() -> None:
    row, by = RecommendationFactory(), user_with(Role.BUSINESS_MANAGER)
    today = timezone.localdate()
    values = {"how": "20 files", "found": "Better.", "proven": "yes"}
    for dates in ({"tested_on": today + timedelta(days=1)}, {"tested_on": today, "again_on": today}):
        with pytest.raises(DomainError):
            create_impact_test(row=ImpactTest(recommendation=row), values={**values, **dates}, by=by)


def test_the_last_look_alone_says_when_to_look_again() -> None:
    principal, today = principal_of(user_with(Role.BUSINESS_MANAGER)), timezone.localdate()
    first = ImpactTestFactory(tested_on=date(2018, 2, 1), again_on=date(2018, 6, 1))
    assert list(looks_due(principal, today)) == [first]
    ImpactTestFactory(recommendation=first.recommendation, tested_on=date(2018, 6, 2), proven="yes")
    assert list(looks_due(principal, today)) == []


def test_recommendation_page_says_that_it_is_not_tested(review: Review) -> None:
    row = RecommendationFactory(plan=ActionPlanFactory(record=review))
    manager = user_with(Role.BUSINESS_MANAGER)
    RoleGrantFactory(user=manager, role=Role.BUSINESS_MANAGER, record_id=review.pk)
    address = reverse("partnership:recommendation-detail", args=[row.pk])
    assert "Not tested yet" in page_of(client_of(manager), address)
    ImpactTestFactory(recommendation=row)
    assert "Tested on 1 February 2018" in page_of(client_of(manager), address)
