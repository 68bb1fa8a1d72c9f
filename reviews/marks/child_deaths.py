"""Chips and words of child deaths."""

from django.utils import timezone

from partnership.registers import Chip
from reviews.enums import ChildDeathStatus, DelayReason
from reviews.models import ChildDeath
from reviews.waiting import months_between

#: The law's aim for the review of a child's death.
SIX_MONTHS = 6
_ENDED = (ChildDeathStatus.REVIEWED, ChildDeathStatus.TRANSFERRED)


def child_death_mark(death: ChildDeath) -> Chip:
    return Chip("blue" if death.status == ChildDeathStatus.REVIEWED else "grey", death.get_status_display())


def months_waited(death: ChildDeath) -> int | None:
    """Whole months from the death to its review, or to today; None where that cannot be known."""
    if death.died_on is None or death.status == ChildDeathStatus.TRANSFERRED:
        return None
    return months_between(death.died_on, death.reviewed_on or timezone.localdate())


def months_mark(death: ChildDeath) -> Chip | str:
    """How long a death has waited, amber past the aim of six months; or how long it had waited when it was reviewed."""
    months = months_waited(death)
    if months is None:
        return ""
    words = f"{months} month{'' if months == 1 else 's'}"
    if death.status in _ENDED:
        return words
    return Chip("amber" if months >= SIX_MONTHS else "green", words)


def delay_words(death: ChildDeath) -> str:
    """What it waits for."""
    return ", ".join(DelayReason(reason).label for reason in death.delay_reasons)
