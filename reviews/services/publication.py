"""Releasing a review's report to the public, moving its time, withdrawing it, and deciding against publication.

Nothing has to run when an embargo ends: `PublishedCopy.publish_at` and `Review.embargo_until` are compared with the
clock whenever they are read. So is the day on which a report is public no more; `close_ended` stores that too, for
the read log, which goes by the class that is stored.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Job, User
from partnership.services.jobs import enqueue_job
from partnership.services.reasons import note_reason
from partnership.services.rows import change_row, create_row
from partnership.services.versions import Conflict
from reviews.enums import Publication, ReviewStatus
from reviews.models import PublishedCopy, Review
from reviews.selectors.publication import (
    CopyState,
    readiness,
    standing_copy,
    state_of,
    words_hash,
    words_to_release,
)
from reviews.selectors.published import DRAW_COPY, pdf_name

ENDED = "The day has come on which its report is public no more."


@transaction.atomic
def release_report(
    *, review: Review, title: str, publish_at: datetime, withdraw_on: date | None, shown_hash: str, by: User
) -> PublishedCopy:
    """Make the public copy from the words that two people signed: public now, or from a time that is still to come.

    `shown_hash` is that of all that the releaser was shown, the summary and the themes too. DomainError with
    everything that stands in the way.
    """
    now = timezone.now()
    ready = readiness(review)
    if faults := ready.faults(max(publish_at, now)):
        raise DomainError(" ".join(faults))
    draft = ready.draft
    if draft is None or shown_hash != ready.shown_hash:
        raise DomainError("These are not the words that you were shown. Read the report again before you release it.")
    if refusal := ready.refusal(by):
        raise DomainError(refusal)
    if standing_copy(review, now):
        raise DomainError("This review has a released report. Withdraw it before you release another.")
    words = {**words_to_release(review, draft.text), "title": title}
    marks = {"text_hash": draft.text_hash, "words_hash": words_hash(words)}
    copy = PublishedCopy(review=review, source=draft, released_by=by, publish_at=max(publish_at, now), **words, **marks)
    create_row(row=copy, values={"withdraw_on": withdraw_on, "pdf_name": pdf_name(copy, copy.publish_at)}, by=by)
    _follow(review, copy, now, by)
    draw_copy(copy=copy, by=by)
    return copy


@transaction.atomic
def change_dates(
    *, copy: PublishedCopy, publish_at: datetime, withdraw_on: date | None, version: int, by: User
) -> PublishedCopy:
    """Move the time from which a copy is public, before it has come, and the day on which it ends.

    Never to a time that has passed: that would be a release, for which nobody was asked to read the words.
    """
    now = timezone.now()
    state = state_of(copy, now)
    if state not in {CopyState.EMBARGOED, CopyState.PUBLIC}:
        raise DomainError("This copy is not public and will not be. Release the report anew.")
    if state is CopyState.PUBLIC and publish_at != copy.publish_at:
        raise DomainError("The report is public already. You can withdraw it.")
    if state is CopyState.EMBARGOED and publish_at <= now:
        raise DomainError("This time has passed. Type a later one, or withdraw the report and release it now.")
    if state is CopyState.EMBARGOED and (early := readiness(_review_of(copy)).too_early(publish_at)):
        raise DomainError(early)
    values: dict[str, Any] = {"withdraw_on": withdraw_on}
    if state is CopyState.EMBARGOED:
        values |= {"publish_at": publish_at, "pdf_name": pdf_name(copy, publish_at)}
    planned, drawn = timezone.localdate(copy.publish_at), copy.pdf_name
    changed: PublishedCopy = change_row(row=copy, values=values, version=version, by=by)
    review = _review_of(copy)
    if state is CopyState.PUBLIC:
        change_row(row=review, values={"published_until": withdraw_on}, version=review.version, by=by)
        return changed
    _follow(review, changed, now, by, planned=planned)
    if changed.pdf_name != drawn:
        _forget_pdf(drawn)
        draw_copy(copy=changed, by=by)
    return changed


@transaction.atomic
def withdraw_copy(*, copy: PublishedCopy, reason: str, version: int, by: User) -> PublishedCopy:
    """Take a copy from the public at once, or before it was ever public; the review is restricted again."""
    now = timezone.now()
    if state_of(copy, now) in {CopyState.WITHDRAWN, CopyState.ENDED}:
        raise DomainError("This copy is not public any more.")
    _forget_pdf(copy.pdf_name)
    values = {"withdrawn_at": now, "withdrawn_reason": reason}
    withdrawn: PublishedCopy = change_row(row=copy, values=values, version=version, by=by)
    review = _review_of(copy)
    never = copy.publish_at > now and review.published_on == timezone.localdate(copy.publish_at)
    _close(review, {"published_on": None} if never else {}, by)
    return withdrawn


def close_ended(now: datetime) -> int:
    """Store that reviews are restricted again whose report is public no more by its day; how many."""
    ended = Review.objects.filter(Review.public_no_more(now)).order_by("pk")
    for review in ended:
        # Who saved the review in this moment is not overwritten: the next round finds it again.
        with suppress(Conflict), transaction.atomic():
            note_reason(row=_close(review, {}, by=None), reason=ENDED)
    return len(ended)


@transaction.atomic
def refuse_publication(*, review: Review, reason: str, by: User) -> Review:
    """Decide that the report is not published; its history says why. DomainError while a copy is released."""
    if standing_copy(review, timezone.now()):
        raise DomainError("This review has a released report. Withdraw it first.")
    values = {"publication": Publication.NOT_FOR_PUBLICATION, "embargo_until": None}
    changed: Review = change_row(row=review, values=values, version=review.version, by=by)
    note_reason(row=changed, reason=reason)
    return changed


def note_panel_copy(*, review: Review, sent_on: date, by: User) -> Review:
    """Write down on which day the full report went to the Panel."""
    if sent_on > timezone.localdate():
        raise DomainError("This day has not come. Type the day on which the report went to the Panel.")
    if fault := readiness(review).copy_fault(sent_on):
        raise DomainError(fault)
    changed: Review = change_row(row=review, values={"panel_copy_on": sent_on}, version=review.version, by=by)
    return changed


def draw_copy(*, copy: PublishedCopy, by: User) -> Job:
    """Have the PDF of a copy drawn, so that it lies ready when the time has come."""
    return enqueue_job(name=DRAW_COPY, arguments={"copy_id": copy.pk}, by=by)


def _review_of(copy: PublishedCopy) -> Review:
    """The review as it is stored now: the copy's version is the one that its editor read."""
    return Review.objects.get(pk=copy.review_id)


