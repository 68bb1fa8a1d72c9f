"""The Word file of a report: every block, its structure, and nothing of the machine that made it."""

import re
import time
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from docx.oxml.ns import qn

from partnership.exceptions import DomainError
from partnership.text import LONGEST
from reporting import blocks as all_blocks
from reporting.blocks import (
    Block,
    Callout,
    Figures,
    Heading,
    Headline,
    Mark,
    Matrix,
    MatrixRow,
    PriorityOpener,
    Prose,
    Quote,
    Standfirst,
    Statement,
    Tree,
    TreeBox,
)
from reporting.document import DocumentSection
from reporting.theme import Theme
from reporting.word import document_docx
from reporting.word.blocks import write
from tests.reporting.sample_document import ALL_BLOCKS, ATTENDANCE, TREE, document
from tests.reporting.written import lines, opened

KINDS = [kind for kind in vars(all_blocks).values() if isinstance(kind, type) and issubclass(kind, Block)]
# Fields of blocks that hold a choice, or stand in a drawing beside the block's own words.
CHOICES = {"kind", "style", "status", "direction", "verdict", "align", "unit", "level", "drawing", "spark"}
# Of ECMA-376, part 1, 17.3.1.26 and 17.4.59, as far as they can occur here.
ORDERS = {
    "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs",
            "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "sectPr"],
    "tblPr": ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"],
}  # fmt: skip
WIDE = Matrix("Wide", "Seat", tuple("ABCDEFGHI"), (MatrixRow("Chair", (Mark("present"),) * 9),))


def written(*blocks: Block) -> list[tuple[str, str]]:
    """What these blocks become: style and text of each paragraph, style and cells of each row, but for spacers."""
    found = list(lines(opened(document_docx(document(*blocks)))))
    title = [style for style, _ in found].index("Heading 1")
    return [line for line in found[title + 1 :] if line[0] != "After Table"]


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def marked(value: object) -> object:
    """The same blocks with a mark at each text, so that one which is left out is missed."""
    if isinstance(value, tuple):
        return tuple(marked(item) for item in value)
    if not is_dataclass(value):
        return value
    marks = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name not in CHOICES and isinstance(inner, str):
            marks[field.name] = f"{type(value).__name__}-{field.name}"
        elif field.name not in CHOICES:
            marks[field.name] = marked(inner)
    return replace(value, **marks)


def marks_in(value: object) -> set[str]:
    if isinstance(value, tuple):
        return set().union(*map(marks_in, value))
    if not is_dataclass(value):
        return {value} if isinstance(value, str) and re.fullmatch(r"\w+-\w+", value) else set()
    return set().union(*(marks_in(getattr(value, field.name)) for field in fields(value)))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not Block], ids=lambda kind: kind.__name__)
def test_every_block_can_be_written(kind: type[Block]) -> None:
    assert write.dispatch(kind) is not write.dispatch(Block)


def test_block_of_an_unknown_type_is_refused_not_left_out() -> None:
    with pytest.raises(TypeError, match="Block cannot be written to Word"):
        document_docx(document(Block()))


def test_every_text_of_every_block_is_written() -> None:
    blocks = marked(ALL_BLOCKS)
    told = " ".join(text for _, text in written(*blocks))
    assert len(marks_in(blocks)) > 50
    assert {mark for mark in marks_in(blocks) if mark not in told} == set()


def test_headings_are_words_own_and_skip_no_level() -> None:
    found = written(Heading("Third", 3), Prose("# Typed\n\n### Deep"), PriorityOpener("1", "Neglect"), Heading("Done"))
    assert [line for line in found if line[0].startswith("Heading")] == [
        ("Heading 2", "Third"),
        ("Heading 3", "Typed"),
        ("Heading 3", "Deep"),
        ("Heading 2", "Priority 1: Neglect"),
        ("Heading 3", "Done"),
    ]


def test_cover_and_contents_stand_before_the_sections() -> None:
    assert list(lines(opened(document_docx(document(Standfirst("In short."))))))[:11] == [
        ("Cover Board", "Northvale Safeguarding Children Partnership"),
        ("Title", "Annual report"),
        ("Subtitle", "2017–18"),
        ("Standfirst", "How well agencies worked together"),
        ("Fact", "Published"),
        ("Fact", "28 September 2018. First edition"),
        ("Normal", ""),
        ("TOC Heading", "Contents"),
        ("toc 1", "8  What the data tell us"),
        ("Note", "To add page numbers in Word, put the cursor in this list and press F9."),
        ("Heading 1", "8  What the data tell us"),
    ]


def test_contents_are_a_field_whose_links_lead_to_the_headings() -> None:
    two = replace(
        document(),
        sections=tuple(
            DocumentSection(key, key.title(), (Prose("Text."),), number) for number, key in (("1", "a"), ("2", "b"))
        ),
    )
    body = opened(document_docx(two)).element.body
    assert [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]
    assert [text.text for text in body.iter(qn("w:instrText"))] == [r'TOC \o "1-1" \h \z \u']
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert anchors == ["_Toc00000001", "_Toc00000002"]
    assert [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))] == anchors


def test_report_without_sections_has_a_cover_alone() -> None:
    styles = [style for style, _ in lines(opened(document_docx(replace(document(), sections=()))))]
    assert styles == ["Cover Board", "Title", "Subtitle", "Standfirst", "Fact", "Fact", "Normal"]


def test_words_apart_from_the_text_have_styles_of_their_own() -> None:
    found = written(
        Quote("Help came.", "Chair"), Callout("gap", "Not yet known", "Soon."), Callout("difference", "Shown", "Yes.")
    )
    assert found == [
        ("Quote", "Help came."),
        ("Quote Source", "Chair"),
        ("Panel Title", "Not yet known"),
        ("Panel", "Soon."),
        ("Heading 2", "Shown"),
        ("Panel", "Yes."),
    ]


