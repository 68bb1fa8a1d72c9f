"""Years and periods as the workbook writes them, and the days that they stand for.

Source: the `year` and `period` types of the workbook and its rule "Year". Texts are stored in canonical form; every
reader here takes canonical text or anything that `canonical_period` accepts, and raises ValueError with a sentence
fit for the person who typed it.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from partnership.formats import date_words

FIRST_MONTH_OF_BASIS = {"financial": 4, "calendar": 1, "academic": 9}

_YEAR = re.compile(r"((?:19|20)[0-9]{2})[-/]([0-9]{2})")
_QUARTER = re.compile(r"(\S+?) *Q([1-4])", re.IGNORECASE)
_CALENDAR_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ISO_DATE = re.compile(r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/((?:19|20)[0-9]{2})")


@dataclass(frozen=True, order=True)
class Period:
    """A span of days, both ends included. Periods sort in the order of time, then by length."""

    start: date
    end: date
    label: str


def parse_year(text: str) -> str:
    """Return `2017-18` for `2017-18` or `2017/18`."""
    found = _YEAR.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}” is not a year such as 2017-18")
    label = _label(int(found[1]))
    if label[-2:] != found[2]:
        raise ValueError(f"“{text}” is not a year: {found[1]} is followed by {label[-2:]}, as in {label}")
    return label


def canonical_period(text: str) -> str:
    """Return the one spelling in which a period is stored: `2017-18`, `2017-18 Q3`, `2018-03-31`, `2017` or `a..b`."""
    text = text.strip()
    if ".." in text:
        start, end = (_parse_date(part) for part in text.split("..", 1))
        if end < start:
            raise ValueError(f"“{text}” ends before it starts")
        return f"{start}..{end}"
    if quarter := _QUARTER.fullmatch(text):
        return f"{parse_year(quarter[1])} Q{quarter[2]}"
    if _CALENDAR_YEAR.fullmatch(text):
        return text
    if _YEAR.fullmatch(text):
        return parse_year(text)
    return _parse_date(text).isoformat()


def reporting_year(label: str, first_month: int) -> Period:
    """Return the twelve months from `first_month` of the year named first: with 10, 2015-16 starts in October 2015."""
    label = parse_year(label)
    return _months(int(label[:4]), first_month, 12, label)


def financial_year(label: str) -> Period:
    return reporting_year(label, FIRST_MONTH_OF_BASIS["financial"])


def resolve(period_text: str, *, basis: str, first_month: int) -> Period:
    """Return the days that a stored period means.

    `basis` is the indicator's `year_basis`; `first_month` is the board's and counts only where the basis is
    `reporting`. Quarters count from the first month of the basis. A bare `2017` is the calendar year whatever the
    basis; a date is a snapshot of one day.
    """
    text = canonical_period(period_text)
    if ".." in text:
        start, end = text.split("..")
        return Period(date.fromisoformat(start), date.fromisoformat(end), text)
    if _CALENDAR_YEAR.fullmatch(text):
        return _months(int(text), 1, 12, text)
    if _ISO_DATE.fullmatch(text):
        return Period(date.fromisoformat(text), date.fromisoformat(text), text)
    begins = first_month if basis == "reporting" else FIRST_MONTH_OF_BASIS[basis]
    year, _, quarter = text.partition(" Q")
    if not quarter:
        return reporting_year(year, begins)
    return _months(int(year[:4]), begins + 3 * (int(quarter) - 1), 3, text)


def overlaps(a: Period, b: Period) -> bool:
    return a.start <= b.end and b.start <= a.end


def year_label(on: date, first_month: int) -> str:
    """Return the label of the reporting year in which a day lies."""
    return _label(on.year if on.month >= first_month else on.year - 1)


def previous_year(label: str) -> str:
    return _label(int(parse_year(label)[:4]) - 1)


def next_year(label: str) -> str:
    return _label(int(parse_year(label)[:4]) + 1)


def period_words(text: str) -> str:
    """Return a period for print: `2017–18`, `Quarter 3, 2017–18`, `31 March 2018`, `1 April 2016 to 31 August 2016`."""
    text = canonical_period(text)
    if ".." in text:
        return " to ".join(date_words(date.fromisoformat(part)) for part in text.split(".."))
    if _ISO_DATE.fullmatch(text):
        return date_words(date.fromisoformat(text))
    year, _, quarter = text.replace("-", "–").partition(" Q")
    return f"Quarter {quarter}, {year}" if quarter else year


def _label(first: int) -> str:
    return f"{first}-{(first + 1) % 100:02}"


def _months(year: int, month: int, count: int, label: str) -> Period:
    """Return `count` months from a month that may lie beyond December, as a year's later quarters do."""
    start = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    last = month + count - 1
    last_year, last_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Period(start, date(last_year, last_month, monthrange(last_year, last_month)[1]), label)


def months_on(start: date, months: int) -> date:
    """The same day some months on, or back; the last of a month that has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _parse_date(text: str) -> date:
    text = text.strip()
    if iso := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, iso.groups())
    elif day_first := _DAY_FIRST_DATE.fullmatch(text):
        day, month, year = map(int, day_first.groups())
    else:
        raise ValueError(f"“{text}” is not a period such as 2017-18, 2017-18 Q3, 2018-03-31, 2017 or 31/03/2018")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"“{text}” is not a day of the calendar") from error
