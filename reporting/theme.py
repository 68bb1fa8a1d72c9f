"""The report's colours: a scale of tints made from a partnership's one brand colour."""

from __future__ import annotations

from dataclasses import dataclass

PETROL = "#12414c"
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
# Share of white (or, below nought, of black) mixed into the brand: the scale of the design rules.
TINTS = {"900": -0.29, "800": 0.0, "600": 0.2, "300": 0.42, "100": 0.88, "50": 0.95}
# Dark enough that white stands on it, and that its 300 tint still reaches 3:1 on white for graphics.
LEAST_CONTRAST = 10.0

Rgb = tuple[int, int, int]


def _rgb(colour: str) -> Rgb:
    digits = colour.removeprefix("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _hex(colour: Rgb) -> str:
    return "#" + bytes(colour).hex()


def _mixed(colour: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True)
class Theme:
    """A brand colour such as "#12414c"; one that is too light to print white on is darkened first."""

    brand: str = PETROL

    @property
    def scale(self) -> dict[str, str]:
        """Hex colours by step: 900 cover and bands, 800 headings, 600 numbers, 300 graphics, 100 and 50 grounds."""
        base = _rgb(self.brand)
        while contrast(_hex(base), "#ffffff") < LEAST_CONTRAST:
            base = _mixed(base, BLACK, 0.05)
        return {step: _hex(_mixed(base, WHITE if share >= 0 else BLACK, abs(share))) for step, share in TINTS.items()}
