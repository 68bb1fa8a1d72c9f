"""Of which periods an indicator has values, for the page on which they are typed."""

from partnership.enums import YearBasis
from partnership.models import Indicator
from partnership.period import resolve
from partnership.principals import Principal

_APRIL = 4


def periods_of(indicator: Indicator, principal: Principal) -> list[str]:
    """The periods on record, the latest first. Two queries."""
    found = set(indicator.values.visible_to(principal).order_by().values_list("period", flat=True))
    board = indicator.boards.first()
    month = board.year_start_month if board else _APRIL
    basis = indicator.year_basis or YearBasis.FINANCIAL

    def place(period: str) -> tuple[object, str]:
        return resolve(period, basis=basis, first_month=month).end, period

    return sorted(found, key=place, reverse=True)


def latest_period(indicator: Indicator, principal: Principal, *, before: str) -> str:
    """The latest period on record that comes before another one, of its kind if there is any; empty without any.

    Before a period that is not on record comes the latest of all.
    """
    periods = periods_of(indicator, principal)
    earlier = periods[periods.index(before) + 1 :] if before in periods else periods
    alike = [period for period in earlier if _kind(period) == _kind(before)]
    return next(iter(alike or earlier), "")


def _kind(period: str) -> tuple[bool, bool, int]:
    return " Q" in period, ".." in period, len(period)
