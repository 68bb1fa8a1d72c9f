"""Stopping a review's clocks, letting them run again, and correcting what was entered."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import User
from partnership.policy import live
from partnership.services.rows import archive_row, change_row, create_row
from reviews.enums import PauseReason, ReviewStatus
from reviews.models import ClockOverride, ClockRule, Pause, Review

_UNDER_WAY = (ReviewStatus.COMMISSIONED, ReviewStatus.IN_PROGRESS, ReviewStatus.PAUSED)


@transaction.atomic
def pause_review(*, review: Review, reason: str, starts_on: date, words: str, by: User) -> Pause:
    """Stop the review and its clocks. DomainError where it is not under way, is paused, or the day lies ahead."""
    if review.status not in _UNDER_WAY:
        raise DomainError("Only a review that is under way can be paused.")
    if open_pause(review):
        raise DomainError("This review is paused already. Let it go on first, or correct the pause.")
    _not_ahead(starts_on, "A pause begins")
    values = {"reason": PauseReason(reason).value, "starts_on": starts_on, "words": words.strip()}
    pause: Pause = create_row(row=Pause(review=review), values=values, by=by)
    _follow(review, by)
    return pause


@transaction.atomic
def resume_review(*, review: Review, ends_on: date, by: User) -> Pause:
    """Let the review and its clocks go on. DomainError where it is not paused, or the day does not fit."""
    pause = open_pause(review)
    if pause is None:
        raise DomainError("This review is not paused.")
    _not_ahead(ends_on, "A pause ends")
    return correct_pause(pause=pause, values={"ends_on": ends_on}, version=pause.version, by=by)


@transaction.atomic
def correct_pause(*, pause: Pause, values: Mapping[str, Any], version: int, by: User) -> Pause:
    """Change what was entered; the history keeps what stood there. Raises Conflict where the pause has moved on."""
    starts_on, ends_on = (values.get(name, getattr(pause, name)) for name in ("starts_on", "ends_on"))
    if ends_on and ends_on < starts_on:
        raise DomainError("A pause cannot end before it begins.")
    _not_ahead(starts_on, "A pause begins")
    other = open_pause(pause.review)
    if ends_on is None and other and other.pk != pause.pk:
        raise DomainError("Another pause of this review is still going on. Give this one its last day.")
    changed: Pause = change_row(row=pause, values=values, version=version, by=by)
    _follow(changed.review, by)
    return changed


@transaction.atomic
def archive_pause(*, pause: Pause, reason: str, by: User) -> Pause:
    """Take a pause that never was out of every count; the clocks run as if it had not been entered."""
    archived: Pause = archive_row(row=pause, reason=reason, by=by)
    _follow(archived.review, by)
    return archived


@transaction.atomic
def override_clock(*, review: Review, rule: ClockRule, due_on: date, reason: str, by: User) -> ClockOverride:
    """Give one clock another last day. What was given before stays on record, and so do the counted days."""
    if not reason.strip():
        raise DomainError("Say why the last day is another one.")
    return ClockOverride.objects.create(review=review, rule=rule, due_on=due_on, reason=reason.strip(), made_by=by)


def open_pause(review: Review) -> Pause | None:
    """The pause that still goes on; the database allows no second one."""
    pauses: Any = Pause.objects.filter(live(Pause), review=review, ends_on=None)
    found: Pause | None = pauses.first()
    return found


def _follow(review: Review, by: User) -> None:
    """The review's own state says what its pauses say."""
    fresh = Review.objects.get(pk=review.pk)
    pause = open_pause(fresh)
    if fresh.status not in _UNDER_WAY:
        return
    stands = fresh.status if fresh.status != ReviewStatus.PAUSED else ReviewStatus.IN_PROGRESS
    values = {
        "status": ReviewStatus.PAUSED.value if pause else stands,
        "paused_reason": pause.get_reason_display() if pause else "",
    }
    if any(getattr(fresh, name) != value for name, value in values.items()):
        change_row(row=fresh, values=values, version=fresh.version, by=by)


def _not_ahead(day: date, what: str) -> None:
    if day > timezone.localdate():
        raise DomainError(f"{what} on a day that has come. This one lies ahead.")
