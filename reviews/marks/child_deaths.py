"""Chips and words of child deaths."""

from django.utils import timezone

from partnership.registers import Chip
from reviews.enums import DELAY_OF_STATUS, ChildDeathStatus, DelayReason
from reviews.models import ChildDeath
from reviews.waiting import months_between


def child_death_mark(death: ChildDeath) -> Chip:
    return Chip("blue" if death.status == ChildDeathStatus.REVIEWED else "grey", death.get_status_display())


def months_waited(death: ChildDeath) -> int | None:
    """Whole months from the death to its review, or to today; None where that cannot be known."""
    if death.died_on is None or death.status == ChildDeathStatus.TRANSFERRED:
        return None
    return months_between(death.died_on, death.reviewed_on or timezone.localdate())


def months_words(death: ChildDeath) -> str:
    """Such as "0 months"; nothing where it cannot be known."""
    months = months_waited(death)
    return "" if months is None else f"{months} month{'' if months == 1 else 's'}"


def waits_for(death: ChildDeath) -> list[DelayReason]:
    """What it waits for, by its status and by what was ticked; a reason that the list of reasons lacks is left out."""
    by_status = DELAY_OF_STATUS.get(ChildDeathStatus(death.status))
    ticked = [DelayReason(reason) for reason in death.delay_reasons if reason in DelayReason.values]
    return ticked if by_status is None or by_status in ticked else [by_status, *ticked]


def delay_words(death: ChildDeath) -> str:
    """The same in words."""
    return ", ".join(reason.label for reason in waits_for(death))
