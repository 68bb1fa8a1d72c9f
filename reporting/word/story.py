"""Where the writing stands in the Word file: the section's numbers and headings, and which way the page is turned."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reporting.render import Place

from .prose import writable, write_prose

SECTION_TITLE = "Heading1"  # the style's id
DEEPEST_HEADING = 4
# Of an A4 page, in mm: margins at top, right, bottom and left, and the width that they leave.
UPRIGHT_MARGINS, UPRIGHT_ROOM = (25, 22, 22, 22), 166
TURNED_MARGINS, TURNED_ROOM = (22, 22, 18, 22), 253


class Story:
    """The document that grows, and the place in the report: numbers of tables and levels of headings as in print."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.place = Place()
        self.turned = False

    @property
    def room(self) -> int:
        """Millimetres between the margins."""
        return TURNED_ROOM if self.turned else UPRIGHT_ROOM

    def paragraph(self, text: str, style: str = "Normal") -> Paragraph:
        return self.document.add_paragraph(writable(text), style=style)

    def heading(self, text: str, level: int) -> Paragraph:
        """A heading of a level that `place` allowed."""
        return self.paragraph(text, f"Heading {min(level, DEEPEST_HEADING)}")

    def open_part(self, title: str) -> None:
        """The title of a priority or a statement, on a page of its own unless the section has only just begun."""
        heading = self.heading(title, self.place.open_part())
        before: Any = heading._p.getprevious()
        heading.paragraph_format.page_break_before = before.style != SECTION_TITLE

    def labelled(self, label: str, text: str) -> None:
        """One fact on a line: what it is in bold, then the fact."""
        paragraph = self.document.add_paragraph(style="Fact")
        paragraph.add_run(writable(f"{label}: ")).bold = True
        paragraph.add_run(writable(text))

    def caption(self, word: str, text: str) -> None:
        self.paragraph(f"{self.place.number(word)} {text}".strip(), "Caption")

    def prose(self, markdown: str, style: str = "Normal") -> None:
        """Markdown, its headings one level below where it stands."""
        level = min(self.place.level + 1, DEEPEST_HEADING)
        write_prose(self.document, markdown, style=style, heading=f"Heading {level}")

    def beneath(self, *, note: str, reading: str) -> None:
        """What stands under a table or figure, where there is any."""
        for text, style in ((note, "Note"), (reading, "Reading")):
            if text:
                self.paragraph(text, style)

    def turn(self, turned: bool) -> None:
        """Go on with pages that lie on their side, or stand again; nothing where they do so already."""
        if turned != self.turned:
            self.turned = turned
            set_page(self.document.add_section(WD_SECTION.NEW_PAGE), turned=turned)


def set_page(section: Any, *, turned: bool) -> None:
    """A4 with the margins of the design rules."""
    long, short = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if turned else (short, long)
    margins = TURNED_MARGINS if turned else UPRIGHT_MARGINS
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins)
    section.header_distance = section.footer_distance = Mm(11)
