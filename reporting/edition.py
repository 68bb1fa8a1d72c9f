"""Newsletter editions that name a season, and the three months they stand for."""

import re
from calendar import monthrange
from datetime import date

from partnership.period import Period

_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SEASON = re.compile(r"(spring|summer|autumn|winter) ((?:19|20)[0-9]{2})")


def edition_months(edition: str) -> Period | None:
    """Return the months of `Summer 2018` (June to August 2018); None for an edition of any other name.

    A winter runs from December of the year that it names to February of the next.
    """
    found = _SEASON.fullmatch(edition.casefold())
    if not found:
        return None
    first, year = _FIRST_MONTH[found[1]], int(found[2])
    return Period(date(year, first, 1), months_after(date(year, first, 1), 3), edition)


def months_after(start: date, count: int) -> date:
    """Return the last day of a span of `count` months that begins on the first of one."""
    years, month = divmod(start.month + count - 2, 12)
    year = start.year + years
    return date(year, month + 1, monthrange(year, month + 1)[1])
