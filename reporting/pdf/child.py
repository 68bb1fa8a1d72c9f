"""The process that lays a report out: HTML on standard input, PDF on standard output, page numbers apart.

It limits itself before it reads anything, loads no settings and no database, and ends by exit code, so that whatever
a text does to the layout engine stays in here.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import sys
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration

from reporting.pdf.assets import AssetFetcher, RefusedFetchError, font_faces, known_letters
from reporting.pdf.letters import printable
from reporting.pdf.limits import DEEPEST, NO_FONTS, REFUSED, TOO_COMPLEX, WIDEST, limit_self

_SAFE_LINK = re.compile(r"#|https://|mailto:", re.IGNORECASE)
_PAGE = re.compile(r"Creating layout - Page (\d+)")


class PageReporter(logging.Handler):
    """Writes the number of each page to `descriptor` as it is laid out."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self.descriptor = descriptor

    def emit(self, record: logging.LogRecord) -> None:
        if page := _PAGE.search(record.getMessage()):
            os.write(self.descriptor, f"{page[1]}\n".encode())


def make_safe(root: Element) -> bool:
    """Drop links to anywhere but the web and mail; False if the page is too deep or too wide to be laid out."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        spans = (element.get("colspan", "1"), element.get("rowspan", "1"), element.get("span", "1"))
        if depth > DEEPEST or any(not span.isdecimal() or int(span) > WIDEST for span in spans):
            return False
        if not _SAFE_LINK.match(element.get("href", "#").strip()):
            del element.attrib["href"]
        if element.tag == "a" and len(element):
            _flatten(element)
        waiting += [(child, depth + 1) for child in element]
    return True


def _flatten(link: Element) -> None:
    """Leave a link's words alone: parts within it would each become a link of their own, outside the link's tag."""
    words = "".join(link.itertext())
    for part in list(link):
        link.remove(part)
    link.text = words


def main(seconds: int, progress: int) -> int:
    limit_self(seconds)
    # Collecting finds nothing in a process that ends, and takes a quarter of its time.
    gc.disable()
    PROGRESS_LOGGER.setLevel(logging.INFO)
    PROGRESS_LOGGER.addHandler(PageReporter(progress))
    fetcher = AssetFetcher()
    fonts = FontConfiguration()
    try:
        if not font_faces():
            return NO_FONTS
        text = printable(sys.stdin.buffer.read().decode(), known_letters())
        html = HTML(string=text, base_url=None, url_fetcher=fetcher)
        faces = CSS(string=font_faces(), url_fetcher=fetcher, font_config=fonts)
        if not make_safe(html.etree_element):
            return TOO_COMPLEX
        pdf = html.write_pdf(font_config=fonts, stylesheets=[faces], pdf_variant="pdf/ua-1")
    except RefusedFetchError:
        return REFUSED
    except (RecursionError, MemoryError, ZeroDivisionError, OverflowError):
        return TOO_COMPLEX
    if fetcher.refused:
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
