"""Seven-minute briefings: written from a review, cleared by somebody else, bound to the words that were cleared."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import ReadEntry
from partnership.principals import principal_of
from partnership.services.rows import Conflict
from reviews.models import Briefing, Review
from reviews.selectors.briefings import LONGEST, briefings_in_year, fits, is_cleared, prefilled, words_hash
from reviews.services.briefings import change_briefing, clear_briefing, create_briefing, withdraw_clearance
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import ActionPlanFactory, AgencyFactory, BoardFactory, RecommendationFactory
from tests.factories.reviews import BriefingReceiptFactory, ReviewFactory
from tests.reviews.publishing import named

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(review: Review) -> Any:
    return named(Role.BUSINESS_MANAGER, review)


@pytest.fixture
def chair(review: Review) -> Any:
    return named(Role.SCRUTINEER, review)


@pytest.fixture
def review() -> Review:
    row: Review = ReviewFactory(
        reference="REV-CANARY", public_summary="A summary.", learning=["Look again"], restricted_summary="CANARY secret"
    )
    return row


def written(review: Review, by: Any, **values: Any) -> Briefing:
    given = {"of_review": review, "title": "Missed appointments", "findings": "Nobody asked.", **values}
    return create_briefing(row=Briefing(), values=given, by=by)


def cleared(briefing: Briefing, by: Any) -> Briefing:
    return clear_briefing(briefing=briefing, words=words_hash(briefing), version=briefing.version, by=by)


def page_at(briefing: Briefing) -> str:
    return reverse("reviews:briefing-page", args=[briefing.pk])


def test_new_briefing_begins_with_cleared_texts_alone(review: Review, manager: Any) -> None:
    RecommendationFactory(plan=ActionPlanFactory(record=review), text="Ask why.")
    values = prefilled(review, principal_of(manager))
    assert (values["what_happened"], values["findings"], values["what_to_do"]) == (
        "A summary.",
        "- Look again",
        "- Ask why.",
    )
    page = page_of(client_of(manager), reverse("reviews:briefing-create", args=[review.pk]))
    assert "A summary." in page
    assert "CANARY secret" not in page
    assert ReadEntry.objects.filter(record=review.pk).exists()


def test_a_briefing_is_made_on_the_page_of_a_review(review: Review, manager: Any) -> None:
    client, address = client_of(manager), reverse("reviews:briefing-create", args=[review.pk])
    given = {"of_review": review.pk, "title": "Missed appointments", "findings": "Nobody asked."}
    assert client.post(address, {**given, "title": "About REV-CANARY"}).status_code == 200
    assert client.post(address, given).status_code == 302
    briefing = Briefing.objects.get()
    assert (briefing.visibility, briefing.written_by) == ("restricted", manager)
    assert "CANARY" not in briefing.reference + briefing.title
    for role in (Role.TRAINING_COORDINATOR, Role.SUPPORT_OFFICER):
        assert client_of(user_with(role)).get(address).status_code in {403, 404}


def test_sealed_review_gives_no_briefing(review: Review, manager: Any) -> None:
    Review.objects.filter(pk=review.pk).update(visibility="sealed")
    with pytest.raises(DomainError, match="sealed"):
        written(Review.objects.get(pk=review.pk), manager)


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.SCRUTINEER, Role.SUPPORT_OFFICER])
@pytest.mark.parametrize("visibility", ["restricted", "partnership"])
def test_whoever_is_not_named_on_the_review_makes_no_briefing(review: Review, role: str, visibility: str) -> None:
    Review.objects.filter(pk=review.pk).update(visibility=visibility)
    unnamed, address = user_with(role), reverse("reviews:briefing-create", args=[review.pk])
    assert client_of(unnamed).get(address).status_code in {403, 404}
    with pytest.raises(DomainError, match="on which you are named"):
        written(review, unnamed)


def test_whoever_wrote_any_of_the_words_cannot_clear_them(review: Review, manager: Any, chair: Any) -> None:
    other = named(Role.BUSINESS_MANAGER, review)
    briefing = written(review, other)
    briefing = change_briefing(row=briefing, values={"findings": "Other."}, version=briefing.version, by=manager)
    for author in (manager, other):
        with pytest.raises(DomainError, match="Somebody else"):
            cleared(briefing, author)
    assert not is_cleared(briefing)


def test_clearing_opens_it_to_partners_and_other_words_close_it(review: Review, manager: Any, chair: Any) -> None:
    briefing = cleared(written(review, manager), chair)
    assert (briefing.visibility, is_cleared(briefing)) == ("partnership", True)
    rep = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    assert rep.get(page_at(briefing)).status_code == 200
    briefing = change_briefing(row=briefing, values={"findings": "Other."}, version=briefing.version, by=manager)
    assert (briefing.visibility, briefing.cleared_by, briefing.cleared_hash) == ("restricted", None, "")
    assert rep.get(page_at(briefing)).status_code == 404
    assert rep.get(reverse("reviews:briefing-detail", args=[briefing.pk])).status_code == 404


@pytest.mark.parametrize("values", [{"is_public": True}, {"title": "Another"}, {"links": ["https://example.org"]}])
def test_every_word_and_the_audience_are_bound(review: Review, manager: Any, chair: Any, values: Any) -> None:
    briefing = cleared(written(review, manager), chair)
    changed = change_briefing(row=briefing, values=values, version=briefing.version, by=manager)
    assert (changed.cleared_at, changed.visibility) == (None, "restricted")


def test_the_same_words_stored_again_stay_cleared(review: Review, manager: Any, chair: Any) -> None:
    briefing = cleared(written(review, manager), chair)
    values = {"findings": briefing.findings}
    assert is_cleared(change_briefing(row=briefing, values=values, version=briefing.version, by=manager))


def test_other_words_than_those_read_are_not_cleared(review: Review, manager: Any, chair: Any) -> None:
    briefing = written(review, manager)
    read = words_hash(briefing)
    changed = change_briefing(row=briefing, values={"findings": "Other."}, version=briefing.version, by=manager)
    with pytest.raises(DomainError, match="changed after you opened"):
        clear_briefing(briefing=changed, words=read, version=changed.version, by=chair)
    with pytest.raises(Conflict):
        clear_briefing(briefing=briefing, words=words_hash(changed), version=1, by=chair)


def test_embargo_and_length_keep_it_back(review: Review, manager: Any, chair: Any) -> None:
    long = written(review, manager, findings="word " * LONGEST)
    assert not fits(long)
    with pytest.raises(DomainError, match="one page"):
        cleared(long, chair)
    briefing = written(review, manager)
    until = timezone.now() + timedelta(days=1)
    Review.objects.filter(pk=review.pk).update(publication="embargoed", embargo_until=until)
    with pytest.raises(DomainError, match="embargo"):
        cleared(briefing, chair)
    Review.objects.filter(pk=review.pk).update(embargo_until=timezone.now() - timedelta(minutes=1))
    assert is_cleared(cleared(briefing, chair))


def test_public_page_needs_no_sign_in_and_says_nothing_of_the_review(review: Review, manager: Any, chair: Any) -> None:
    briefing = written(review, manager, is_public=True)
    stranger = Client()
    assert stranger.get(page_at(briefing)).status_code == 404
    briefing = cleared(briefing, chair)
    page = page_of(stranger, page_at(briefing))
    assert "Nobody asked." in page
    assert "CANARY" not in page
    withdraw_clearance(briefing=briefing, version=briefing.version, by=chair)
    assert stranger.get(page_at(briefing)).status_code == 404


def test_briefing_for_partners_is_not_for_the_public(review: Review, manager: Any, chair: Any) -> None:
    briefing = cleared(written(review, manager), chair)
    assert Client().get(page_at(briefing)).status_code == 404
    assert Client().get(reverse("reporting:briefing-pdf", args=[briefing.pk])).status_code == 404


def test_earlier_words_are_not_told_when_it_opens(review: Review, manager: Any, chair: Any) -> None:
    briefing = written(review, manager, findings="CANARY draft", is_public=True)
    briefing = change_briefing(row=briefing, values={"findings": "Cleared."}, version=briefing.version, by=manager)
    briefing = cleared(briefing, chair)
    address = reverse("reviews:briefing-detail", args=[briefing.pk])
    assert "CANARY draft" in page_of(client_of(manager), address)
    for user in (
        user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()),
        user_with(Role.TRAINING_COORDINATOR),
        user_with(Role.SUPPORT_OFFICER),
    ):
        page = page_of(client_of(user), address)
        assert "Cleared." in page
        assert "CANARY" not in page


def test_the_chair_clears_on_the_page_and_the_writer_finds_no_button(review: Review, manager: Any, chair: Any) -> None:
    briefing = written(review, manager)
    detail, clear = (reverse(f"reviews:briefing-{what}", args=[briefing.pk]) for what in ("detail", "clear"))
    assert "Clear these words" not in page_of(client_of(manager), detail)
    assert "Clear these words" in page_of(client_of(chair), detail)
    given = {"words": words_hash(briefing), "version": briefing.version}
    assert client_of(manager).post(clear, given).status_code == 200
    assert client_of(chair).post(clear, given).status_code == 302
    assert is_cleared(Briefing.objects.get(pk=briefing.pk))


def test_report_holds_cleared_public_briefings_of_its_year_with_their_response(
    review: Review, manager: Any, chair: Any, django_assert_num_queries: Any
) -> None:
    briefing = cleared(written(review, manager), chair)
    written(review, manager, title="Not cleared")
    board = review.boards.get()
    BriefingReceiptFactory(briefing=briefing, staff=12, answered_at=datetime(2018, 2, 1, tzinfo=ZoneInfo("UTC")))
    BriefingReceiptFactory(briefing=briefing)
    year = {"start": timezone.localdate(), "end": timezone.localdate(), "principal": principal_of(manager)}
    with django_assert_num_queries(2):
        (found,) = briefings_in_year(board=board, **year)
    assert (found.title, found.response.words) == ("Missed appointments", "1 of 2 agencies, 12 staff")
    assert briefings_in_year(board=BoardFactory(), **year) == []
    long_ago = {**year, "start": date(2018, 1, 1), "end": date(2018, 2, 1)}
    assert briefings_in_year(board=board, **long_ago) == []


def test_a_pseudonym_of_the_title_is_no_name() -> None:
    review = ReviewFactory(title="The children we call Sam and Robin", public_summary="Sam was seen. Emily was not.")
    client = client_of(named(Role.BUSINESS_MANAGER, review))
    address = reverse("reviews:briefing-create", args=[review.pk])
    typed = {"of_review": review.pk, "title": "Seen late", "background": "Sam and Robin were seen. Emily was not."}
    errors = client.post(address, typed).context["form"].errors
    assert "“Emily”" in errors["background"][0]
    assert not any(name in errors["background"][0] for name in ("Sam", "Robin"))
