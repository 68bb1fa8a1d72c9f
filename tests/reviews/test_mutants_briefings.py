"""Each control of briefings and what agencies did with them, with it off: the test that holds it goes red."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.utils import timezone

from partnership import policy, reaches
from partnership.enums import Role
from partnership.models import Message
from partnership.models.conflicts import InterestQuerySet
from partnership.policy import can
from partnership.principals import principal_of
from partnership.services.rows import change_row
from reviews.models import Briefing, BriefingReceipt, Review
from reviews.selectors import published
from reviews.selectors.briefings import words_hash
from reviews.services import briefings, receipts
from tests.clients import user_with
from tests.factories.partnership import AgencyFactory, InterestFactory
from tests.factories.reviews import BriefingReceiptFactory, ReviewFactory
from tests.mutants import goes_red, nothing, off, refuses, yes
from tests.reviews.publishing import named

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    row: Review = ReviewFactory(reference="REV-CANARY")
    return row


@pytest.fixture
def manager(review: Review) -> Any:
    return named(Role.BUSINESS_MANAGER, review)


@pytest.fixture
def chair(review: Review) -> Any:
    return named(Role.SCRUTINEER, review)


@pytest.fixture
def briefing(review: Review, manager: Any) -> Briefing:
    values = {"of_review": review, "title": "Missed appointments", "findings": "x"}
    return briefings.create_briefing(row=Briefing(), values=values, by=manager)


def clears(briefing: Briefing, by: Any, words: str = "") -> dict[str, Any]:
    version = Briefing.objects.get(pk=briefing.pk).version
    return {"briefing": briefing, "words": words or words_hash(briefing), "version": version, "by": by}


def cleared(briefing: Briefing, by: Any) -> Briefing:
    return briefings.clear_briefing(**clears(briefing, by))


def asks(briefing: Briefing, by: Any, *agencies: Any) -> dict[str, Any]:
    due_on = timezone.localdate() + timedelta(days=14)
    return {"briefing": briefing, "agencies": agencies, "due_on": due_on, "by": by}


# --- Written -------------------------------------------------------------------------------------------------------


def test_without_the_question_of_the_policy_a_briefing_is_made_of_a_review_on_which_one_is_not_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by, review = user_with(Role.BUSINESS_MANAGER), ReviewFactory()

    def holds() -> None:
        values = {"of_review": review, "title": "Missed appointments"}
        how = {"row": Briefing(), "values": values, "by": by}
        refuses("Choose a review on which you are named", briefings.create_briefing, **how)

    goes_red(holds, monkeypatch, (briefings, "may_with_papers", yes))


def test_without_the_look_at_the_class_a_briefing_is_made_of_a_sealed_review(
    manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = ReviewFactory(visibility="sealed")
    manager.grants.create(role=Role.BUSINESS_MANAGER, record=review, starts_on=timezone.localdate())

    def holds() -> None:
        values = {"of_review": review, "title": "Missed appointments"}
        how = {"row": Briefing(), "values": values, "by": manager}
        refuses("This review is sealed", briefings.create_briefing, **how)

    goes_red(holds, monkeypatch, off(briefings.create_briefing, "review.visibility == Visibility.SEALED"))


def test_without_the_look_at_the_title_it_tells_which_review(
    briefing: Briefing, manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        values = {"title": "About rev-canary"}
        how = {"row": briefing, "values": values, "version": briefing.version, "by": manager}
        refuses("holds the reference of the review", briefings.change_briefing, **how)

    goes_red(holds, monkeypatch, (briefings, "_check_title", nothing))


# --- Cleared -------------------------------------------------------------------------------------------------------


def test_without_the_look_at_the_authors_they_clear_their_own_words(
    briefing: Briefing, manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        refuses("You wrote some of these words", briefings.clear_briefing, **clears(briefing, manager))

    goes_red(holds, monkeypatch, (briefings, "authors_of", lambda briefing: set()))


def test_without_the_hash_words_are_cleared_that_nobody_read(
    briefing: Briefing, chair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        how = clears(briefing, chair, "0" * 64)
        refuses("changed after you opened this page", briefings.clear_briefing, **how)

    goes_red(holds, monkeypatch, off(briefings.clear_briefing, "words != words_hash(stored)"))


@pytest.mark.parametrize("fields", [{"visibility": "sealed"}, {"publication": "embargoed"}])
def test_without_the_look_at_the_review_it_is_told_of_before_it_may_be(
    briefing: Briefing, chair: Any, fields: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Review.objects.filter(pk=briefing.of_review_id).update(**fields)
    words = "The review is sealed" if "visibility" in fields else "The review is under embargo"

    def holds() -> None:
        refuses(words, briefings.clear_briefing, **clears(briefing, chair))

    goes_red(holds, monkeypatch, (briefings, "_refuse_untold", nothing))


def test_without_the_step_back_other_words_stay_open_to_partners(
    briefing: Briefing, manager: Any, chair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared(briefing, chair)
    partner = principal_of(user_with(Role.TRAINING_COORDINATOR))

    def holds() -> None:
        row = Briefing.objects.get(pk=briefing.pk)
        values = {"findings": f"{row.findings} More."}
        briefings.change_briefing(row=row, values=values, version=row.version, by=manager)
        assert not can(partner, "view", row)

    holds()
    cleared(Briefing.objects.get(pk=briefing.pk), chair)
    monkeypatch.setattr(briefings, "UNCLEARED", {})
    with pytest.raises(AssertionError):
        holds()


def test_without_the_hash_a_public_briefing_altered_outside_the_portal_is_listed(
    briefing: Briefing, chair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = change_row(row=briefing, values={"is_public": True}, version=briefing.version, by=chair)
    third = user_with(Role.SCRUTINEER)
    cleared(row, third)
    assert published.public_briefings() == [row]
    Briefing.objects.filter(pk=row.pk).update(findings="ALTERED")

    def holds() -> None:
        assert published.public_briefings() == []

    goes_red(holds, monkeypatch, (published, "is_cleared", yes))


def test_without_the_question_a_public_briefing_of_a_review_sealed_later_is_listed(
    briefing: Briefing, chair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = change_row(row=briefing, values={"is_public": True}, version=briefing.version, by=chair)
    cleared(row, user_with(Role.SCRUTINEER))
    Review.objects.filter(pk=row.of_review_id).update(visibility="sealed")

    def holds() -> None:
        assert published.public_briefings() == []

    goes_red(holds, monkeypatch, (policy, "told", lambda model: Q()))


@pytest.mark.parametrize("fields", [{"visibility": "sealed"}, {"publication": "embargoed"}])
def test_without_the_condition_on_the_review_those_not_named_there_read_a_cleared_briefing(
    briefing: Briefing, chair: Any, fields: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = BriefingReceiptFactory(briefing=cleared(briefing, chair))
    Review.objects.filter(pk=briefing.of_review_id).update(**fields)
    unnamed = principal_of(user_with(Role.BUSINESS_MANAGER))

    def holds() -> None:
        assert [can(unnamed, "view", row) for row in (briefing, receipt)] == [False, False]

    goes_red(holds, monkeypatch, (policy, "told", lambda model: Q()))


def test_without_its_source_a_receipt_stays_open_to_whoever_has_a_conflict_with_the_review(
    briefing: Briefing, chair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = AgencyFactory()
    receipt = BriefingReceiptFactory(briefing=cleared(briefing, chair), agency=agency)
    InterestFactory(record=briefing.of_review, agency=agency, user=None)
    speaker = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))

    def holds() -> None:
        assert not can(speaker, "view", receipt)

    goes_red(holds, monkeypatch, (BriefingReceipt, "comes_from", ()))


def test_without_its_source_a_briefing_stays_open_to_whoever_has_a_conflict_with_the_review(
    briefing: Briefing, manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    InterestFactory(record=briefing.of_review, user=manager)

    def holds() -> None:
        assert not can(principal_of(manager), "view", briefing)

    goes_red(holds, monkeypatch, (Briefing, "comes_from", ()))


# --- Receipts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["ask", "remind"])
def test_without_the_look_at_the_clearance_agencies_hear_of_words_that_nobody_cleared(
    briefing: Briefing, manager: Any, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = AgencyFactory()
    if step == "remind":
        BriefingReceiptFactory(briefing=briefing, agency=agency)
        Briefing.objects.filter(pk=briefing.pk).update(cleared_at=timezone.now())

    def holds() -> None:
        if step == "ask":
            refuses("not cleared yet", receipts.ask_for_receipts, **asks(briefing, manager, agency))
        else:
            row = Briefing.objects.get(pk=briefing.pk)
            refuses("not cleared yet", receipts.remind_agencies, briefing=row, by=manager)

    goes_red(holds, monkeypatch, (receipts, "_refuse_uncleared", nothing))


def test_without_the_rule_of_conflicts_an_agency_is_asked_about_its_own_case(
    briefing: Briefing, manager: Any, chair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency, row = AgencyFactory(), cleared(briefing, chair)
    InterestFactory(record=briefing.of_review, agency=agency, user=None)

    def holds() -> None:
        refuses("cannot be asked", receipts.ask_for_receipts, **asks(row, manager, agency))

    goes_red(holds, monkeypatch, (InterestQuerySet, "in_force", lambda rows: rows.none()))


def test_without_the_reach_of_the_agency_receipts_of_others_are_read(
    briefing: Briefing, chair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency, row = AgencyFactory(), cleared(briefing, chair)
    own = BriefingReceiptFactory(briefing=row, agency=agency)
    BriefingReceiptFactory(briefing=row)
    principal = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))

    def holds() -> None:
        for verb in ("view", "change"):
            assert list(BriefingReceipt.objects.visible_to(principal, verb)) == [own]

    goes_red(holds, monkeypatch, (reaches, "_any_of", lambda *about: Q(pk__isnull=False)))


def test_without_the_number_a_message_tells_what_the_briefing_is_called(
    briefing: Briefing, manager: Any, chair: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, agency = cleared(briefing, chair), AgencyFactory()
    user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)

    def holds() -> None:
        BriefingReceipt.objects.all().delete()
        Message.objects.all().delete()
        receipts.ask_for_receipts(**asks(row, manager, agency))
        assert row.title not in Message.objects.get().body

    goes_red(holds, monkeypatch, off(receipts._tell, "receipt.briefing.reference", "receipt.briefing.title"))