def _follow(review: Review, copy: PublishedCopy, now: datetime, by: User, *, planned: date | None = None) -> None:
    """Write into the review what the copy says. A day on which it was published before stays; `planned` is none."""
    publish_at, before = copy.publish_at, review.published_on
    is_ahead = publish_at > now
    first = before if before and before <= timezone.localdate(now) and before != planned else None
    values: dict[str, Any] = {
        "publication": Publication.EMBARGOED if is_ahead else Publication.PUBLISHED,
        "embargo_until": publish_at if is_ahead else None,
        "published_on": first or timezone.localdate(publish_at),
        "published_until": copy.withdraw_on,
    }
    if not is_ahead:
        values["status"] = ReviewStatus.PUBLISHED
    change_row(row=review, values=values, version=review.version, by=by)


def _close(review: Review, values: dict[str, Any], by: User | None) -> Review:
    """The review as it was before its report was public; the work goes on in one that was never complete."""
    back = {"publication": Publication.TO_PUBLISH, "embargo_until": None, "published_until": None, **values}
    if review.status == ReviewStatus.PUBLISHED:
        back["status"] = ReviewStatus.COMPLETE if review.completed_on else ReviewStatus.IN_PROGRESS
    closed: Review = change_row(row=review, values=back, version=review.version, by=by)
    return closed


def _forget_pdf(name: str) -> None:
    """The file goes once the copy is surely withdrawn, or drawn anew under another name."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))
