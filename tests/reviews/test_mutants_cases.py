"""Each control of referral, decision, panel and identity, with it off: the test that holds it goes red."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership import policy, reaches
from partnership.enums import Role
from partnership.models import Message, User
from partnership.models.conflicts import InterestQuerySet
from partnership.models.users import RoleGrantQuerySet
from partnership.policy import can
from partnership.principals import principal_of
from partnership.services import record_access
from partnership.views import fresh, traced
from partnership.views.traced import TracedView
from reviews.enums import CriteriaMet, Screening
from reviews.models import Consideration, IdentityKey, PanelMember, Referral, Review
from reviews.services import decisions, identity, panel, referrals, reviews
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    AttachmentFactory,
    CommentFactory,
    GroupFactory,
    InterestFactory,
    RoleGrantFactory,
)
from tests.factories.reviews import (
    ChildFactory,
    CriterionFactory,
    EditionFactory,
    PanelMemberFactory,
    ReferralFactory,
    ReviewFactory,
)
from tests.mutants import goes_red, nothing, off, refuses, without, yes

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
NAME = "Winterbourne-Canary"


@pytest.fixture
def review() -> Review:
    return ReviewFactory(reference="NV-2026-02", status="referred")


def named(review: Any, role: str = Role.BUSINESS_MANAGER, **scope: Any) -> User:
    user = user_with(role, **scope)
    RoleGrantFactory(user=user, role=role, record_id=review.pk, **scope)
    return user


@pytest.fixture
def manager(review: Review) -> User:
    return named(review)


# --- Referral and decision -----------------------------------------------------------------------------------------


def test_without_the_reach_of_the_agency_referrals_of_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    agency = AgencyFactory()
    own = ReferralFactory(agency=agency)
    ReferralFactory()
    principal = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))

    def holds() -> None:
        assert list(Referral.objects.visible_to(principal)) == [own]

    goes_red(holds, monkeypatch, (reaches, "_any_of", lambda *about: Q(pk__isnull=False)))


def test_without_the_look_at_the_answer_an_answered_referral_is_added_to(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, by = ReferralFactory(review=review, answered_on=TODAY), user_with(Role.BUSINESS_MANAGER)

    def holds() -> None:
        refuses("has been answered", referrals.add_to_referral, referral=row, text="More.", by=by)

    goes_red(holds, monkeypatch, off(referrals.add_to_referral, "row.answered_on"))


def test_without_the_reference_a_message_tells_of_the_case(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = AgencyFactory()
    user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)
    ReferralFactory(review=review, agency=agency)

    def holds() -> None:
        Message.objects.all().delete()
        referrals.tell_agency(review=review, words="CANARY words", answered_on=None, by=manager)
        assert "CANARY" not in Message.objects.get().body

    telling = off(referrals.tell_agency, "Your referral {review.reference} {told}.", "{words}")
    goes_red(holds, monkeypatch, telling)


def screens(review: Review, by: User) -> dict[str, Any]:
    version = Review.objects.get(pk=review.pk).version
    said = {"screening": Screening.GO_ON, "reason": "x", "screened_on": TODAY, "words": ""}
    return {"review": review, **said, "version": version, "by": by}


def test_without_the_question_who_is_named_another_manager_decides(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = user_with(Role.BUSINESS_MANAGER)

    def holds() -> None:
        refuses("Only those named on this case decide on it", decisions.screen_case, **screens(review, other))

    goes_red(holds, monkeypatch, (decisions, "take_on", nothing))


def test_without_the_look_at_the_decision_a_decided_case_is_screened_again(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    Review.objects.filter(pk=review.pk).update(status="commissioned")

    def holds() -> None:
        refuses("This case has been decided", decisions.screen_case, **screens(review, manager))

    goes_red(holds, monkeypatch, (decisions, "may_screen", yes))


def test_without_the_check_a_case_is_decided_with_a_criterion_unanswered(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = EditionFactory()
    first, _ = CriterionFactory(edition=edition), CriterionFactory(edition=edition)
    values = {"considered_on": TODAY, "met": CriteriaMet.YES, "outcome": "none", "decided_by": "x", "reasons": "x"}

    def holds() -> None:
        answers = {first.pk: (True, "x")}
        how = {"review": review, "edition": edition, "values": values, "answers": answers, "by": manager}
        refuses("Answer each criterion", decisions.consider_case, **how, commissioned_on=None, words="x")

    goes_red(holds, monkeypatch, (decisions, "_check", nothing))
    assert Consideration.objects.get().review == review


def test_without_its_fields_a_reviewer_changes_what_the_unit_keeps(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = user_with(Role.REVIEWER, record=review.record_ptr)

    def holds() -> None:
        how = {"row": review, "values": {"title": "Mine"}, "version": review.version, "by": author}
        refuses("The business unit keeps the rest", reviews.change_review, **how)

    goes_red(holds, monkeypatch, (reviews, "allows", yes))


@pytest.mark.parametrize("status", ["published", "paused"])
def test_without_its_own_pages_a_review_is_published_or_paused_by_hand(
    review: Review, manager: User, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        how = {"row": review, "values": {"status": status}, "version": review.version, "by": manager}
        refuses("on the page of its", reviews.change_review, **how)

    goes_red(holds, monkeypatch, (reviews, "ELSEWHERE", ()))


# --- Panel ---------------------------------------------------------------------------------------------------------


def added(review: Review, by: User, **values: Any) -> dict[str, Any]:
    usual = {"part": "member", "user": None, "name": "", "agency": None, "joined_on": TODAY - 5 * DAY}
    return {"review": review, "values": {**usual, **values}, "ends_on": TODAY + 90 * DAY, "by": by}


@pytest.fixture
def representative() -> User:
    return user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory())


def reads_papers(user: User, review: Review) -> bool:
    return can(principal_of(user), "view", review.panel.first())


def test_without_the_end_of_the_grant_a_part_that_ended_still_opens_the_papers(
    review: Review, manager: User, representative: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    PanelMemberFactory(review=review)

    def holds() -> None:
        member = panel.add_member(**added(review, manager, user=representative))
        panel.end_part(member=member, left_on=TODAY - DAY, reason="Moved on", version=member.version, by=manager)
        assert not reads_papers(representative, review)

    goes_red(holds, monkeypatch, (panel, "_end_grant", nothing))


@pytest.mark.parametrize("ended", [{"ends_on": TODAY - DAY}, {"expires_at": timezone.now() - DAY}])
def test_without_the_end_of_a_naming_it_still_opens_the_papers(
    review: Review, representative: User, ended: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    PanelMemberFactory(review=review)
    scope = {"role": Role.AGENCY_REPRESENTATIVE, "agency": representative.grants.get().agency}
    RoleGrantFactory(user=representative, record=review.record_ptr, starts_on=TODAY - 9 * DAY, **scope, **ended)

    def holds() -> None:
        assert not reads_papers(representative, review)

    goes_red(holds, monkeypatch, (RoleGrantQuerySet, "in_force", lambda rows, today: rows.all()))


def test_without_the_power_to_name_a_reviewer_gives_parts(
    review: Review, representative: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = user_with(Role.REVIEWER, record=review.record_ptr)

    def holds() -> None:
        refuses("may not change who has access", panel.add_member, **added(review, author, user=representative))

    forged = without(record_access._name, "store_grant(grant=grant, by=by)", "create_row(row=grant, values={}, by=by)")
    monkeypatch.setattr(record_access, "create_row", panel.create_row, raising=False)
    goes_red(holds, monkeypatch, (record_access, "require", nothing), (record_access, "_name", forged))


def test_without_the_second_person_a_part_names_somebody_on_a_sealed_review(
    review: Review, manager: User, representative: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    Review.objects.filter(pk=review.pk).update(visibility="sealed")
    sealed = Review.objects.get(pk=review.pk)

    def holds() -> None:
        refuses("a second person confirms", panel.add_member, **added(sealed, manager, user=representative))

    unsealed = SimpleNamespace(SEALED="none")
    goes_red(holds, monkeypatch, (panel, "Visibility", unsealed), (record_access, "Visibility", unsealed))


def test_without_the_rule_of_conflicts_whoever_has_one_gets_a_part(
    review: Review, manager: User, representative: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    InterestFactory(record=review, user=representative)

    def holds() -> None:
        refuses("holds no role", panel.add_member, **added(review, manager, user=representative))

    goes_red(holds, monkeypatch, (InterestQuerySet, "in_force", lambda rows: rows.none()))


@pytest.mark.parametrize("model", [PanelMember, Consideration])
def test_without_the_list_of_names_the_papers_open_to_every_manager(
    review: Review, model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    PanelMemberFactory(review=review)
    Consideration.objects.create(
        review=review, edition=EditionFactory(), considered_on=TODAY, met="pending", decided_by="x", reasons="x"
    )
    principal = principal_of(user_with(Role.BUSINESS_MANAGER))

    def holds() -> None:
        assert not model.objects.visible_to(principal).exists()

    goes_red(
        holds,
        monkeypatch,
        (policy, "leads_to", lambda grant: {}),
        (reaches, "_named", lambda model, grant: Q(pk__isnull=False)),
    )


@pytest.mark.parametrize("kind", ["comment", "file"])
def test_without_its_papers_a_published_review_shows_files_and_comments_to_all(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = ReviewFactory(publication="published", status="published", visibility="partnership")
    row = CommentFactory(record=review) if kind == "comment" else AttachmentFactory(record=review)
    principal = principal_of(user_with(Role.GROUP_CHAIR, group=GroupFactory()))
    assert can(principal, "view", review)

    def holds() -> None:
        assert not can(principal, "view", row)

    goes_red(holds, monkeypatch, (Review, "papers_subject", ""))


# --- Who a child is ------------------------------------------------------------------------------------------------


def sealed_by(user: User, review: Review) -> IdentityKey:
    child = ChildFactory(review=review)
    return identity.seal_identities(review=review, identities={str(child.pk): {"name": NAME}}, by=user)


def page_of_key(user: User, review: Review, minutes_ago: int = 0) -> Any:
    client = client_of(user, minutes_ago=minutes_ago)
    return client.post(reverse("reviews:review-identity", args=[review.pk]), {"reason": "To ask the hospital"})


def test_without_its_trace_the_key_is_shown(review: Review, manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed_by(manager, review)

    def full(**how: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(traced, "note_reading", full)

    def holds() -> None:
        page = page_of_key(manager, review)
        assert (page.status_code, NAME in page.content.decode()) == (503, False)

    goes_red(holds, monkeypatch, (TracedView, "note", yes))


def test_without_a_fresh_sign_in_the_key_is_shown(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_by(manager, review)

    def holds() -> None:
        page = page_of_key(manager, review, minutes_ago=6)
        assert (page.status_code, NAME in page.content.decode()) == (302, False)

    goes_red(holds, monkeypatch, (fresh, "missing_proofs", lambda request: []))


def test_without_the_list_of_names_the_key_opens_to_whoever_works_on_the_review(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_by(named(review), review)

    def holds() -> None:
        assert page_of_key(manager, review).status_code == 404

    goes_red(
        holds,
        monkeypatch,
        (policy, "leads_to", lambda grant: {}),
        (reaches, "_named", lambda model, grant: Q(pk__isnull=False)),
    )


def test_without_its_source_the_key_stays_open_to_whoever_has_a_conflict_with_the_review(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = sealed_by(manager, review)
    InterestFactory(record=review, user=manager)

    def holds() -> None:
        assert not can(principal_of(manager), "view", key)

    goes_red(holds, monkeypatch, (IdentityKey, "comes_from", ()))


def test_without_the_seal_the_database_tells_who_the_child_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def holds() -> None:
        review = ReviewFactory()
        assert NAME not in sealed_by(named(review), review).ciphertext

    goes_red(holds, monkeypatch, (identity, "seal", lambda text, about: text))


def test_without_what_it_is_about_a_key_moved_to_another_review_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    def holds() -> None:
        review = ReviewFactory()
        key = sealed_by(named(review), review)
        key.of_review = ReviewFactory()
        refuses("altered outside the portal", identity.opened, key=key)

    goes_red(holds, monkeypatch, (identity, "_about", lambda review: "identity key"))


def test_without_the_look_at_the_role_others_put_a_child_under_seal(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = user_with(Role.REVIEWER, record=review.record_ptr)

    def holds() -> None:
        how = {"review": review, "identities": {}, "by": author}
        refuses("Only a business manager puts who a child is under seal", identity.seal_identities, **how)

    guard = "not any(one.role == Role.BUSINESS_MANAGER for one in principal_of(by).grants)"
    goes_red(holds, monkeypatch, off(identity.seal_identities, guard))
