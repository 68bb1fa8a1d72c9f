"""Lines over time. Weight, dash and marker tell the series apart, and each carries its value and name at its end."""

from html import escape
from typing import NamedTuple

from partnership.charts.frame import Frame, axis_width, foot_height, foot_labels, grid
from partnership.charts.model import LineChart, Series
from partnership.charts.scale import spread, ticks
from partnership.charts.svg import LINE_HEIGHT, Point, drawing, element, path_through, text, text_width, wrapped
from partnership.charts.theme import Theme
from partnership.formats import value_words

LABEL_SHARE = 0.36  # of the chart's width, at most
LABEL_GAP = 12.0  # from one label's first line to the next one's, at least


class Style(NamedTuple):
    colour: str
    weight: float
    dash: str
    marker: str


class EndLabel(NamedTuple):
    """What stands at the end of a line: the value, then the name on as many lines as it needs."""

    y: float
    value: str
    name: list[str]
    style: Style


def draw_lines(chart: LineChart, theme: Theme, width: float, height: float) -> str:
    scale = ticks(value for series in chart.series for value in series.values)
    left = max(axis_width(scale, chart.unit), text_width(chart.labels[0]) / 2)
    most = width * LABEL_SHARE
    longest = max((text_width(_label_words(chart, series)) for series in chart.series), default=0)
    right = width - max(min(most, longest) + 12, text_width(chart.labels[-1]) / 2)
    count = len(chart.labels)
    places = [left + (right - left) * (place / (count - 1) if count > 1 else 0.5) for place in range(count)]
    room = (right - left) / max(1, count - 1) - 4
    frame = Frame(left, right, height - foot_height(chart.labels, room), scale)
    body = grid(frame, chart.unit, theme) + foot_labels(frame, chart.labels, places, theme, room)
    styles, ends = _styles(theme), []
    # Drawn from last to first, so that the partnership's own line lies on top.
    for number, series in reversed(list(enumerate(chart.series))):
        style = styles[number % len(styles)]
        points = [
            None if value is None else (x, frame.y(value)) for x, value in zip(places, series.values, strict=True)
        ]
        known = [point for point in points if point]
        if known:
            body += _path(points, style)
            value, _, name = _label_words(chart, series).partition("\t")
            ends.append(EndLabel(known[-1][1], value, _name_lines(value, name, min(most, longest)), style))
    body += _end_labels(ends, right + 8, height)
    return drawing(chart.describe(), body, theme, width, height)


def _styles(theme: Theme) -> tuple[Style, ...]:
    return (
        Style(theme.strong, 2.4, "", "disc"),
        Style(theme.second, 1.4, "6 3", "square"),
        Style(theme.third, 1.4, "1.5 2.5", "triangle"),
        Style(theme.medium, 1.4, "8 2 2 2", "diamond"),
        Style(theme.ink, 1.0, "3 2", "cross"),
    )


def _label_words(chart: LineChart, series: Series) -> str:
    """Return value, tab, name; with its period where the line ends before the chart does."""
    known = [place for place, value in enumerate(series.values) if value is not None]
    if not known:
        return f"\t{series.name}"
    early = "" if known[-1] == len(series.values) - 1 else f", {chart.labels[known[-1]]}"
    return f"{value_words(series.values[known[-1]], chart.unit)}\t{series.name}{early}"


def _name_lines(value: str, name: str, width: float) -> list[str]:
    """Break the name so that its first line has room for the value."""
    first, *rest = wrapped(f"{'0' * len(value)} {name}", width)
    return [first[len(value) + 1 :], *rest]


def _end_labels(ends: list[EndLabel], x: float, height: float) -> list[str]:
    heights = [LABEL_GAP + LINE_HEIGHT * (len(end.name) - 1) for end in ends]
    tops = spread([end.y - LABEL_GAP / 2 for end in ends], heights, 0, height)
    parts = []
    for end, top in zip(ends, tops, strict=True):
        y = top + LABEL_GAP - 3
        value = element("tspan", end.value, font_weight="700")
        first = f"{value} {escape(end.name[0])}"
        parts.append(element("text", first, x=x, y=y, fill=end.style.colour))
        parts += [text(x, y + LINE_HEIGHT * row, words, end.style.colour) for row, words in enumerate(end.name[1:], 1)]
    return parts


def _path(points: list[Point | None], style: Style) -> list[str]:
    path = element(
        "path",
        d=path_through(points),
        fill="none",
        stroke=style.colour,
        stroke_width=style.weight,
        stroke_dasharray=style.dash,
    )
    return [path, *(_marker(*point, style) for point in points if point)]


def _marker(x: float, y: float, style: Style) -> str:
    if style.marker == "disc":
        return element("circle", cx=x, cy=y, r=3, fill=style.colour)
    outline = {
        "square": "M-2.6 -2.6H2.6V2.6H-2.6Z",
        "triangle": "M0 -3.4L3.4 2.6H-3.4Z",
        "diamond": "M0 -3.6L3.6 0L0 3.6L-3.6 0Z",
        "cross": "M-2.6 -2.6L2.6 2.6M2.6 -2.6L-2.6 2.6",
    }[style.marker]
    place = f"translate({x:.2f} {y:.2f})"
    return element("path", d=outline, transform=place, fill="#ffffff", stroke=style.colour, stroke_width=1.2)
