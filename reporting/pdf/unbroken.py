"""Years, days and counts that must not be torn apart at the end of a line: "2017–18", "25 April", "55 of 71"."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe

# Drawings and tags are left alone; what stands between them is text.
_APART = re.compile(r"(<svg.*?</svg>|<[^>]*>)", re.DOTALL)
_YEARS = re.compile(r"\b\d{4}[–-]\d{2}\b")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SPACES = re.compile(rf"\b(\d{{1,2}}) (?=(?:{_MONTHS})\b)|\b(\d+) of (?=\d)")


def unbroken(html: str) -> SafeString:
    """The HTML with no-break spaces in days and counts, and years kept whole; its words stay the same."""
    pieces = _APART.split(html)
    pieces[::2] = [_keep_together(text) for text in pieces[::2]]
    return mark_safe("".join(pieces))  # noqa: S308  text between tags gained nothing but our span


def _keep_together(text: str) -> str:
    text = _SPACES.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
    # A no-break space cannot hold a dash, and a word joiner would stand in the text that people copy.
    return _YEARS.sub(r'<span class="rp-whole">\g<0></span>', text)
