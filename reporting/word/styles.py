"""An empty Word file in the report's look: Arial, British English, the brand on headings, nothing of any machine.

Source: "Type" and "Colour" of the report's design rules, with Arial for their families, which a reader may not have.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from reporting.theme import Theme

FONT, LANGUAGE = "Arial", "en-GB"
INK, GREY, RULE = "211A24", "564D5B", "CFC8D2"
WORD_2013 = "15"  # and all later ones; below it Word says "Compatibility Mode"
TABLE_STYLE = "Report Table"
TABLE_SIZE = Pt(9)

# What the template of python-docx brings: its maker's traces, and a second copy of the styles for Word 2010.
_NOT_OURS = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


class Role(NamedTuple):
    """A paragraph style: sizes in points, `colour` a step of the brand's scale or a hex colour."""

    name: str
    size: float
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 7.5
    keep: bool = False  # on the page of what follows
    ground: str = ""  # a step of the brand's scale


ROLES = (
    Role("Normal", 10.5),
    Role("Cover Board", 14, "600", bold=True, before=120, after=12),
    Role("Title", 40, "800", after=6),
    Role("Subtitle", 24, "600", after=18),
    Role("TOC Heading", 22, "800", bold=True, after=15, keep=True),
    Role("toc 1", 11, after=5),
    Role("Heading 1", 22, "800", bold=True, after=15, keep=True),
    Role("Heading 2", 16, "800", bold=True, before=22, after=7.5, keep=True),
    Role("Heading 3", 12.5, "800", bold=True, before=14, after=4, keep=True),
    Role("Heading 4", 11, "800", bold=True, before=12, after=3, keep=True),
    Role("Standfirst", 13.5, GREY, after=12),
    Role("Caption", 9.5, "800", bold=True, before=12, after=5, keep=True),
    Role("Reading", 9.5, before=3),
    Role("Note", 8.5, GREY, before=3),
    Role("Quote", 15, "800", before=10, after=4),
    Role("Quote Source", 9.5, GREY, after=12),
    Role("Panel Title", 11, "800", bold=True, before=12, after=3, keep=True),
    Role("Panel", 10.5, ground="50"),
    Role("Entry Title", 10.5, bold=True, before=10, after=3, keep=True),
    Role("Fact", 9.5, after=2),
    Role("Table Head", 9, "800", bold=True, after=0),
    Role("Table Text", 9, after=0),
    Role("Table Second", 8.5, GREY, after=0),
    Role("After Table", 4, after=0),
    Role("Header", 8.5, GREY, after=0),
    Role("Footer", 8.5, GREY, after=0),
)


def empty_document(theme: Theme) -> Document:
    """A document without content whose styles bear the names in `ROLES`, and a table style `TABLE_STYLE`."""
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in rels.items() if relation.reltype in _NOT_OURS]:
            del rels[key]
    _settle_defaults(document)
    scale = {step: colour.removeprefix("#") for step, colour in theme.scale.items()}
    for role in ROLES:
        _set(document, role, scale)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline = True
    link.font.color.rgb = RGBColor.from_string(scale["600"])
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    document.styles.element.append(parse_xml(_table_style(scale["800"])))
    return document


def _settle_defaults(document: Document) -> None:
    """One font and one language for the whole file; a style's own would win over them."""
    styles: Any = document.styles.element
    for style in styles.xpath('w:style[@w:type="table" and not(@w:default)]'):
        styles.remove(style)
    for fonts in styles.xpath("w:style//w:rFonts"):
        fonts.getparent().remove(fonts)
    (fonts,) = styles.xpath("w:docDefaults//w:rFonts")
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    settings: Any = document.settings.element
    for language in [*styles.xpath("w:docDefaults//w:lang"), *settings.xpath("w:themeFontLang")]:
        language.set(qn("w:val"), LANGUAGE)
    for traces in settings.xpath("w:rsids"):
        settings.remove(traces)
    for mode in settings.xpath('w:compat/w:compatSetting[@w:name="compatibilityMode"]'):
        mode.set(qn("w:val"), WORD_2013)


def _set(document: Document, role: Role, scale: dict[str, str]) -> None:
    style: Any = (
        document.styles[role.name]
        if role.name in document.styles
        else document.styles.add_style(role.name, WD_STYLE_TYPE.PARAGRAPH, builtin=role.name.startswith("toc"))
    )
    style.font.size = Pt(role.size)
    style.font.bold = role.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(scale.get(role.colour, role.colour))
    style.paragraph_format.space_before = Pt(role.before)
    style.paragraph_format.space_after = Pt(role.after)
    style.paragraph_format.keep_with_next = role.keep
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    if role.ground:
        ground = OxmlElement("w:shd", {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): scale[role.ground]})
        properties.insert_element_before(ground, "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")


def _table_style(brand: str) -> str:
    """Hairlines between rows, a stronger rule under the head; no upright rules."""
    hairline = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    rule = f'w:val="single" w:sz="8" w:space="0" w:color="{brand}"'
    return f"""
        <w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
          <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
          <w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
          <w:tblPr>
            <w:tblBorders><w:bottom {hairline}/><w:insideH {hairline}/></w:tblBorders>
            <w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>
              <w:bottom w:w="50" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>
          </w:tblPr>
          <w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {rule}/></w:tcBorders></w:tcPr></w:tblStylePr>
        </w:style>"""
