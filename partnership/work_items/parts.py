"""What lines of work have in common: the chip of a guarded row, how late it is, which stand first."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from partnership.registers.parts import RESTRICTION_CHIPS, Chip
from partnership.registers.rows import guarded_class
from partnership.selectors.asked import MOST


def restriction_of(row: Any) -> Chip | str:
    """The purple chip of a guarded row."""
    guarded = guarded_class(row)
    return RESTRICTION_CHIPS[guarded] if guarded else ""


def late_or(due_on: date | None, today: date, words: str) -> Chip:
    """That its day has passed, or else these words."""
    if due_on is None or due_on >= today:
        return Chip("grey", words)
    days = (today - due_on).days
    return Chip("red", f"{days} {'day' if days == 1 else 'days'} late")


def soonest(rows: QuerySet[Any], day: str) -> QuerySet[Any]:
    return rows.order_by(F(day).asc(nulls_last=True), "pk")[:MOST]
