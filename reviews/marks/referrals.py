"""The chip of a referral: what its agency may know of it, and nothing of the review."""

from partnership.registers import Chip
from reviews.models import Referral


def referral_mark(referral: Referral) -> Chip:
    if referral.answered_on:
        return Chip("blue", "Answered")
    return Chip("amber", "More asked for") if referral.answer else Chip("grey", "With the business unit")