def test_statements_start_a_page_but_not_beneath_a_title_that_does() -> None:
    file = opened(document_docx(document(Statement("First", "Text."), Statement("Second", "Text."))))
    assert [
        (item.text, item.paragraph_format.page_break_before)
        for item in file.paragraphs
        if item.style.name == "Heading 2"
    ] == [("First", False), ("Second", True)]


def test_tree_is_a_list_in_reading_order_that_steps_in() -> None:
    file = opened(document_docx(document(TREE)))
    steps = [
        (round(item.paragraph_format.left_indent.mm / 6), item.text)
        for item in file.paragraphs
        if item.style.name == "List Bullet"
    ]
    assert steps == [
        (1, "Northvale Council"),
        (1, "Westmoor Police"),
        (2, "The Board, Independent Chair"),
        (3, "Executive"),
        (4, "Quality Assurance"),
        (5, "Neglect group, limited in time"),
        (4, "Training"),
    ]


def test_tree_without_partners_begins_at_the_margin() -> None:
    file = opened(document_docx(document(Tree("Bodies", (TreeBox("The Board"),), ()))))
    assert [
        round(item.paragraph_format.left_indent.mm / 6) for item in file.paragraphs if item.style.name == "List Bullet"
    ] == [1]


def test_only_a_wide_matrix_turns_the_page_and_two_share_one() -> None:
    file = opened(document_docx(document(ATTENDANCE, WIDE, WIDE, Heading("After"), WIDE)))
    sizes = [(round(part.page_width.mm), round(part.page_height.mm)) for part in file.sections]
    # The cover, what stands before the matrices, these, what follows, the last.
    assert sizes == [(210, 297), (210, 297), (297, 210), (210, 297), (297, 210)]


def test_header_and_footer_stand_on_every_page_but_the_cover() -> None:
    cover, *pages = opened(document_docx(document(WIDE, Heading("After")))).sections
    assert (cover.header.paragraphs[0].text, cover.footer.paragraphs[0].text) == ("", "")
    for page in pages:
        assert page.header.paragraphs[0].text == "Annual report 2017–18"
        fields_of = [field.get(qn("w:instr")) for field in page.footer._element.iter(qn("w:fldSimple"))]
        assert fields_of == ["PAGE", "NUMPAGES"]


def test_properties_tell_of_the_report_alone() -> None:
    told = opened(document_docx(document())).core_properties
    day = datetime(2018, 9, 28, tzinfo=UTC)
    assert (
        told.title,
        told.author,
        told.last_modified_by,
        told.language,
        told.comments,
        told.created,
        told.modified,
    ) == (
        "Northvale Safeguarding Children Partnership: Annual report 2017–18",
        "Northvale Safeguarding Children Partnership",
        "Northvale Safeguarding Children Partnership",
        "en-GB",
        "",
        day,
        day,
    )


def test_long_name_is_cut_where_a_property_ends() -> None:
    told = opened(document_docx(replace(document(), board_name="N" * 300))).core_properties
    assert (len(told.title), len(told.author)) == (255, 255)


def test_equal_reports_give_equal_bytes_whenever_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    before = document_docx(document())
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert document_docx(document()) == before
    with ZipFile(BytesIO(before)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_file_holds_no_part_but_the_reports_and_each_opens() -> None:
    found = parts(document_docx(document()))
    assert sorted(found) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml",
        "word/fontTable.xml", "word/footer1.xml", "word/header1.xml", "word/numbering.xml", "word/settings.xml",
        "word/styles.xml", "word/theme/theme1.xml", "word/webSettings.xml",
    ]  # fmt: skip
    for content in found.values():
        fromstring(content)


def test_properties_of_paragraphs_and_tables_stand_in_the_order_that_word_asks_for() -> None:
    found = parts(document_docx(document(*ALL_BLOCKS, WIDE)))
    for name in ("document", "styles"):
        for element in fromstring(found[f"word/{name}.xml"]).iter():
            order = ORDERS.get(element.tag.rpartition("}")[2], [])
            given = [order.index(child.tag.rpartition("}")[2]) for child in element if order]
            assert given == sorted(set(given)), element.tag


def test_one_font_and_one_language_hold_for_the_whole_file() -> None:
    found = parts(document_docx(document()))
    styles, body = (fromstring(found[f"word/{name}.xml"]) for name in ("styles", "document"))
    assert [set(fonts.attrib.values()) for fonts in styles.iter(qn("w:rFonts"))] == [{"Arial"}]
    assert [language.get(qn("w:val")) for language in styles.iter(qn("w:lang"))] == ["en-GB"]
    assert [part.tag for part in body.iter() if part.tag in (qn("w:rFonts"), qn("w:lang"))] == []


def test_headings_have_the_colour_of_the_partnership() -> None:
    file = opened(document_docx(replace(document(), theme=Theme("#4b1d52"))))
    assert str(file.styles["Heading 1"].font.color.rgb) == "4B1D52"


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    found = written(Heading("A\x00B\x0bC\ud800D\ufffe"), Prose("E\x00F"), Figures((Headline("G\x07H", "1"),)))
    assert [text for _, text in found] == ["ABCD", "EF", "Figure | Value", "GH | 1"]


def test_text_beyond_its_bounds_is_refused() -> None:
    with pytest.raises(DomainError) as refused:
        document_docx(document(Prose("a" * (LONGEST + 1))))
    assert (
        refused.value.message
        == "A text in “What the data tell us” has 100,001 characters. 100,000 is the most that can be printed."
    )
