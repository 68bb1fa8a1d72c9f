"""Markdown that people write, made safe to show and to print.

Source: the workbook's `markdown` type (paragraphs, lists, emphasis, links; no raw HTML). The result goes to browsers
and to a layout engine that overflows on deep nesting, so nesting and length are bounded.
"""

import html
import re
from collections.abc import Iterable, Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Characters: three full cells of a spreadsheet, for some printed texts are several fields in one. The parser takes
# seconds for hostile text of this length.
LONGEST = 100_000
DEEPEST = 6  # lists, quotations or emphases within each other

_TAGS = {"p", "br", "ul", "ol", "li", "em", "strong", "a", "blockquote"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"https", "mailto"}
_LINK = re.compile(r"(?:https://|mailto:)\S", re.IGNORECASE)
# No text needs a mark two hundred times in a row, and the parser takes minutes for tens of thousands.
_ENDLESS = re.compile(r"(!\[|[][!*_`<>~#(])\1{199,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br>")

_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 100, "breaks": True}).disable(
    ["code", "fence", "html_block", "html_inline"]
)
# Every address is parsed, so that a refused one disappears from the page instead of standing there as it was typed.
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]


def to_html(markdown: str, *, heading: int = 3) -> str:
    """Return safe HTML: paragraphs, lists, emphasis, links to https and mailto; of all else the words.

    Headings all become level `heading`, that under the place where the text stands, so that no level is skipped. Text
    beyond `LONGEST` characters raises ValueError with a sentence for its author.
    """
    if len(markdown) > LONGEST:
        raise ValueError(f"This text has {len(markdown):,} characters. {LONGEST:,} is the most that can be shown")
    tokens = list(
        _bounded(_PARSER.parse(_tamed(markdown)), 2 * DEEPEST)  # a list and its item are two levels
    )
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = f"h{heading}"
        if token.children:
            token.children = list(_bounded(_without_bad_links(token.children), DEEPEST))
    return nh3.clean(
        _PARSER.renderer.render(tokens, _PARSER.options, {}),
        tags=_TAGS | {f"h{heading}"},
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    ).strip()


def to_plain(markdown: str) -> str:
    """Return the words alone, one line a paragraph or list item, for search and for spreadsheets."""
    lines = _BLOCK_END.sub("\n", to_html(markdown))
    words = html.unescape(nh3.clean(lines, tags=set()))
    return "\n".join(" ".join(line.split()) for line in words.splitlines() if line.strip())


def _tamed(markdown: str) -> str:
    return _ENDLESS.sub(lambda run: run[1] * 200, _CONTROL.sub("", markdown))


def _bounded(tokens: Iterable[Token], deepest: int) -> Iterator[Token]:
    """Leave out the tags, never the words, of what is nested too deep."""
    for token in tokens:
        if token.nesting == 0 or token.level < deepest or token.tag == "p":
            yield token


def _without_bad_links(tokens: Iterable[Token]) -> Iterator[Token]:
    """Leave out links to anywhere but https and mailto; an image becomes its description."""
    good = True
    for token in tokens:
        if token.type == "link_open":
            good = bool(_LINK.match(str(token.attrs["href"])))
        if token.type == "image":
            yield Token("text", "", 0, content=token.content)
        elif good or not token.type.startswith("link_"):
            yield token


def shortened(text: str, length: int = 120) -> str:
    """The first line of a text, cut between words where it is longer than `length` characters."""
    line = text.split("\n", 1)[0]
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]}…"
