"""Chips of briefings and of what agencies did with them."""

from partnership.registers import Chip
from reviews.models import Briefing, BriefingReceipt


def briefing_mark(briefing: Briefing) -> Chip:
    """For whom its words are cleared."""
    if briefing.cleared_at is None:
        return Chip("grey", "Not cleared yet")
    return Chip("blue", "For the public" if briefing.is_public else "For partners")


def receipt_mark(receipt: BriefingReceipt) -> Chip:
    return Chip("blue", "Answered") if receipt.answered_at else Chip("grey", "Waiting for an answer")
