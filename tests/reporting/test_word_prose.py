"""Markdown in the Word file: paragraphs, lists that count for themselves, emphasis, links to two schemes only."""

from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.text import to_plain
from reporting.theme import Theme
from reporting.word.prose import write_prose
from reporting.word.styles import empty_document

SIGNS = (
    "*",
    "**",
    "_",
    "- ",
    "1. ",
    "> ",
    "\n",
    "\n\n",
    "  ",
    "a",
    "b c",
    "[x](",
    "https://e.org)",
    "&amp;",
    "# ",
    "<p>",
    "`",
)


def told(markdown: str, **options: Any) -> Any:
    """A document that holds this markdown alone."""
    made = empty_document(Theme())
    write_prose(made, markdown, **options)
    return made


def paragraphs(markdown: str) -> list[tuple[str, str]]:
    return [(item.style.name, item.text) for item in told(markdown).paragraphs]


def numbered(made: Any) -> list[tuple[str, int | None]]:
    """Each paragraph of a numbered list and where its numbering starts."""
    starts = {
        num.numId: [start.val for start in num.iter(qn("w:startOverride"))]
        for num in made.part.numbering_part.element.num_lst
    }
    return [
        (item.text, starts[item._p.pPr.numPr.numId.val][0]) for item in made.paragraphs if item._p.pPr.numPr is not None
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("", []),
        ("One\n\nTwo", [("Normal", "One"), ("Normal", "Two")]),
        ("One\ntwo", [("Normal", "One\ntwo")]),
        ("# Title\n\nText", [("Heading 4", "Title"), ("Normal", "Text")]),
        ("> Said\n>\n> twice", [("Quote", "Said"), ("Quote", "twice")]),
        ("- one\n- two", [("List Bullet", "one"), ("List Bullet", "two")]),
        ("- one\n\n  more\n\n- two", [("List Bullet", "one"), ("List Continue", "more"), ("List Bullet", "two")]),
        ("- one\n  - two\n    - three\n      - four", [
            ("List Bullet", "one"), ("List Bullet 2", "two"), ("List Bullet 3", "three"), ("List Bullet 3", "four"),
        ]),
        ("- one\n  - two\n- three", [("List Bullet", "one"), ("List Bullet 2", "two"), ("List Bullet", "three")]),
        ("- **one** more\n- [two](https://example.org/)", [("List Bullet", "one more"), ("List Bullet", "two")]),
        ("0. nought\n1. one", [("List Number", "nought"), ("List Number", "one")]),
        ("a &lt; b &amp; c", [("Normal", "a < b & c")]),
        ("<script>x</script>", [("Normal", "<script>x</script>")]),
        ("25\u00a0April", [("Normal", "25\u00a0April")]),
    ],
)  # fmt: skip
def test_markdown_becomes_paragraphs_with_styles(markdown: str, expected: list[tuple[str, str]]) -> None:
    assert paragraphs(markdown) == expected


def test_emphasis_is_bold_and_italic() -> None:
    (paragraph,) = told("plain **strong *both*** *soft*").paragraphs
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("plain ", None, None),
        ("strong ", True, None),
        ("both", True, True),
        (" ", None, None),
        ("soft", None, True),
    ]


def test_each_numbered_list_counts_for_itself() -> None:
    made = told("1. one\n2. two\n\ntext\n\n3. three\n4. four\n\ntext\n\n1. again\n   1. within")
    assert numbered(made) == [("one", 1), ("two", 1), ("three", 3), ("four", 3), ("again", 1), ("within", 1)]
    numbers = [item._p.pPr.numPr.numId.val for item in made.paragraphs if item._p.pPr.numPr is not None]
    assert (numbers[0] == numbers[1], len(set(numbers))) == (True, 4)


def test_links_lead_to_web_and_mail_only() -> None:
    made = told(
        "[web](https://example.org/a?b=1&c=2) [mail](mailto:a@example.org) [old](http://example.org)"
        " [script](javascript:alert(1)) [file](file:///etc/passwd) [data](data:text/html,x) ![image](https://example.org/x.png)"
    )
    (paragraph,) = made.paragraphs
    assert paragraph.text == "web mail old script file data image"
    assert [(link.text, link.address) for link in paragraph.hyperlinks] == [
        ("web", "https://example.org/a?b=1&c=2"),
        ("mail", "mailto:a@example.org"),
    ]
    outside = [relation.target_ref for relation in made.part.rels.values() if relation.is_external]
    assert outside == ["https://example.org/a?b=1&c=2", "mailto:a@example.org"]


def test_emphasis_within_a_link_is_kept() -> None:
    (paragraph,) = told("[**web** page](https://example.org/)").paragraphs
    assert [(run.text, run.bold) for link in paragraph.hyperlinks for run in link.runs] == [
        ("web", True),
        (" page", None),
    ]


def test_prose_in_a_panel_or_a_cell_has_their_style_and_size() -> None:
    (title, text, item) = told("# Title\n\nText\n\n- item", style="Panel", heading="Table Head", size=Pt(9)).paragraphs
    assert [title.style.name, text.style.name, item.style.name] == ["Table Head", "Panel", "List Bullet"]
    assert [part.runs[0].font.size for part in (title, text, item)] == [Pt(9)] * 3


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_no_word_is_lost_however_crooked_the_markdown(markdown: str) -> None:
    written = " ".join(paragraph.text for paragraph in told(markdown).paragraphs)
    assert "".join(written.split()) == "".join(to_plain(markdown).split())


def test_deep_lists_do_not_overflow() -> None:
    deep = "\n".join(f"{'  ' * level}- level {level}" for level in range(200))
    assert len(told(deep).paragraphs) > 1


def test_empty_document_holds_nothing_but_a_page() -> None:
    assert [part.tag for part in told("").element.body] == [qn("w:sectPr")]
