"""Everything a printed report may load: our fonts and symbols, by name, from memory, under a scheme of our own.

WeasyPrint's own fetcher opens files and addresses that text can smuggle in. This one knows a closed list of names;
any other request stops the rendering. Source of the rule: WeasyPrint's security chapter; CVE-2025-68616.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reporting.pdf.letters import letters_of
from reporting.pdf.limits import SCHEME
from reporting.pdf.numerals import numeral_svg
from reporting.theme import PETROL, Theme

_STATIC = Path(__file__).resolve().parents[2] / "static"
_FONTS = _STATIC / "dist" / "fonts"
_FONT_NAME = re.compile(r"(source-[a-z]+-\d)-latin(-ext)?-(400-normal|600-normal|400-italic)\.woff2")
_FAMILIES = {"source-sans-3": "Source Sans 3", "source-serif-4": "Source Serif 4"}
_SYMBOLS = _STATIC / "img" / "report"
# A symbol in a brand's colours: "rp:present.12414c.svg".
_SYMBOL = re.compile(rf"{SCHEME}([a-z-]+)\.([0-9a-f]{{6}})\.svg")
# The number of a priority, drawn from a font: "rp:numeral-12.12414c.svg".
_NUMERAL = re.compile(rf"{SCHEME}numeral-([0-9A-Za-z]{{1,3}})\.([0-9a-f]{{6}})\.svg")
_NUMERAL_FONT = "source-serif-4-latin-600-normal.woff2"


class RefusedFetchError(FatalURLFetchingError):
    """Something asked for what is not ours. A BaseException, so that WeasyPrint cannot swallow it."""


class AssetFetcher(URLFetcher):
    """Serves the named assets and refuses all else; `refused` keeps what was asked for."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        found = _asset(url)
        if found is None:
            self.refused.append(url)
            raise RefusedFetchError(url)
        content, kind = found
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def font_faces() -> str:
    """The stylesheet that declares our fonts; without any font the engine crashes, so every rendering gets it.

    Letters beyond Latin 1 are families of their own, named second in a list of fonts.
    """
    rules = []
    for name in sorted(_fonts()):
        family, extended, cut = _FONT_NAME.fullmatch(name).groups()  # type: ignore[union-attr]  # _fonts() holds no other name
        weight, style = cut.split("-")
        rules.append(
            f'@font-face{{font-family:"{_FAMILIES[family]}{" Ext" if extended else ""}";'
            f'font-weight:{weight};font-style:{style};src:url("{SCHEME}{name}")}}'
        )
    return "".join(rules)


def known_letters() -> frozenset[str]:
    """The letters that can be printed in both families."""
    return letters_of((_FONT_NAME.fullmatch(name)[1], file) for name, file in _fonts().items())  # type: ignore[index]  # as above


@cache
def _fonts() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in _FONTS.glob("*.woff2") if _FONT_NAME.fullmatch(path.name)}


@cache
def _symbols() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in _SYMBOLS.glob("*.svg")}


def _asset(url: str) -> tuple[bytes, str] | None:
    if (font := _fonts().get(url.removeprefix(SCHEME))) and url.startswith(SCHEME):
        return font, "font/woff2"
    if drawn := _drawn(url):
        svg, brand = drawn
        return _recoloured(svg, f"#{brand}").encode(), "image/svg+xml"
    return None


def _drawn(url: str) -> tuple[str, str] | None:
    """The picture that `url` names, in the default brand, and the brand that it asks for."""
    symbol, numeral = _SYMBOL.fullmatch(url), _NUMERAL.fullmatch(url)
    if symbol and symbol[1] in _symbols():
        return _symbols()[symbol[1]], symbol[2]
    if numeral:
        return numeral_svg(numeral[1], TTFont(BytesIO(_fonts()[_NUMERAL_FONT]))), numeral[2]
    return None


def _recoloured(svg: str, brand: str) -> str:
    """The symbols are drawn in the default brand; each of its tints becomes the other brand's."""
    ours, theirs = Theme(PETROL).scale, Theme(brand).scale
    tints = {ours[step]: theirs[step] for step in ours}
    return re.sub("|".join(tints), lambda tint: tints[tint[0]], svg)
