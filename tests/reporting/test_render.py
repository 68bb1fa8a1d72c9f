"""Blocks as HTML: numbered captions, headings without a gap, everybody's words as words."""

import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from django.conf import settings

from partnership.exceptions import DomainError
from partnership.text import LONGEST
from reporting.blocks import (
    Block,
    Callout,
    Chart,
    Column,
    Columns,
    Heading,
    PriorityOpener,
    Prose,
    Statement,
    Table,
)
from reporting.document import DocumentSection
from reporting.pdf.unbroken import unbroken
from reporting.render import Place, document_html, draw
from reporting.theme import PETROL, Theme, contrast

from .sample_document import ALL_BLOCKS, CONTRIBUTIONS, LINES, document

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "reporting" / "blocks"
PAYLOAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def headings(html):
    return re.findall(r"<h(\d)[^>]*>([^<]*)</h", html)


def poisoned(value):
    """The same blocks with the payload in each text that somebody could have typed."""
    if isinstance(value, tuple):
        return tuple(poisoned(item) for item in value)
    if not is_dataclass(value):
        return PAYLOAD if isinstance(value, str) else value
    typed = [field.name for field in fields(value) if field.name not in CHOICES]
    return replace(value, **{name: poisoned(getattr(value, name)) for name in typed})


CHOICES = {"kind", "style", "status", "direction", "verdict", "align", "unit", "level"}


def test_tables_and_figures_are_numbered_in_the_order_of_the_section():
    table = replace(CONTRIBUTIONS, caption="Second")
    html = draw((CONTRIBUTIONS, Chart("Rate", LINES, ""), Columns((table,))), Place("25"))
    assert re.findall(r'rp-number">([^<]*)</span> ([^<]*)\n<', html) == [
        ("Table 25.1", "Contributions agreed"),
        ("Figure 25.1", "Rate"),
        ("Table 25.2", "Second"),
    ]


def test_captions_bear_no_number_outside_a_numbered_section():
    assert "rp-number" not in draw((CONTRIBUTIONS, Chart("Rate", LINES, "")))


def test_a_heading_never_skips_a_level():
    html = draw((Heading("Third", 3), Heading("Third again", 3), Heading("Second"), Prose("# Typed\n\n### Deep")))
    assert headings(html) == [("2", "Third"), ("3", "Third again"), ("2", "Second"), ("3", "Typed"), ("3", "Deep")]


def test_what_follows_a_priority_stands_under_it():
    html = draw((PriorityOpener("1", "Neglect"), Heading("What we did"), Callout("difference", "Difference", "x")))
    assert headings(html) == [("2", "Neglect"), ("3", "What we did"), ("3", "Difference")]


def test_a_statement_is_a_heading_with_its_own_below():
    html = draw((Statement("Council", "## Our year\n\ntext"), Statement("Police", "text")))
    assert headings(html) == [("2", "Council"), ("3", "Our year"), ("2", "Police")]


@pytest.mark.parametrize(("length", "short"), [(499, 1), (500, 0)])
def test_a_statement_of_few_words_stands_in_one_column(length, short):
    assert draw((Statement("Council", "x" * length),)).count("rp-statement__body--short") == short


def test_words_are_printed_as_words_wherever_they_stand():
    html = str(draw(poisoned(ALL_BLOCKS), Place("8")))
    assert "<script" not in html
    assert "<img" not in html
    assert "onerror=alert" in html  # as text: the payload is there and is harmless


def test_a_board_name_cannot_close_its_attribute():
    html = document_html(replace(document(Prose("x")), board_name=PAYLOAD))
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&gt;") == 4


PLAIN = Chart("Rate", LINES, "", half=True)
TABLED = replace(PLAIN, table=CONTRIBUTIONS)


@pytest.mark.parametrize(
    ("charts", "rows", "alone"),
    [
        ((PLAIN, PLAIN), 1, 0),
        ((PLAIN, PLAIN, PLAIN), 1, 1),
        ((TABLED, PLAIN, PLAIN), 2, 0),
        ((TABLED, TABLED), 2, 0),
        ((PLAIN, TABLED), 1, 1),
    ],
)
def test_charts_of_half_the_width_fill_their_rows(charts, rows, alone):
    html = draw(charts)
    assert (html.count('class="rp-pair"'), html.count("rp-chart--alone")) == (rows, alone)


def test_equal_documents_are_equal_html():
    assert document_html(document()) == document_html(document())


def test_a_chart_takes_the_brand_of_the_report():
    html = document_html(replace(document(Chart("Rate", LINES, "")), theme=Theme("#4b1d52")))
    assert (html.count("#4b1d52") > 0, html.count(PETROL)) == (True, 0)


@pytest.mark.parametrize("brand", [PETROL, "#4b1d52", "#ff8800", "#ffffff", "#000000"])
def test_every_brand_can_be_read(brand):
    scale = Theme(brand).scale
    ratios = {step: contrast(colour, "#ffffff") for step, colour in scale.items()}
    assert [step for step, least in (("900", 7), ("800", 7), ("600", 4.5), ("300", 3)) if ratios[step] < least] == []


def test_the_contents_page_groups_sections_by_part():
    sections = tuple(DocumentSection(key, key.title(), (Prose("x"),), "", part) for key, part in ["a1", "b1", "c2"])
    assert [(part, [each.key for each in found]) for part, found in replace(document(), sections=sections).parts] == [
        ("1", ["a", "b"]),
        ("2", ["c"]),
    ]


def nested(depth):
    block = Prose("x")
    for _ in range(depth):
        block = Columns((block,))
    return block


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (
            Table("Long", (Column("a"),), (("x",),) * 1001),
            "A table in “Data” has 1,001 rows. 1,000 is the most that can be printed.",
        ),
        (
            Prose("x" * (LONGEST + 1)),
            "A text in “Data” has 100,001 characters. 100,000 is the most that can be printed.",
        ),
        (nested(2_000), "“Data” nests its parts too deeply to be printed."),
    ],
    ids=["rows", "text", "depth"],
)
def test_what_cannot_be_printed_is_said_plainly(block, sentence):
    with pytest.raises(DomainError) as told:
        document_html(document(block, title="Data"))
    assert told.value.message == sentence


@pytest.mark.parametrize("block", [Prose("x " * (LONGEST // 2)), Statement("Council", "x" * LONGEST)])
def test_the_longest_text_that_can_be_typed_is_drawn(block):
    assert document_html(document(block)).count("x") > LONGEST // 2


def test_a_report_of_too_many_words_is_said_plainly():
    with pytest.raises(DomainError) as told:
        document_html(document(*[Prose("x" * 100_000)] * 31))
    assert told.value.message.endswith("3,000,000 is the most that can be printed.")


def test_every_kind_of_block_has_a_template():
    kinds = {re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower() for kind in Block.__subclasses__()}
    assert {path.stem for path in TEMPLATES.glob("*.html")} == kinds


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("in 2017–18,", 'in <span class="rp-whole">2017–18</span>,'),
        ("on 25 April 2017", "on 25\u00a0April 2017"),
        ("55 of 71 seats, 3 of them empty", "55\u00a0of\u00a071 seats, 3 of them empty"),
        ('<a href="#2017-18">2 of 3</a>', '<a href="#2017-18">2\u00a0of\u00a03</a>'),
        ("<svg><title>2 of 3 in 2017–18</title></svg>", "<svg><title>2 of 3 in 2017–18</title></svg>"),
    ],
)
def test_years_days_and_counts_are_not_torn_apart(text, printed):
    assert unbroken(text) == printed
