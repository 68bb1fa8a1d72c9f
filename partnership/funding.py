"""The funding formula: shares that make 100 %, and a total that is shared out to the penny."""

from collections.abc import Hashable, Mapping
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

WHOLE = Decimal(100)
PENNY = Decimal("0.01")

Key = TypeVar("Key", bound=Hashable)


def shared_out(amount: Decimal, shares: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """Share an amount out so that the parts make exactly that amount.

    Everybody gets the whole pennies of their part; the pennies that are left go to the largest remainders, of equal
    ones to the first. The shares make 100, or it is a ValueError.
    """
    if sum(shares.values()) != WHOLE:
        raise ValueError(f"shares make {sum(shares.values())}, not 100")
    exact = {key: amount * share / WHOLE for key, share in shares.items()}
    parts = {key: part.quantize(PENNY, ROUND_DOWN) for key, part in exact.items()}
    left = int((amount - sum(parts.values())) / PENNY)
    for key in sorted(exact, key=lambda key: parts[key] - exact[key])[:left]:
        parts[key] += PENNY
    return parts


def off_by_words(total: Decimal) -> str:
    """By how much shares miss 100 %; nothing where they meet it."""
    if total == WHOLE:
        return ""
    missed = abs(WHOLE - total).normalize()
    beyond = "too much" if total > WHOLE else "short"
    return f"The shares make {total.normalize():f} %, {missed:f} % {beyond}. They have to make exactly 100 %"
