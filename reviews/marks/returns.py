"""How a return stands: the chip of lists and pages."""

from django.utils import timezone

from partnership.formats import date_words
from partnership.registers.parts import Chip
from reviews.enums import ReturnState
from reviews.enums.returns import OPEN_RETURNS
from reviews.models import AgencyReturn

SOON = 14  # days


def return_mark(row: AgencyReturn) -> Chip:
    """Late or near its day while it is open; then that it came in, or since when it is locked."""
    if row.state == ReturnState.LOCKED and row.locked_at:
        return Chip("blue", f"Locked {date_words(timezone.localtime(row.locked_at).date())}")
    if row.state not in OPEN_RETURNS:
        return Chip("grey", row.get_state_display())
    days = (row.due_on - timezone.localdate()).days
    if days < 0:
        return Chip("red", f"{-days} {'day' if days == -1 else 'days'} late")
    if days <= SOON:
        return Chip("amber", "Due today" if days == 0 else f"Due in {days} {'day' if days == 1 else 'days'}")
    return Chip("grey", row.get_state_display())


def answered_mark(answered: int, of: int) -> Chip:
    """How many questions have an answer."""
    return Chip("blue" if answered == of else "grey", f"{answered} of {of} answered")
