"""Wholes and their parts, and the small drawings beside a figure: stacked bars, share bar, sparkline."""

from decimal import Decimal
from itertools import takewhile

from partnership.charts.model import Segment, ShareBar, Sparkline, Stack, StackedBars
from partnership.charts.svg import LINE_HEIGHT, box, drawing, element, line, path_through, text, text_width, wrapped
from partnership.charts.theme import Theme
from partnership.formats import value_words

BAR = 34.0
PADDING = 4.5


def draw_stacks(chart: StackedBars, theme: Theme, width: float) -> str:
    """Draw a bar for each stack, its largest part first; the picture is as high as its labels need."""
    left = _left(chart, width)
    longest = max(_length(stack) for stack in chart.stacks) or Decimal(1)
    body: list[str] = []
    top = 0.0
    for stack in chart.stacks:
        names = wrapped(stack.name, left - 10)
        for row, part in enumerate([*names, value_words(stack.total, chart.unit)]):
            body.append(text(0, top + LINE_HEIGHT * (row + 1), part, theme.ink, bold=row < len(names)))
        scale = (width - left) / float(longest)
        below = _stack(body, stack, chart.unit, theme, (left, top, width, scale))
        top += max(BAR + below, LINE_HEIGHT * (len(names) + 1)) + 12
    return drawing(chart.describe(), body, theme, width, top - 8)


def mostly_labelled(chart: StackedBars, width: float) -> bool:
    """Whether at least half of every bar has its words inside; else it is a box with a list of names beneath."""
    longest = max((_length(stack) for stack in chart.stacks), default=Decimal()) or Decimal(1)
    scale = (width - _left(chart, width)) / float(longest)
    return all(_labelled_length(stack, chart.unit, scale) * 2 >= _length(stack) for stack in chart.stacks)


def _labelled_length(stack: Stack, unit: str, scale: float) -> Decimal:
    labelled = takewhile(lambda part: _fits(part, unit, scale), _largest_first(stack))
    return sum((part.value for part in labelled), Decimal())


def _length(stack: Stack) -> Decimal:
    return sum((part.value for part in stack.segments if part.value > 0), Decimal())


def _left(chart: StackedBars, width: float) -> float:
    """Where the bars begin: right of their names and totals."""
    words = [words for stack in chart.stacks for words in (stack.name, value_words(stack.total, chart.unit))]
    return min(max(map(text_width, words)) * 1.1, width * 0.25) + 10


def _largest_first(stack: Stack) -> list[Segment]:
    return sorted(stack.segments, key=lambda part: -part.value)


def _stack(body: list[str], stack: Stack, unit: str, theme: Theme, place: tuple[float, float, float, float]) -> float:
    """Draw one bar into `body` and return the height of the words beneath it."""
    left, top, width, scale = place
    parts = _largest_first(stack)
    inside = len(list(takewhile(lambda part: _fits(part, unit, scale), parts)))
    x = left
    shades = ((theme.strong, "#ffffff"), (theme.medium, "#ffffff"), (theme.soft, theme.ink), (theme.pale, theme.ink))
    for number, part in enumerate(parts[:inside]):
        fill, ink = shades[min(number, 3)]
        length = float(part.value) * scale
        body.append(box(x, top, max(length - 1, 0.5), BAR, fill, theme.medium if fill == theme.pale else ""))
        body.append(text(x + PADDING, top + 13, part.name, ink, bold=True))
        body.append(text(x + PADDING, top + 13 + LINE_HEIGHT, value_words(part.value, unit), ink))
        x += length
    rest = parts[inside:]
    length = sum(max(float(part.value), 0) for part in rest) * scale
    if length:
        body.append(box(x + 0.4, top + 0.4, max(length - 0.8, 0.5), BAR - 0.8, theme.pale, theme.medium))
    return _beneath(body, rest, unit, theme, (left, top + BAR, width, x + length / 2)) if rest else 0


def _fits(part: Segment, unit: str, scale: float) -> bool:
    """Whether a part of the bar is as long as its words."""
    needed = max(text_width(part.name) * 1.05, text_width(value_words(part.value, unit))) + 2 * PADDING
    return needed <= float(part.value) * scale


def _beneath(
    body: list[str], parts: list[Segment], unit: str, theme: Theme, place: tuple[float, float, float, float]
) -> float:
    left, top, width, tick = place
    body.append(line(tick, top, tick, top + 5, theme.grey))
    told = "; ".join(f"{part.name} {value_words(part.value, unit)}" for part in parts)
    lines = wrapped(told, width - left)
    for row, words in enumerate(lines):
        body.append(text(width, top + 5 + LINE_HEIGHT * (row + 1) - 2, words, theme.ink, anchor="end"))
    return 5 + LINE_HEIGHT * len(lines)


def draw_share(chart: ShareBar, theme: Theme, width: float, height: float) -> str:
    thick = height - LINE_HEIGHT - 2 if any(chart.ends) else height
    share = min(max(float(chart.part / chart.whole), 0), 1) if chart.whole else 0
    body = [box(0, 0, width, thick, theme.pale)]
    if share:
        body.append(box(0, 0, max(width * share, 0.8), thick, theme.medium))
    return drawing(chart.describe(), body + _ends(chart.ends, theme, width, height), theme, width, height)


def draw_sparkline(chart: Sparkline, theme: Theme, width: float, height: float) -> str:
    """Draw the run of values between their lowest and highest: the shape, not the size, which stands beside it."""
    foot, margin = height - LINE_HEIGHT - 2, 4.0
    known = [value for value in chart.values if value is not None]
    low, high = min(known, default=Decimal()), max(known, default=Decimal())
    step = (width - 2 * margin) / max(1, len(chart.values) - 1)
    rise = (foot - 2 * margin - 4) / float(high - low or 1)
    points = [
        None if value is None else (margin + step * place, foot - margin - 4 - float(value - low) * rise)
        for place, value in enumerate(chart.values)
    ]
    body = [line(0, foot, width, foot, theme.rule)]
    drawn = [point for point in points if point]
    if drawn:
        body.append(element("path", d=path_through(points), fill="none", stroke=theme.soft, stroke_width=1.6))
        body += [element("circle", cx=x, cy=y, r=1.6, fill=theme.soft) for x, y in drawn[:-1]]
        body.append(element("circle", cx=drawn[-1][0], cy=drawn[-1][1], r=3.4, fill=theme.strong))
    return drawing(chart.describe(), body + _ends(chart.ends, theme, width, height), theme, width, height)


def _ends(ends: tuple[str, str], theme: Theme, width: float, height: float) -> list[str]:
    first, last = ends
    return [text(0, height - 2, first, theme.grey), text(width, height - 2, last, theme.grey, anchor="end")]
