"""What is written in a piece of a page, read back as text: for a file of what a list shows."""

import re
from html import unescape
from typing import Any

_TAG = re.compile(r"<[^>]*>")  # of what the portal itself has drawn


def lines_of(html: str) -> tuple[str, str]:
    """The two lines of a drawn cell as text."""
    first, _, second = html.partition('<span class="portal-second">')
    return _read(first), _read(second)


def plain_text(drawn: Any) -> str:
    """What is written in a piece of a page, or a text as it is."""
    return _read(str(drawn)) if hasattr(drawn, "__html__") else str(drawn)


def _read(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip() if "<" in html or "&" in html else html.strip()
