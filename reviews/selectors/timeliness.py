"""How long reviews took: for those who see their clocks with each review, and in counts that may be printed."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from partnership.disclosure import THRESHOLD, Released, protect
from partnership.enums import Visibility
from partnership.models import Board
from partnership.period import FIRST_MONTH_OF_BASIS, year_label
from partnership.policy import allows, live
from partnership.principals import Principal
from reviews.clocks import Clock, ClockState
from reviews.enums import Publication
from reviews.models import Review
from reviews.selectors.clocks import clocks_of_reviews
from reviews.selectors.running_clocks import Running, with_clocks

_MET, _LATE, _RUNNING = "In time", "Late", "Still running"
_OUTCOMES = {
    ClockState.MET: _MET,
    ClockState.MET_LATE: _LATE,
    ClockState.LATE: _LATE,
    ClockState.RUNNING: _RUNNING,
    ClockState.PAUSED: _RUNNING,
}


@dataclass(frozen=True)
class Timing:
    """The clocks of one name that began in one year, for one kind of review. Medians are of those that have ended."""

    year: str
    kind: str
    name: str
    met: int
    late: int
    running: int
    in_all: float | None
    counted: float | None


@dataclass(frozen=True)
class ReleasedTiming:
    """One clock as it may be printed: how many ended in time, late, or still run at the end of the year."""

    name: str
    counts: Released[str]


def timed_clocks(principal: Principal, *, today: date) -> list[Running]:
    """Every limit that has begun, of the reviews whose clocks somebody sees, the latest first. Six queries."""
    reviews = list(with_clocks(principal))
    clocks = clocks_of_reviews(reviews, today=today)
    found = [
        Running(review, one)
        for review in reviews
        for one in clocks[review.pk]
        if one.clock.start and one.clock.state in _OUTCOMES
    ]
    return sorted(found, key=lambda each: (each.one.clock.start or today, each.review.pk), reverse=True)


def timings(clocks: Iterable[Running]) -> list[Timing]:
    """By financial year of the beginning, kind and clock; the latest year first."""
    by_row: dict[tuple[str, str, str], list[Clock]] = defaultdict(list)
    for each in clocks:
        began = each.one.clock.start
        if began:
            year = year_label(began, FIRST_MONTH_OF_BASIS["financial"])
            by_row[year, each.review.get_review_kind_display(), each.one.rule.name].append(each.one.clock)
    rows = [_timing(key, of_row) for key, of_row in sorted(by_row.items(), key=lambda row: row[0][1:])]
    return sorted(rows, key=lambda row: row.year, reverse=True)


def released_timings(*, board: Board, start: date, end: date, principal: Principal) -> tuple[ReleasedTiming, ...]:
    """Counts of a year under disclosure control; only of clocks of which there are enough for a number to be shown.

    None of a sealed or archived review or of one under embargo, of which a report may tell its kind and nothing else.
    Empty for a principal without the power over "cleared_review".
    """
    if not allows(principal, "view", "cleared_review"):
        return ()
    reviews = Review.objects.filter(live(Review), boards=board).exclude(visibility=Visibility.SEALED)
    cleared = list(reviews.exclude(publication=Publication.EMBARGOED).order_by("pk"))
    counts: dict[str, dict[str, int]] = defaultdict(lambda: {_MET: 0, _LATE: 0, _RUNNING: 0})
    for clocks in clocks_of_reviews(cleared, today=end).values():
        for one in clocks:
            if one.clock.state in _OUTCOMES and (one.clock.end is None or one.clock.end >= start):
                counts[one.rule.name][_OUTCOMES[one.clock.state]] += 1
    return tuple(
        ReleasedTiming(name, protect(of_name, sum(of_name.values())))
        for name, of_name in sorted(counts.items())
        if sum(of_name.values()) >= THRESHOLD
    )


def _timing(key: tuple[str, str, str], clocks: list[Clock]) -> Timing:
    outcomes = [_OUTCOMES[clock.state] for clock in clocks]
    ended = [clock for clock in clocks if clock.end]
    return Timing(
        *key,
        met=outcomes.count(_MET),
        late=outcomes.count(_LATE),
        running=outcomes.count(_RUNNING),
        in_all=_middle(ended, lambda clock: clock.in_all),
        counted=_middle(ended, lambda clock: clock.counted),
    )


def _middle(clocks: list[Clock], days: Callable[[Clock], int]) -> float | None:
    return median(map(days, clocks)) if clocks else None
