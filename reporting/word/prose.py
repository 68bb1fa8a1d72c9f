"""Words in Word: cleaned markdown as paragraphs, lists, emphasis and links."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, Protocol

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.numbering import CT_Num
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from partnership.text import to_html

INLINE = ("a", "em", "strong")
DEEPEST_LIST = 3  # levels that Word has a style for
# XML has no way to write these, be they escaped or not.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Holder(Protocol):
    """What paragraphs are added to: the document, or a cell."""

    @property
    def part(self) -> Any: ...

    def add_paragraph(self, text: str = ..., style: Any = ...) -> Paragraph: ...


def writable(text: str) -> str:
    """`text` without the signs that an XML file cannot hold."""
    return _UNWRITABLE.sub("", text)


def write_prose(
    holder: Holder, markdown: str, *, style: str = "Normal", heading: str = "Heading 4", size: Length | None = None
) -> None:
    """Add cleaned markdown: paragraphs in `style`, its headings in `heading`, all of `size` where one is given."""
    writer = _Writer(holder, style, heading, size)
    writer.feed(to_html(markdown))
    writer.close()


class _Writer(HTMLParser):
    """Follows the tags that `to_html` lets through. A paragraph opens with its first word, so none stays empty."""

    def __init__(self, holder: Holder, style: str, heading: str, size: Length | None) -> None:
        super().__init__()
        self.holder, self.style, self.heading, self.size = holder, style, heading, size
        self.paragraph: Paragraph | None = None
        self.within: list[str] = []  # open tags
        self.numbers: list[int | None] = []  # of each open list: its numbering, or none for bullets
        self.item_opens = False
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "br":
            if self.paragraph is not None:
                self.paragraph.add_run().add_break()
            return
        self.within.append(tag)
        if tag == "a":
            self.address = writable(given.get("href") or "")
        if tag in INLINE:
            return
        self.paragraph = None
        self.item_opens = tag == "li" or (self.item_opens and tag == "p")
        if tag in ("ul", "ol"):
            self.numbers.append(self._numbering(int(given.get("start") or 1)) if tag == "ol" else None)

    def handle_endtag(self, tag: str) -> None:
        self.within.pop()  # cleaned HTML closes each tag in its turn
        if tag == "a":
            self.address = ""
        if tag not in INLINE:
            self.paragraph = None
        if tag in ("ul", "ol"):
            self.numbers.pop()

    def handle_data(self, data: str) -> None:
        words = writable(data).strip("\n")  # which part tags, as a line that was broken is a tag of its own
        if not words:
            return
        if self.paragraph is None:
            self.paragraph = self._open()
        run = self._link(self.paragraph) if self.address else self.paragraph.add_run()
        run.text = words
        run.bold = True if "strong" in self.within else None
        run.italic = True if "em" in self.within else None
        run.font.size = self.size

    def _open(self) -> Paragraph:
        if any(tag in ("h1", "h2", "h3", "h4") for tag in self.within):
            return self.holder.add_paragraph(style=self.heading)
        if not self.numbers:
            return self.holder.add_paragraph(style="Quote" if "blockquote" in self.within else self.style)
        number, level = self.numbers[-1], min(len(self.numbers), DEEPEST_LIST)
        kind = "List Continue" if not self.item_opens else "List Bullet" if number is None else "List Number"
        paragraph = self.holder.add_paragraph(style=list_style(kind, level))
        if number is not None and self.item_opens:
            properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = number
        self.item_opens = False
        return paragraph

    def _numbering(self, start: int) -> int:
        """A numbering of its own: Word would count on from the list before."""
        level = min(len(self.numbers) + 1, DEEPEST_LIST)
        part = self.holder.part
        numbering = part.numbering_part.element
        of_style = part.styles[list_style("List Number", level)].element.pPr.numPr.numId.val
        number = len(numbering) + 1  # free, and found without a walk through all that there are
        made = CT_Num.new(number, numbering.num_having_numId(of_style).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        numbering.append(made)
        return number

    def _link(self, paragraph: Paragraph) -> Run:
        link: Any = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(self.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(OxmlElement("w:r"))
        paragraph._p.append(link)
        run = Run(link[0], paragraph)
        run.style = "Hyperlink"
        return run


def list_style(kind: str, level: int) -> str:
    """ "List Bullet" of level 1, "List Bullet 2" beneath it."""
    return kind if level == 1 else f"{kind} {level}"
