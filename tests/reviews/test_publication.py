"""Releasing, moving, withdrawing: what two people signed and nothing else, when its time has come and not before."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnership.enums import Visibility
from partnership.exceptions import DomainError
from partnership.models import Job
from partnership.services.rows import Conflict
from reviews.enums import Publication, ReviewStatus
from reviews.forms.publication import london
from reviews.models import PublishedCopy, Review, ReviewText
from reviews.selectors import texts
from reviews.selectors.publication import CopyState, readiness, refused_because, state_of
from reviews.services.publication import change_dates, note_panel_copy, refuse_publication, withdraw_copy
from tests.factories.partnership import UserFactory
from tests.factories.reviews import ChildFactory, ClockRuleFactory
from tests.reviews.publishing import NOW, clock, draft_of, released, restricted_review, sign, signed_report

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def review(db: None) -> Review:
    return restricted_review()


def refused(review: Review, **given) -> str:
    with pytest.raises(DomainError) as refusal:
        released(review, **given)
    return refusal.value.message


def stored(review: Review) -> tuple:
    review = Review.objects.get(pk=review.pk)
    return review.publication, review.embargo_until, review.published_on, review.status, review.visibility


def test_released_now_it_is_published_and_opens_to_the_partnership(review: Review) -> None:
    copy = released(review)
    draft = ReviewText.objects.get()
    assert (copy.text, copy.text_hash, copy.source, copy.summary) == (
        draft.text,
        draft.text_hash,
        draft,
        "What we learned.",
    )
    assert stored(review) == (
        Publication.PUBLISHED,
        None,
        date(2018, 3, 6),
        ReviewStatus.PUBLISHED,
        Visibility.PARTNERSHIP,
    )


def test_released_for_later_it_is_under_embargo_and_stays_restricted(review: Review) -> None:
    at = NOW + 2 * DAY
    released(review, publish_at=at)
    assert stored(review) == (
        Publication.EMBARGOED,
        at,
        date(2018, 3, 8),
        ReviewStatus.COMPLETE,
        Visibility.RESTRICTED,
    )


def test_the_pdf_is_asked_for_at_once(review: Review) -> None:
    copy = released(review, publish_at=NOW + DAY)
    job = Job.objects.get()
    assert (job.name, job.arguments) == ("reporting.draw_published_copy", {"copy_id": copy.pk})


@pytest.mark.parametrize("signatures", [0, 1])
def test_unsigned_words_are_not_released(review: Review, signatures: int) -> None:
    draft = draft_of(review)
    for _ in range(signatures):
        sign(draft, UserFactory())
    assert "is signed by two people who did not write it" in refused(review)


def test_a_draft_newer_than_the_signed_one_stops_the_release(review: Review) -> None:
    signed = signed_report(review)
    draft_of(review, "Newer words.")
    assert "is signed by two people" in refused(review, shown_hash=signed.text_hash)


def test_words_altered_after_they_were_signed_are_not_released(review: Review) -> None:
    draft = signed_report(review)
    ReviewText.objects.filter(pk=draft.pk).update(text="Other words.")
    assert "is signed by two people" in refused(review)


def test_without_the_check_of_words_altered_ones_would_be_released(review: Review, monkeypatch) -> None:
    """The mutant of the test above."""
    draft = signed_report(review)
    ReviewText.objects.filter(pk=draft.pk).update(text="Other words.")
    monkeypatch.setattr(texts, "is_whole", lambda draft: True)
    assert released(review).text == "Other words."


def test_words_other_than_those_shown_are_not_released(review: Review) -> None:
    signed_report(review)
    assert "not the words that you were shown" in refused(review, shown_hash="0" * 64)


def test_whoever_wrote_the_draft_does_not_release_it(review: Review) -> None:
    draft = signed_report(review)
    assert refused(review, by=draft.written_by) == (
        "You wrote this draft, so somebody else who is named on this review as business manager releases it."
        " Name one under “Who has access”."
    )


def test_a_sealed_review_is_not_released(review: Review) -> None:
    review.visibility = Visibility.SEALED
    review.save()
    assert refused(review) == "This review is sealed. Nothing of it is published."


def test_without_a_public_summary_nothing_is_released(review: Review) -> None:
    review.public_summary = " "
    review.save()
    assert refused(review) == "Not done yet: the public summary is written."


def test_a_second_copy_waits_until_the_first_is_withdrawn(review: Review) -> None:
    copy = released(review)
    assert "Withdraw it before" in refused(review)
    with clock(NOW):
        withdraw_copy(copy=copy, reason="A name", version=copy.version, by=UserFactory())
    assert released(review, title="Again").title == "Again"


def with_rule(review: Review, panel_copy_on: date | None) -> None:
    rule = {"starts_with": "panel_copy_on", "ends_with": "published_on", "limit": 7, "unit": "working_days"}
    review.edition = ClockRuleFactory(**rule, at_least=True, kinds=["plr"]).edition
    review.panel_copy_on = panel_copy_on
    review.save()


def test_where_the_edition_asks_for_it_the_panel_has_its_copy_first(review: Review) -> None:
    with_rule(review, None)
    assert refused(review).startswith("Not done yet: the full report went to the Panel, 7 working days before")


def test_seven_working_days_lie_between_the_panels_copy_and_publication(review: Review) -> None:
    """Good Friday 2018 was on 30 March, Easter Monday on 2 April."""
    with_rule(review, date(2018, 3, 27))
    wrong, right = datetime(2018, 4, 8, 22, 30, tzinfo=UTC), datetime(2018, 4, 9, 9, tzinfo=UTC)
    at = datetime(2018, 3, 27, 9, tzinfo=UTC)
    with clock(at):
        signed_report(review)
    early = "The Panel has the report for too short a time. Publish on 9 April 2018 or later."
    assert refused(review, at=at, publish_at=wrong) == early
    copy = released(review, at=at, publish_at=right)
    with clock(at), pytest.raises(DomainError, match="Publish on 9 April 2018 or later"):
        change_dates(copy=copy, publish_at=wrong, withdraw_on=None, version=copy.version, by=UserFactory())


def test_the_day_of_the_panels_copy_has_come(review: Review) -> None:
    with clock(NOW), pytest.raises(DomainError, match="has not come"):
        note_panel_copy(review=review, sent_on=date(2018, 3, 7), by=UserFactory())
    with clock(NOW):
        note_panel_copy(review=review, sent_on=date(2018, 3, 6), by=UserFactory())
    assert Review.objects.get(pk=review.pk).panel_copy_on == date(2018, 3, 6)


def test_the_panels_copy_is_of_the_words_that_two_people_signed(review: Review) -> None:
    with_rule(review, None)
    with clock(NOW):
        draft = draft_of(review)
        with pytest.raises(DomainError, match="Two people sign the newest draft first"):
            note_panel_copy(review=review, sent_on=date(2018, 3, 6), by=UserFactory())
        sign(draft)
        with pytest.raises(DomainError, match="was signed off on 6 March 2018"):
            note_panel_copy(review=review, sent_on=date(2018, 3, 5), by=UserFactory())
        note_panel_copy(review=review, sent_on=date(2018, 3, 6), by=UserFactory())
        assert readiness(Review.objects.get(pk=review.pk)).panel_has_it
    with clock(NOW + timedelta(days=1)):
        sign(draft_of(review, "Other words."))
        later = readiness(Review.objects.get(pk=review.pk))
    assert (later.panel_has_it, later.is_signed_off) == (False, True)
    assert "Not done yet: the full report went to the Panel" in " ".join(later.faults(NOW))


def test_the_panels_copy_of_what_was_published_before_the_portal_is_believed(review: Review) -> None:
    with_rule(review, None)
    Review.objects.filter(pk=review.pk).update(published_on=date(2018, 1, 12))
    with clock(NOW):
        signed_report(review)
        fresh = Review.objects.get(pk=review.pk)
        note_panel_copy(review=fresh, sent_on=date(2017, 12, 8), by=UserFactory())
    assert readiness(Review.objects.get(pk=review.pk)).panel_has_it


def test_the_time_is_moved_before_it_has_come_and_not_after(review: Review) -> None:
    copy = released(review, publish_at=NOW + DAY)
    with clock(NOW + DAY - MINUTE):
        later = NOW + 3 * DAY
        copy = change_dates(copy=copy, publish_at=later, withdraw_on=None, version=copy.version, by=UserFactory())
    assert stored(review)[1:3] == (later, date(2018, 3, 9))
    with clock(later), pytest.raises(DomainError, match="is public already"):
        change_dates(copy=copy, publish_at=later + DAY, withdraw_on=None, version=copy.version, by=UserFactory())


@pytest.mark.parametrize("at", [NOW - 365 * DAY, NOW, NOW + MINUTE])
def test_a_time_is_not_moved_to_one_that_has_passed(review: Review, at: datetime) -> None:
    copy = released(review, publish_at=NOW + DAY)
    with clock(NOW + MINUTE), pytest.raises(DomainError, match="This time has passed"):
        change_dates(copy=copy, publish_at=at, withdraw_on=None, version=copy.version, by=UserFactory())
    assert stored(review)[:2] == (Publication.EMBARGOED, NOW + DAY)


def test_the_end_of_a_public_copy_can_be_set(review: Review) -> None:
    copy = released(review)
    ends = date(2019, 3, 6)
    with clock(NOW + DAY):
        copy = change_dates(
            copy=copy, publish_at=copy.publish_at, withdraw_on=ends, version=copy.version, by=UserFactory()
        )
    on_the_eve = datetime(2019, 3, 5, 23, 59, tzinfo=UTC)
    assert (state_of(copy, on_the_eve), state_of(copy, on_the_eve + MINUTE)) == (CopyState.PUBLIC, CopyState.ENDED)


def test_the_second_of_two_who_move_the_time_is_told(review: Review) -> None:
    copy = released(review, publish_at=NOW + DAY)
    dates = {"publish_at": NOW + 2 * DAY, "withdraw_on": None, "version": copy.version, "by": UserFactory()}
    with clock(NOW):
        change_dates(copy=copy, **dates)
        with pytest.raises(Conflict):
            change_dates(copy=PublishedCopy.objects.get(), **dates)


@pytest.mark.parametrize(
    ("completed_on", "status"), [(date(2018, 1, 8), ReviewStatus.COMPLETE), (None, ReviewStatus.IN_PROGRESS)]
)
def test_withdrawn_it_is_restricted_again_and_the_first_day_stays(completed_on: date | None, status: str) -> None:
    review = restricted_review(status=status, completed_on=completed_on)
    copy = released(review)
    with clock(NOW + DAY):
        copy = withdraw_copy(copy=copy, reason="A name was found", version=copy.version, by=UserFactory())
        assert state_of(copy, timezone.now()) is CopyState.WITHDRAWN
    assert stored(review) == (
        Publication.TO_PUBLISH,
        None,
        date(2018, 3, 6),
        status,
        Visibility.RESTRICTED,
    )


def test_withdrawn_before_its_time_it_was_never_published(review: Review) -> None:
    copy = released(review, publish_at=NOW + DAY)
    with clock(NOW):
        withdraw_copy(copy=copy, reason="The trial goes on", version=copy.version, by=UserFactory())
    assert stored(review)[:3] == (Publication.TO_PUBLISH, None, None)


def test_a_decision_against_publication_keeps_its_reason(review: Review) -> None:
    refuse_publication(review=review, reason="It would name the family.", by=UserFactory())
    review.refresh_from_db()
    assert (review.publication, refused_because(review)) == ("not_for_publication", "It would name the family.")


def test_what_is_released_cannot_be_decided_against(review: Review) -> None:
    released(review)
    with pytest.raises(DomainError, match="Withdraw it first"):
        refuse_publication(review=review, reason="No.", by=UserFactory())


def test_words_that_may_name_somebody_are_told_and_pseudonyms_are_not(review: Review) -> None:
    ChildFactory(review=review, pseudonym="Ryan")
    draft_of(review, "Ryan was seen. So was Emily Cole.")
    assert [one.words for one in readiness(review).telling] == ["Emily Cole"]


@pytest.mark.parametrize(
    ("on", "at", "utc"),
    [
        (date(2018, 3, 24), "09:00", datetime(2018, 3, 24, 9, tzinfo=UTC)),
        (date(2018, 3, 26), "09:00", datetime(2018, 3, 26, 8, tzinfo=UTC)),
        (date(2018, 10, 28), "00:30", datetime(2018, 10, 27, 23, 30, tzinfo=UTC)),
        (date(2018, 10, 28), "01:30", datetime(2018, 10, 28, 1, 30, tzinfo=UTC)),
        (date(2018, 10, 28), "02:30", datetime(2018, 10, 28, 2, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_that_of_british_clocks_and_of_two_the_later(on: date, at: str, utc: datetime) -> None:
    assert london(on, datetime.strptime(at, "%H:%M").time()).astimezone(UTC) == utc


def test_a_time_that_the_clocks_leave_out_is_refused() -> None:
    with pytest.raises(ValidationError, match="clocks go forward"):
        london(date(2018, 3, 25), datetime(2018, 1, 1, 1, 30).time())
