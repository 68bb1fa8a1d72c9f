"""Indicators that a report for a board and a year prints.

Source: "What a report for a board and a year prints" of the workbook.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from django.db.models import Case, OuterRef, Q, Subquery, When

from partnership.disclosure import MARK, protect
from partnership.enums import Area, Unit, YearBasis
from partnership.models import Board, Indicator, IndicatorValue
from partnership.period import Period, overlaps, reporting_year, resolve, year_label
from partnership.policy import scope
from partnership.principals import Principal
from partnership.selectors.indicator_figures import (
    Figure,
    Line,
    PrintedIndicator,
    Trail,
    released_parts,
)

EARLIER_PERIODS = 5
WHOLE = ""
CHILD_DEATHS = "child deaths"  # a theme whose counts are protected whether or not they are marked

_SCALES = {
    Unit.PERCENT: Decimal(100),
    Unit.RATE_PER_1000: Decimal(1_000),
    Unit.RATE_PER_10000: Decimal(10_000),
    Unit.RATE_PER_100000: Decimal(100_000),
}
# What a computed value is rounded to; whole per cents, pence, else one decimal.
_STEPS = {Unit.PERCENT: Decimal(1), Unit.MONEY: Decimal("0.01")}
_AREAS = [area.value for area in Area]
# Kinds of area that say nothing of which area is meant.
_UNNAMED = {(area.value, "") for area in (Area.REGION, Area.SIMILAR_AREAS, Area.OTHER_AREA)}
# The kinds of period that are never compared with each other, the longest first.
_KINDS = ("year", "calendar", "range", "quarter", "snapshot")

Place = tuple[str, str]  # kind of area, its name


def indicators_of_year(board: Board, year: Period, principal: Principal) -> list[PrintedIndicator]:
    """Every indicator with a value in the year, with up to five earlier periods and the comparators of them all.

    In the order in which they were put on record. One query.
    """
    values = (
        IndicatorValue.objects.visible_to(principal)
        .filter(Q(indicator__boards=board) | Q(indicator__boards__isnull=True))
        .select_related("indicator__source_agency")
        .order_by("indicator_id", "pk")
    )
    found = []
    for _, rows in groupby(values, key=lambda value: value.indicator_id):
        stored = list(rows)
        indicator = stored[0].indicator
        trails = _trails(indicator, stored, board, year, protected=is_protected(indicator))
        if trails:
            found.append(_printed(indicator, trails))
    return found


def latest_trail(indicator: Indicator, principal: Principal) -> Trail | None:
    """One indicator up to its latest period, with the same protection; None without any value."""
    stored = list(IndicatorValue.objects.visible_to(principal).filter(indicator=indicator).order_by("pk"))
    if not stored:
        return None
    board = indicator.boards.first()
    return _latest(indicator, stored, board.year_start_month if board else None, protected=is_protected(indicator))


def latest_figures(indicators: Sequence[Indicator], principal: Principal) -> dict[int, tuple[Period, Figure]]:
    """The latest figure of the whole of each indicator that has one, and its period, by the indicator's key.

    As it is stored for those who may change the indicator, with protection for all others. One query.
    """
    first_board = Board.objects.filter(records=OuterRef("indicator_id"))
    values = (
        IndicatorValue.objects.visible_to(principal)
        .filter(indicator__in=indicators)
        .annotate(
            first_month=Subquery(first_board.values("year_start_month")[:1]),
            may_change=Case(When(scope(IndicatorValue, principal, "change"), then=True), default=False),
        )
        .order_by("pk")
    )
    stored = defaultdict(list)
    for value in values:
        stored[value.indicator_id].append(value)
    found = {}
    for indicator in indicators:
        if rows := stored[indicator.pk]:
            protected = is_protected(indicator) and not rows[0].may_change
            trail = _latest(indicator, rows, rows[0].first_month, protected=protected)
            figures = zip(trail.periods, trail.whole.figures, strict=True) if trail.whole else ()
            told = [(period, figure) for period, figure in figures if figure.mark or figure.value is not None]
            found.update({indicator.pk: told[-1]} if told else {})
    return found


def _latest(
    indicator: Indicator, stored: Sequence[IndicatorValue], first_month: int | None, *, protected: bool
) -> Trail:
    # An indicator of no board runs from April.
    board = Board(year_start_month=first_month or 4)
    basis = indicator.year_basis or YearBasis.FINANCIAL
    ends = [resolve(row.period, basis=basis, first_month=board.year_start_month).end for row in stored]
    year = reporting_year(year_label(max(ends), board.year_start_month), board.year_start_month)
    return _trails(indicator, stored, board, year, protected=protected)[0]


def _printed(indicator: Indicator, trails: tuple[Trail, ...]) -> PrintedIndicator:
    return PrintedIndicator(
        code=indicator.reference,
        title=indicator.title,
        theme=indicator.theme,
        unit=indicator.unit,
        polarity=indicator.polarity,
        definition=indicator.definition,
        source=indicator.source_agency.name if indicator.source_agency else "",
        target=indicator.target,
        trails=trails,
    )


def _trails(
    indicator: Indicator, stored: Sequence[IndicatorValue], board: Board, year: Period, *, protected: bool
) -> tuple[Trail, ...]:
    basis = indicator.year_basis or YearBasis.FINANCIAL
    spans = {row.period: resolve(row.period, basis=basis, first_month=board.year_start_month) for row in stored}
    kinds = {text: _kind(text, span) for text, span in spans.items()}
    trails = []
    for kind in sorted(set(kinds.values()), key=lambda kind: _KINDS.index(kind.partition(" ")[0])):
        periods = _printed_periods([span for text, span in spans.items() if kinds[text] == kind], year)
        if periods:
            trails.append(_trail(indicator, stored, periods, protected=protected))
    # A year and its quarters would give each other's small numbers away.
    return tuple(trails[:1] if protected else trails)


def is_protected(indicator: Indicator) -> bool:
    """Whether counts of an indicator need disclosure control: marked so, or of children who died."""
    return bool(indicator.small_numbers) or indicator.theme.casefold() == CHILD_DEATHS


def _kind(text: str, span: Period) -> str:
    if ".." in text:
        return f"range {round((span.end - span.start).days / 30)}"
    if " Q" in text:
        return "quarter"
    return {4: "calendar", 7: "year"}.get(len(text), "snapshot")


def _printed_periods(spans: Iterable[Period], year: Period) -> tuple[Period, ...]:
    """Those in the year and the last few before it; none where none is in the year."""
    ordered = sorted(spans)
    current = [span for span in ordered if overlaps(span, year)]
    earlier = [span for span in ordered if span.end < year.start]
    return tuple(earlier[-EARLIER_PERIODS:] + current) if current else ()


def _trail(
    indicator: Indicator, stored: Sequence[IndicatorValue], periods: tuple[Period, ...], *, protected: bool
) -> Trail:
    labels = [period.label for period in periods]
    rows = [row for row in stored if row.period in labels]
    areas = {(row.area, row.area_name_key): row.area_name or Area(row.area).label for row in rows}
    breakdowns = {WHOLE: "", **{row.breakdown_key: row.breakdown for row in rows}}
    figures = {
        (place, label): _figures_of(
            indicator,
            [row for row in rows if (row.area, row.area_name_key, row.period) == (*place, label)],
            protected=protected,
        )
        for place in areas
        for label in labels
    }
    # The partnership's own area need not bear a name; where it does, the first one is its own.
    own = min((place for place in areas if place[0] == Area.LOCAL), default=("", ""))
    broken_down = any(key for label in labels for key in figures.get((own, label), ()))
    lines = []
    for place in sorted(areas, key=lambda place: (_AREAS.index(place[0]), place[1])):
        for key, breakdown in breakdowns.items():
            line = tuple(figures[place, label].get(key, Figure()) for label in labels)
            if any(key in figures[place, label] for label in labels) or (place == own and broken_down and key):
                area, part = _line_name(place, areas[place], breakdown, broken_down or place == own)
                lines.append(Line(area, part, place == own, line))
    return Trail(periods, tuple(lines), indicator.unit, indicator.polarity, bool(indicator.overlapping))


def _line_name(place: Place, area: str, breakdown: str, is_part: bool) -> tuple[str, str]:
    """The area and the breakdown of a line.

    Where the partnership's own figures have no breakdown, that of another area can only say which area is meant.
    """
    if is_part or not breakdown:
        return area, breakdown
    return (breakdown if place in _UNNAMED else f"{area}: {breakdown}"), ""


def _figures_of(indicator: Indicator, rows: Sequence[IndicatorValue], *, protected: bool) -> dict[str, Figure]:
    """The figures of one area and period by breakdown, as they may be shown."""
    figures = {row.breakdown_key: stored_figure(indicator.unit, row) for row in rows}
    if not protected:
        return figures
    # Nobody can check what a free text tells of a small number.
    figures = {breakdown: replace(figure, note="") for breakdown, figure in figures.items()}
    if indicator.unit == Unit.COUNT:
        return _protected_counts(figures, overlapping=bool(indicator.overlapping))
    return {breakdown: _protected_ratio(figure) for breakdown, figure in figures.items()}


def stored_figure(unit: str, row: IndicatorValue) -> Figure:
    """A value as it is on record, or computed from its numerator and denominator."""
    value = row.value if row.value is not None else _computed(unit, row.numerator, row.denominator)
    return Figure(value, row.numerator, row.denominator, row.qualifier, row.note)


def _computed(unit: str, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """A value from its numerator and denominator; a count is its numerator."""
    if unit == Unit.COUNT or numerator is None:
        return numerator
    if not denominator:
        return None
    value = numerator * _SCALES.get(Unit(unit), Decimal(1)) / denominator
    return value.quantize(_STEPS.get(Unit(unit), Decimal("0.1")), ROUND_HALF_UP)


def _protected_counts(figures: Mapping[str, Figure], *, overlapping: bool) -> dict[str, Figure]:
    counts = {key: None if figure.value is None else int(figure.value) for key, figure in figures.items()}
    total = counts.pop(WHOLE, None)
    return released_parts(figures, protect(counts, total, overlapping=overlapping), WHOLE)


def _protected_ratio(figure: Figure) -> Figure:
    """A percentage or rate may be shown where the count beneath it, and those whom it leaves out, may be told."""
    if figure.numerator is None or figure.denominator is None:
        return figure
    released = protect({WHOLE: int(figure.numerator)}, int(figure.denominator))
    return figure if released.may_derive(WHOLE) else Figure(mark=MARK)
