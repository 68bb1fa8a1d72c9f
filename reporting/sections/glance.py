"""The year at a glance: a few figures, chosen by rule, that tell the year before anything is read.

Up to three of the area itself, then up to eight of the year: the longest runs of each theme, theme by theme, and who
came to training and to the first group. Only exact figures are taken, so nothing hidden can be told here; the deaths of
children are told in their own section only.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from partnership.charts import ShareBar, Sparkline
from partnership.formats import change_between, number_words, percent_of, value_words
from partnership.period import Period, period_words, previous_year, reporting_year
from partnership.selectors.attendance import GroupAttendance, attendance_of_groups
from partnership.selectors.indicator_figures import Line, PrintedIndicator, Trail
from partnership.selectors.indicators import CHILD_DEATHS
from reporting.blocks import Block, Callout, Change, Figures, Headline
from reporting.indicator_blocks import by_theme, indicators_of
from reporting.indicator_blocks.words import at_period, change_mark, figure_words
from reporting.parts import IN_BRIEF
from reporting.section import ReportPeriod, Section
from training.selectors.totals import training_in_year

CONTEXT_FIGURES, YEAR_FIGURES, FEWEST = 3, 8, 4
FEWEST_FOR_A_LINE = 3
READING = (
    "The arrow shows which way the number moved. The word and the colour say whether that is better or worse; a grey "
    "arrow means that neither direction is good in itself."
)

Candidate = tuple[PrintedIndicator, Trail, Line]


class Glance(Section):
    key = "glance"
    title = "The year at a glance"
    order = 5
    part = IN_BRIEF
    numbered = False

    def blocks(self, period: ReportPeriod) -> list[Block]:
        themes = {theme.casefold(): _candidates(found) for theme, found in by_theme(indicators_of(period)).items()}
        of_area = themes.pop("context", [])[:CONTEXT_FIGURES]
        themes.pop(CHILD_DEATHS, None)
        year_before = reporting_year(previous_year(period.label), period.board.year_start_month)
        others = [*_training(period, year_before), *_attendance(period, year_before)]
        of_year = _in_turn(list(themes.values()))[: YEAR_FIGURES - len(others)]
        headlines = (*(_headline(*candidate) for candidate in of_year), *others)
        if len(of_area) + len(headlines) < FEWEST:
            return []
        blocks: list[Block] = [Figures(tuple(_brief(*candidate) for candidate in of_area), "band")] if of_area else []
        blocks += [Figures(headlines)] if headlines else []
        return [*blocks, Callout("help", "How to read these figures", READING)]


def _candidates(indicators: list[PrintedIndicator]) -> list[Candidate]:
    """Those whose latest figure may be told, the longest run first, else in the order of record."""
    found = [
        (indicator, trail, trail.whole)
        for indicator in indicators
        for trail in indicator.trails[:1]
        if trail.whole and trail.whole.latest.exact
    ]
    return sorted(found, key=lambda candidate: -candidate[2].known)


def _in_turn(themes: list[list[Candidate]]) -> list[Candidate]:
    """The first of each theme, then the second of each, so that no theme fills the page."""
    ranked = [(place, candidate) for candidates in themes for place, candidate in enumerate(candidates)]
    return [candidate for _, candidate in sorted(ranked, key=lambda one: (one[0], -one[1][2].known))]


def _brief(indicator: PrintedIndicator, trail: Trail, whole: Line) -> Headline:
    """A figure of the band: its label runs on from the number."""
    change = trail.change
    moved = f", {change.movement} since {period_words(trail.periods[-2].label)}" if change else ""
    label = f"{indicator.title}, {_when(trail)}{moved}"
    return Headline(label, figure_words(whole.latest, trail.unit))


def _headline(indicator: PrintedIndicator, trail: Trail, whole: Line) -> Headline:
    value, unit = _value(value_words(whole.latest.value, trail.unit, whole.latest.qualifier or None))
    return Headline(
        label=indicator.title,
        value=value,
        unit=unit,
        change=_change(trail, whole),
        note=_note(indicator, trail, whole),
        spark=_spark(indicator, trail, whole),
    )


def _value(words: str) -> tuple[str, str]:
    """A value and the per cent sign that is set smaller beside it."""
    return words.removesuffix("%"), "%" if words.endswith("%") else ""


def _change(trail: Trail, whole: Line) -> Change | None:
    mark = change_mark(trail.change)
    if mark is None:
        return None
    return replace(mark, since=f"from {figure_words(whole.figures[-2], trail.unit)} {at_period(trail.periods[-2])}")


def _when(trail: Trail) -> str:
    return period_words(trail.periods[-1].label)


def _note(indicator: PrintedIndicator, trail: Trail, whole: Line) -> str:
    """When it was so, of how many it is a percentage, and what its target is."""
    base = whole.latest
    parts = [_when(trail)]
    if trail.unit == "percent" and base.numerator is not None and base.denominator:
        parts.append(f"{number_words(base.numerator)} of {number_words(base.denominator)}")
    if indicator.target is not None:
        parts.append(f"the target is {value_words(indicator.target, trail.unit)}")
    return "; ".join(parts)


def _spark(indicator: PrintedIndicator, trail: Trail, whole: Line) -> Sparkline | ShareBar | None:
    """The run of the figure where it is long enough, else how much of its target is reached."""
    values = tuple(figure.value if figure.exact else None for figure in whole.figures)
    labels = tuple(period_words(period.label) for period in trail.periods)
    if whole.known >= FEWEST_FOR_A_LINE:
        ends = (str(trail.periods[0].end.year), str(trail.periods[-1].end.year))
        return Sparkline(indicator.title, labels, values, trail.unit, ends)
    if indicator.target and trail.unit == "count" and indicator.polarity == "higher" and values[-1] is not None:
        ends = ("0", number_words(indicator.target))
        return ShareBar(indicator.title, values[-1], indicator.target, trail.unit, ends)
    return None


def _training(period: ReportPeriod, before: Period) -> list[Headline]:
    """How many came to the training of the year, beside the year before. Ten queries."""
    now = _attended(period, Period(period.start, period.end, period.label))
    if now is None:
        return []
    label = "Attended multi-agency training"
    return [_beside_last_year(label, now, _attended(period, before), "count", before, period_words(period.label))]


def _attended(period: ReportPeriod, year: Period) -> int | None:
    training = training_in_year(
        board=period.board, year=year.label, start=year.start, end=year.end, principal=period.principal
    )
    return training.programme.attended


def _attendance(period: ReportPeriod, before: Period) -> list[Headline]:
    """How many places of the first group with recorded attendance were filled, beside the year before. Two queries."""
    group = next((one for one in _groups(period, period.start, period.end) if one.whole.due), None)
    if group is None:
        return []
    earlier = [one for one in _groups(period, before.start, before.end) if one.group == group.group and one.whole.due]
    note = f"{period_words(period.label)}; {group.whole.attended} of {group.whole.due} places filled"
    rate_before = _rate(earlier[0]) if earlier else None
    return [_beside_last_year(f"Attendance: {group.group}", _rate(group), rate_before, "percent", before, note)]


def _groups(period: ReportPeriod, start: date, end: date) -> tuple[GroupAttendance, ...]:
    return attendance_of_groups(board=period.board, start=start, end=end, principal=period.principal)


def _rate(group: GroupAttendance) -> int:
    return percent_of(group.whole.attended, group.whole.due)


def _beside_last_year(label: str, now: int, then: int | None, unit: str, before: Period, note: str) -> Headline:
    """A headline of which more is better."""
    mark = change_mark(change_between(then, now, unit, "higher"))
    since = f"from {value_words(then, unit)} in {period_words(before.label)}"
    return Headline(label, *_value(value_words(now, unit)), replace(mark, since=since) if mark else None, note)
