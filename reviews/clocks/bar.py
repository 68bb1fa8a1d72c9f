"""The bar of a clock: what has gone, what was paused, what is left, as SVG that keeps its text in the page's font.

Every place is a share of the width, so that the bar is as wide as its page and its words keep their size.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from partnership.charts.svg import element
from partnership.formats import date_words, short_date
from reviews.clocks.clock import Clock, ClockState

_HEIGHT, _BAR, _WORDS_AT = 52, 32, 48
#: Words of two days nearer than this share of the width would run into each other.
_APART: Final = 11.0
_PATTERN = "clock-pause"
_STRIPE = element("rect", x="0", y="0", width="4", height="9", **{"class": "portal-clock__stripe"})
_HATCH = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
_PAUSE = element("defs", element("pattern", _STRIPE, id=_PATTERN, width="9", height="9", **_HATCH))

_Place = Callable[[date], float]


@dataclass(frozen=True)
class Part:
    """A stretch of the bar: "gone", "paused", "left" or "over"."""

    kind: str
    since: date
    until: date


def parts_of(clock: Clock) -> list[Part]:
    """The stretches of a clock that has started, in order, from its start to its last day or until it ended later."""
    if clock.start is None or clock.due_on is None:
        return []
    stop = max(clock.start, clock.end or clock.today)
    last = max(stop, clock.due_on)
    cuts = {clock.start, stop, last, clock.due_on, *(day for span in clock.spans for day in span)}
    inside = sorted(day for day in cuts if clock.start <= day <= last)
    parts = [Part(_kind(clock, since, stop), since, until) for since, until in pairwise(inside)]
    return _together(parts)


def bar_of(clock: Clock, words: str) -> SafeString:
    """The drawing; `words` say in a sentence what it shows."""
    parts = parts_of(clock)
    if not parts:
        return SafeString()
    first, last = parts[0].since, parts[-1].until

    def at(day: date) -> float:
        return 100 * (day - first).days / ((last - first).days or 1)

    drawn = [_box(part, at(part.since), at(part.until)) for part in parts]
    frame = element("rect", **_attributes("frame", x="0", y="0", width="100%", height=str(_BAR)))
    labels = [_label(day, kind, at(day)) for day, kind in _days_told(clock, parts, at)]
    body = [element("title", escape(words)), _PAUSE, *drawn, frame, *labels]
    svg = element("svg", "".join(body), role="img", width="100%", height=str(_HEIGHT), **{"class": "portal-clock__bar"})
    return mark_safe(svg)  # noqa: S308 (every word is escaped)


def sentence_of(clock: Clock) -> str:
    """Such as: From 12 January 2026 to 20 August 2026. Gone: 109 days. Paused: 39 days. Left: 72 days."""
    if clock.start is None or clock.due_on is None:
        return ""
    days = f"From {date_words(clock.start)} to {date_words(clock.due_on)}. {clock.words}. "
    return days + " ".join(f"{title}: {words}." for _, title, words in legend_of(clock))


def legend_of(clock: Clock) -> list[tuple[str, str, str]]:
    """Kinds of stretches with their titles and lengths; what never was is left out."""
    late = -clock.left if clock.state in (ClockState.LATE, ClockState.MET_LATE) else 0
    left = max(0, clock.left) if clock.is_open else 0
    found = [("gone", "Gone", clock.counted), ("paused", "Paused", clock.paused)]
    found += [("over", "Late", late), ("left", "Left", left)]
    unit = "working day" if clock.limit.in_working_days else "day"
    return [(kind, title, f"{days} {unit}{'' if days == 1 else 's'}") for kind, title, days in found if days]


def _kind(clock: Clock, since: date, stop: date) -> str:
    if any(first <= since < last for first, last in clock.spans):
        return "paused"
    if since >= stop:
        return "left"
    return "over" if clock.due_on and since >= clock.due_on and not clock.limit.at_least else "gone"


def _together(parts: Iterable[Part]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        if found and found[-1].kind == part.kind:
            part = Part(part.kind, found.pop().since, part.until)
        found.append(part)
    return found


def _days_told(clock: Clock, parts: list[Part], at: _Place) -> list[tuple[date, str]]:
    """Days to be written under the bar: its ends and today first, then the pauses as far as there is room."""
    last = parts[-1].until
    wanted = [(parts[0].since, "end"), (last, "end")]
    wanted += [(clock.today, "today")] if clock.is_open else []
    wanted += [(clock.due_on, "pause")] if clock.due_on else []
    wanted += [(day, "pause") for part in parts if part.kind == "paused" for day in (part.since, part.until)]
    told: list[tuple[date, str]] = []
    for day, kind in wanted:
        if all(abs(at(day) - at(other)) >= _APART for other, _ in told):
            told.append((day, kind))
    if clock.is_open and clock.today == last:
        told = [(day, "today" if day == last else kind) for day, kind in told]
    return told


def _label(day: date, kind: str, place: float) -> str:
    anchor = "start" if place < _APART / 2 else "end" if place > 100 - _APART / 2 else "middle"
    words = "Today" if kind == "today" else short_date(day)
    attributes = _attributes(
        f"label portal-clock__label--{kind}", x=_share(place), y=str(_WORDS_AT), text_anchor=anchor
    )
    return element("text", escape(words), **attributes)


def _box(part: Part, since: float, until: float) -> str:
    fill = f"url(#{_PATTERN})" if part.kind == "paused" else ""
    place = {"x": _share(since), "width": _share(until - since), "y": "0", "height": str(_BAR), "fill": fill}
    return element("rect", **_attributes(part.kind, **place))


def _attributes(name: str, **others: str) -> dict[str, str]:
    return {"class": f"portal-clock__{name}", **others}


def _share(place: float) -> str:
    return f"{place:.2f}%"
