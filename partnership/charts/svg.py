"""SVG as text: elements, escaping, and numbers rounded so that the same chart is the same bytes everywhere."""

from collections.abc import Sequence
from html import escape

from partnership.charts.theme import Theme

TEXT_SIZE = 8.5
LINE_HEIGHT = 11.0

Point = tuple[float, float]

_NARROW, _WIDE = frozenset("fijlrtI.,:;'’|!()-–/ "), frozenset("mwMW%@—")


def element(tag: str, content: str = "", **attributes: str | float) -> str:
    """Return one element; `stroke_width` becomes `stroke-width`, and what is blank is left out."""
    written = "".join(
        f' {name.replace("_", "-")}="{escape(_written(value))}"' for name, value in attributes.items() if value != ""
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def text(x: float, y: float, words: str, fill: str, *, anchor: str = "", bold: bool = False, size: float = 0) -> str:
    weight, chosen = "600" if bold else "", size or ""
    return element("text", escape(words), x=x, y=y, fill=fill, text_anchor=anchor, font_weight=weight, font_size=chosen)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 0.7) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width)


def box(x: float, y: float, width: float, height: float, fill: str, outline: str = "") -> str:
    edge = 0.8 if outline else ""
    return element("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=outline, stroke_width=edge)


def path_through(points: Sequence[Point | None]) -> str:
    """Return the path that joins neighbours which are both known: a gap stays a gap."""
    return "".join(
        f"{'L' if place and points[place - 1] else 'M'}{point[0]:.2f} {point[1]:.2f}"
        for place, point in enumerate(points)
        if point
    )


def drawing(description: str, body: list[str], theme: Theme, width: float, height: float) -> str:
    """Return the whole picture, sizes in points, its description first."""
    return element(
        "svg",
        element("title", escape(description)) + "".join(body),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        width=f"{_written(width)}pt",
        height=f"{_written(height)}pt",
        font_family=theme.font,
        font_size=TEXT_SIZE,
    )


def text_width(words: str, size: float = TEXT_SIZE) -> float:
    """Return about how wide words are: on the wide side, since the font is known only where the page is drawn."""
    ems = sum(0.3 if letter in _NARROW else 0.88 if letter in _WIDE else 0.56 for letter in words)
    return ems * size


def wrapped(words: str, width: float) -> list[str]:
    """Return the lines in which words fit a width; a no-break space holds. A wider word stands alone on its line."""
    lines: list[str] = []
    for word in filter(None, words.split(" ")):
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")  # adding nought turns -0 into 0
