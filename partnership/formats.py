"""How dates, numbers, money, shares and changes are written for readers in Britain.

Source: the workbook's rule "Format" and the report's design rules. Everything is computed with exact decimals and
rounded half up. A missing value is a dash, never a nought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

MISSING = "—"
MINUS = "−"
FEW = 10  # a percentage of fewer is printed with its numbers

Number = Decimal | int
Direction = Literal["up", "down", "same"]
Verdict = Literal["better", "worse", "neutral"]

# Not strftime: its words follow the machine's language.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SPANS = {"days": "day", "weeks": "week"}


def capital(text: str) -> str:
    """The same words as the beginning of a line."""
    return text[:1].upper() + text[1:]


def date_words(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def short_date(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1][:3]}"


def number_words(number: Number) -> str:
    """Return `36,280` or `22.2`: thousands parted, the zeros that storage adds taken away."""
    text = f"{abs(Decimal(number)):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return MINUS + text if number < 0 else text


def value_words(value: Number | None, unit: str, qualifier: str | None = None) -> str:
    """Return an indicator's value in its unit, its qualifier before it: `73%`, `22.2 weeks`, `about 5`.

    Rates and scores stand without their unit, which the indicator's title names.
    """
    if value is None:
        return MISSING
    if unit == "percent":
        text = f"{number_words(value)}%"
    elif unit == "money":
        text = money_words(value, pence=needs_pence([value]))
    elif unit in _SPANS:
        text = f"{number_words(value)} {_SPANS[unit] if value == 1 else unit}"
    else:
        text = number_words(value)
    return f"{qualifier.replace('_', ' ')} {text}" if qualifier else text


def money_words(amount: Number, *, pence: bool) -> str:
    """Return `£130,017`, or `£130,017.00` where the table has pence; `−£7,000` below nought."""
    rounded = Decimal(amount).quantize(Decimal("0.01") if pence else Decimal(1), ROUND_HALF_UP)
    return f"{MINUS if rounded < 0 else ''}£{abs(rounded):,f}"


def needs_pence(amounts: Iterable[Number | None]) -> bool:
    """Say whether any amount of a table has pence, so that all of them are printed with pence."""
    return any(amount is not None and amount % 1 != 0 for amount in amounts)


def percent_of(numerator: Number, denominator: Number) -> int:
    """Return the whole per cent, half up. The denominator is not nought."""
    return int((Decimal(numerator) * 100 / Decimal(denominator)).quantize(Decimal(1), ROUND_HALF_UP))


def percent_words(numerator: Number | None, denominator: Number | None) -> str:
    """Return `34%`; `under 1%` for what rounds to nought but is not; a dash where there is nothing to divide by."""
    if numerator is None or not denominator:
        return MISSING
    percent = percent_of(numerator, denominator)
    return "under 1%" if percent == 0 and numerator else f"{number_words(percent)}%"


def share_words(numerator: Number | None, denominator: Number | None) -> str:
    """Return a percentage that is honest about small bases: `3 of 4, 75%` below ten, else `34%`."""
    percent = percent_words(numerator, denominator)
    if numerator is None or not denominator or denominator >= FEW:
        return percent
    return f"{number_words(numerator)} of {number_words(denominator)}, {percent}"


@dataclass(frozen=True)
class Change:
    """A move from one value to the next. `percent` is None for percentages, whose difference is in points, and where
    the value before is not above nought."""

    difference: Decimal
    percent: int | None
    unit: str
    direction: Direction
    verdict: Verdict

    @property
    def movement(self) -> str:
        """The figures alone: `+33 (+20%)`, `−3 points`, `No change`."""
        if self.direction == "same":
            return "No change"
        sign = "+" if self.direction == "up" else MINUS
        size = abs(self.difference)
        if self.unit == "percent":
            return f"{sign}{number_words(size)} {'point' if size == 1 else 'points'}"
        amount = money_words(size, pence=needs_pence([size])) if self.unit == "money" else number_words(size)
        if self.percent is None:
            return sign + amount
        share = f"{sign}{number_words(abs(self.percent))}%" if self.percent else "under 1%"
        return f"{sign}{amount} ({share})"

    @property
    def words(self) -> str:
        """The figures with their verdict, where there is one: `Better: +7 points`."""
        return self.movement if self.verdict == "neutral" else f"{self.verdict.capitalize()}: {self.movement}"


def change_between(before: Number | None, now: Number | None, unit: str, polarity: str) -> Change | None:
    """Return the change since the period before, or None where either value is missing.

    `polarity` is `higher`, `lower` or `neutral` (blank counts as neutral): which direction is good.
    """
    if before is None or now is None:
        return None
    difference = Decimal(now) - Decimal(before)
    percent = None if unit == "percent" or before <= 0 else percent_of(difference, before)
    if difference == 0:
        return Change(difference, percent, unit, "same", "neutral")
    direction: Direction = "up" if difference > 0 else "down"
    good_direction = {"higher": "up", "lower": "down"}.get(polarity)
    verdict: Verdict = "neutral" if good_direction is None else "better" if good_direction == direction else "worse"
    return Change(difference, percent, unit, direction, verdict)


def a_or_an(noun: str) -> str:
    """The article before a noun of the portal: an agency, a risk, a user."""
    return "an" if noun[:1].lower() in "aeiou" and not noun.startswith("us") else "a"
