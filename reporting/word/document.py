"""The whole Word file: cover, contents, sections, and properties that tell of the report alone."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from reporting.document import ReportDocument
from reporting.pdf.bounds import check_bounds
from reporting.render import Place

from .blocks import write_all
from .prose import writable
from .story import Story, set_page
from .styles import LANGUAGE, empty_document

LONGEST_PROPERTY = 255  # characters, which python-docx holds to
CONTENTS_FIELD = r'TOC \o "1-1" \h \z \u'
CONTENTS_NOTE = "To add page numbers in Word, put the cursor in this list and press F9."


def document_docx(report: ReportDocument) -> bytes:
    """The report as a .docx; equal reports give equal bytes. DomainError if a table or text is beyond its bounds."""
    check_bounds(report)
    document = empty_document(report.theme)
    set_properties(document, report)
    story = Story(document)
    _write_cover(story, report)
    _open_pages(document, report)
    _write_contents(story, report)
    for number, section in enumerate(report.sections):
        story.turn(False)
        story.place = Place(section.number)
        _mark(story.heading(section.running, 1), number)
        write_all(section.blocks, story)
    return packed(document)


def set_properties(document: Document, report: ReportDocument) -> None:
    properties = document.core_properties
    properties.title = writable(f"{report.board_name}: {report.name}")[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = writable(report.board_name)[:LONGEST_PROPERTY]
    properties.comments = ""
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime.combine(report.dated, time())


def _write_cover(story: Story, report: ReportDocument) -> None:
    set_page(story.document.sections[0], turned=False)
    story.paragraph(report.board_name, "Cover Board")
    story.paragraph(report.title, "Title")
    story.paragraph(report.year_label, "Subtitle")
    if report.strapline:
        story.paragraph(report.strapline, "Standfirst")
    for fact in report.facts:
        told = (fact.chip.text if fact.chip else "", fact.title, fact.text)
        story.paragraph(". ".join(words for words in told if words), "Fact")


def _open_pages(document: Document, report: ReportDocument) -> None:
    """Header and footer begin after the cover and go on to the end."""
    head_and_foot(document.add_section(WD_SECTION.NEW_PAGE), report)


def head_and_foot(section: Any, report: ReportDocument) -> None:
    """The report's name above each page, whose it is and the page's number beneath."""
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.header.paragraphs[0].text = writable(report.name)
    foot = section.footer.paragraphs[0]
    foot.add_run(writable(f"{report.board_name} · Page "))
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """A number that Word counts when it lays out the page."""
    field: Any = OxmlElement("w:fldSimple", {qn("w:instr"): instruction})
    run: Any = OxmlElement("w:r")
    run.text = "1"
    field.append(run)
    paragraph._p.append(field)


def _write_contents(story: Story, report: ReportDocument) -> None:
    """A contents field of Word that already holds the sections, each a link to its heading."""
    if not report.sections:
        return
    story.paragraph("Contents", "TOC Heading")
    lines = [story.paragraph("", "toc 1") for _ in report.sections]
    _add_mark_of_field(lines[0], "begin")
    lines[0].add_run()._r.append(_instruction(CONTENTS_FIELD))
    _add_mark_of_field(lines[0], "separate")
    for number, (line, section) in enumerate(zip(lines, report.sections, strict=True)):
        link: Any = OxmlElement("w:hyperlink", {qn("w:anchor"): _anchor(number)})
        run: Any = OxmlElement("w:r")
        run.text = writable(section.running)
        link.append(run)
        line._p.append(link)
    _add_mark_of_field(lines[-1], "end")
    story.paragraph(CONTENTS_NOTE, "Note")


def _add_mark_of_field(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(OxmlElement("w:fldChar", {qn("w:fldCharType"): kind}))


def _instruction(text: str) -> Any:
    instruction: Any = OxmlElement("w:instrText")
    instruction.text = text
    return instruction


def _anchor(number: int) -> str:
    return f"_Toc{number + 1:08}"  # the form of Word's own, which it tidies away when it makes new ones


def _mark(heading: Paragraph, number: int) -> None:
    """Put the bookmark of the contents around a section's heading."""
    named = {qn("w:id"): str(number), qn("w:name"): _anchor(number)}
    heading._p.insert_element_before(OxmlElement("w:bookmarkStart", named), "w:r")
    heading._p.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): str(number)}))


def packed(document: Document) -> bytes:
    """The file without the time of its making: an entry that is made by name is dated 1980."""
    written, packed = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as parts, ZipFile(packed, "w") as fixed:
        for name in parts.namelist():
            fixed.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return packed.getvalue()
