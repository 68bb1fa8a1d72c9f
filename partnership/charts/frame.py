"""The frame that line charts and columns share: value axis, gridlines, and labels along the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnership.charts.scale import tick_words
from partnership.charts.svg import LINE_HEIGHT, line, text, text_width, wrapped
from partnership.charts.theme import Theme

HEAD = 14.0  # room above the highest gridline, for a value that stands on it


@dataclass(frozen=True)
class Frame:
    """The plot between left and right, top and foot, in points; `scale` holds the values of its gridlines."""

    left: float
    right: float
    foot: float
    scale: list[Decimal]

    def y(self, value: Decimal) -> float:
        share = float((value - self.scale[0]) / (self.scale[-1] - self.scale[0]))
        return self.foot - share * (self.foot - HEAD)


def axis_width(scale: Sequence[Decimal], unit: str) -> float:
    return max(text_width(tick_words(value, unit)) for value in scale) + 6


def grid(frame: Frame, unit: str, theme: Theme) -> list[str]:
    parts = []
    for value in frame.scale:
        y, nought = frame.y(value), value == 0
        parts.append(line(frame.left, y, frame.right, y, theme.grey if nought else theme.rule, 1.0 if nought else 0.7))
        parts.append(text(frame.left - 6, y + 3, tick_words(value, unit), theme.grey, anchor="end"))
    return parts


def foot_labels(frame: Frame, labels: Sequence[str], places: Sequence[float], theme: Theme, room: float) -> list[str]:
    """Return labels under their places, wrapped to `room`; where words are still too wide, every second or third."""
    widest = max(text_width(part) for label in labels for part in wrapped(label, room))
    every = max(1, -int(-(widest + 4) // (room + 4)))
    last = len(labels) - 1
    return [
        text(place, frame.foot + 13 + LINE_HEIGHT * row, part, theme.grey, anchor="middle")
        for number, (label, place) in enumerate(zip(labels, places, strict=True))
        if (last - number) % every == 0
        for row, part in enumerate(wrapped(label, max(room, widest)))
    ]


def foot_height(labels: Sequence[str], room: float) -> float:
    return 7 + LINE_HEIGHT * max(len(wrapped(label, room)) for label in labels)
