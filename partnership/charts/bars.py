"""Bars: upright columns for a few short labels, rows for long ones and for several periods side by side."""

from decimal import Decimal

from partnership.charts.frame import Frame, axis_width, foot_height, foot_labels, grid
from partnership.charts.model import BarChart
from partnership.charts.scale import ticks
from partnership.charts.svg import LINE_HEIGHT, box, drawing, line, text, text_width, wrapped
from partnership.charts.theme import Theme
from partnership.formats import MISSING, value_words

MOST_COLUMNS = 8
LABEL_LINES = 2  # under a column, at most
BAR, GAP = 11.0, 4.0


def draw_bars(chart: BarChart, theme: Theme, width: float, height: float) -> str:
    scale = ticks(value for series in chart.series for value in series.values)
    left = axis_width(scale, chart.unit)
    room = (width - left) / max(1, len(chart.labels)) - 4
    upright = len(chart.series) == 1 and len(chart.labels) <= MOST_COLUMNS and _fit(chart, room)
    return _columns(chart, theme, width, height, scale) if upright else _rows(chart, theme, width)


def _fit(chart: BarChart, room: float) -> bool:
    lines = [wrapped(label, room) for label in chart.labels]
    return all(len(parts) <= LABEL_LINES and max(map(text_width, parts)) <= room for parts in lines)


def _columns(chart: BarChart, theme: Theme, width: float, height: float, scale: list[Decimal]) -> str:
    left = axis_width(scale, chart.unit)
    slot = (width - left) / len(chart.labels)
    frame = Frame(left, width, height - foot_height(chart.labels, slot - 4), scale)
    middles = [left + slot * (place + 0.5) for place in range(len(chart.labels))]
    body = grid(frame, chart.unit, theme) + foot_labels(frame, chart.labels, middles, theme, slot - 4)
    thick = min(slot * 0.5, 40)
    for place, (middle, value) in enumerate(zip(middles, chart.series[0].values, strict=True)):
        if value is None:
            body.append(text(middle, frame.y(Decimal()) - 4, MISSING, theme.grey, anchor="middle"))
            continue
        y, nought = frame.y(value), frame.y(Decimal())
        fill = theme.strong if place == chart.emphasised else theme.soft
        body.append(box(middle - thick / 2, min(y, nought), thick, abs(y - nought), fill))
        above = y + LINE_HEIGHT if value < 0 else y - 4
        words = value_words(value, chart.unit)
        body.append(text(middle, above, words, theme.ink, anchor="middle", bold=True, size=10))
    return drawing(chart.describe(), body, theme, width, height)


def _rows(chart: BarChart, theme: Theme, width: float) -> str:
    """Draw a bar a line; the picture is as high as its lines need."""
    grouped = len(chart.series) > 1
    names = [series.name for series in chart.series] if grouped else list(chart.labels)
    left = min(max(map(text_width, names), default=0), width * 0.4) + 8
    words = [value_words(value, chart.unit) for series in chart.series for value in series.values]
    right = width - max(map(text_width, words), default=0) * 1.1 - 6
    nought = _place(chart, Decimal(), left, right)
    body: list[str] = []
    top = GAP / 2
    for place, label in enumerate(chart.labels):
        if grouped:
            heading = wrapped(label, width)
            body += [_line(0, top, row, part, theme, bold=True) for row, part in enumerate(heading)]
            top += LINE_HEIGHT * len(heading) + 2
        begins = top
        for number, series in enumerate(chart.series):
            name = wrapped(series.name if grouped else label, left - 8)
            body += [_line(0, top, row, part, theme) for row, part in enumerate(name)]
            strong = chart.emphasised == (number if grouped else place)
            middle = top + LINE_HEIGHT * len(name) / 2
            body += _bar(chart, series.values[place], theme, (left, right), middle, strong)
            top += max(BAR, LINE_HEIGHT * len(name)) + GAP
        body.append(line(nought, begins - GAP / 2, nought, top - GAP / 2, theme.grey, 1.0))
        top += GAP if grouped else 0
    return drawing(chart.describe(), body, theme, width, top)


def _line(x: float, top: float, row: int, words: str, theme: Theme, bold: bool = False) -> str:
    return text(x, top + LINE_HEIGHT * (row + 1) - 2.5, words, theme.ink, bold=bold)


def _bar(
    chart: BarChart, value: Decimal | None, theme: Theme, ends: tuple[float, float], middle: float, strong: bool
) -> list[str]:
    nought = _place(chart, Decimal(), *ends)
    if value is None:
        return [text(nought + 4, middle + 3, MISSING, theme.grey)]
    end = _place(chart, value, *ends)
    fill = theme.strong if strong else theme.soft
    bar = box(min(nought, end), middle - BAR / 2, abs(end - nought), BAR, fill)
    # A negative bar's value stands on the free side of the axis, where no name can lie.
    return [bar, text(max(nought, end) + 4, middle + 3, value_words(value, chart.unit), theme.ink, bold=True)]


def _place(chart: BarChart, value: Decimal, left: float, right: float) -> float:
    scale = ticks(known for series in chart.series for known in series.values)
    return left + float((value - scale[0]) / (scale[-1] - scale[0])) * (right - left)
