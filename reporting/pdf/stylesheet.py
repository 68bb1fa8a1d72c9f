"""The print stylesheet of a report, in its brand's colours; it travels inside the report's HTML."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from reporting.theme import Theme

from .limits import SCHEME

_PRINT_CSS = Path(__file__).resolve().parents[2] / "templates" / "reporting" / "print" / "print.css"
FULL_WIDTH = 166  # mm between the margins of an upright page


@cache
def print_css(theme: Theme, numerals: tuple[str, ...] = ()) -> str:
    """`print.css` with the theme's colours for its `var(--brand-…)`, and a rule for each width, share and numeral.

    `numerals` are the big numbers of the priorities that the report opens.

    Plain values, because WeasyPrint resolves variables again for every element of a long report.
    """
    brand = theme.scale["800"].removeprefix("#")
    css = re.sub(r"var\(--brand-(\d+)\)", lambda step: theme.scale[step[1]], _PRINT_CSS.read_text(encoding="utf-8"))
    css = re.sub(rf"{SCHEME}([a-z-]+)\.svg", rf"{SCHEME}\1.{brand}.svg", css)
    widths = "".join(f".rp-w-{mm}{{width:{mm}mm}}" for mm in range(1, FULL_WIDTH + 1))
    # Two layers stand on a share cell: the part, as long as its per cent, upon the whole.
    shares = "".join(f".rp-share-{part}{{background-size:{part}% 6pt,100% 6pt}}" for part in range(101))
    bands = "".join(
        f'.rp-numeral-{letters}{{background-image:url("{SCHEME}numeral-{letters}.{brand}.svg")}}'
        for letters in numerals
    )
    return re.sub(r"\s*\n\s*", "\n", css) + widths + shares + bands
