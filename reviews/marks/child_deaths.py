"""Chips of child deaths."""

from partnership.registers import Chip
from reviews.enums import ChildDeathStatus
from reviews.models import ChildDeath


def child_death_mark(death: ChildDeath) -> Chip:
    return Chip("blue" if death.status == ChildDeathStatus.REVIEWED else "grey", death.get_status_display())
