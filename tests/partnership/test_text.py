import re
import time

import pytest

from partnership.text import DEEPEST, LONGEST, to_html, to_plain


def deepest(markup, tags):
    depth = most = 0
    for close in re.findall(rf"<(/?)(?:{tags})\b", markup):
        depth += -1 if close else 1
        most = max(most, depth)
    return most


def test_to_html_keeps_what_the_workbook_allows():
    text = (
        "One *two* **three**\nfour\n\n- a\n- b\n\n3. c\n\n> d\n\n[e](https://example.org/a?b=1) <mailto:f@example.org>"
    )
    assert to_html(text).replace("\n", "") == (
        "<p>One <em>two</em> <strong>three</strong><br>four</p><ul><li>a</li><li>b</li></ul>"
        '<ol start="3"><li>c</li></ol><blockquote><p>d</p></blockquote>'
        '<p><a href="https://example.org/a?b=1">e</a> <a href="mailto:f@example.org">mailto:f@example.org</a></p>'
    )


def test_to_html_sets_all_headings_to_one_level():
    assert to_html("# A\n\n#### B\n\nC\n===", heading=2) == "<h2>A</h2>\n<h2>B</h2>\n<h2>C</h2>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[a](javascript:alert(1))", "<p>a</p>"),
        ("[a](JaVaScRiPt:alert(1))", "<p>a</p>"),
        ("[a](&#106;avascript:alert(1))", "<p>a</p>"),
        ("[a](\x01javascript:alert(1))", "<p>a</p>"),
        ("[a](file:///etc/passwd)", "<p>a</p>"),
        ("[a](data:text/html,x)", "<p>a</p>"),
        ("[a](http://example.org)", "<p>a</p>"),
        ("[a](//example.org)", "<p>a</p>"),
        ("[a](/actions)", "<p>a</p>"),
        ("[a](https:)", "<p>a</p>"),
        ("[a][b]\n\n[b]: javascript:alert(1)", "<p>a</p>"),
        ("![a](https://example.org/x.png)", "<p>a</p>"),
        ("![a](file:///etc/passwd)", "<p>a</p>"),
        ("[![a](https://example.org/x.png)](file:///x)", "<p>a</p>"),
        ("`a`", "<p>a</p>"),
        ("<script>a</script>", "<p>&lt;script&gt;a&lt;/script&gt;</p>"),
        ("<img src=x onerror=a>", "<p>&lt;img src=x onerror=a&gt;</p>"),
        ("<link rel=attachment href=file:///a>", "<p>&lt;link rel=attachment href=file:///a&gt;</p>"),
        ('[a](https://b.org" onclick="c)', '<p>[a](https://b.org" onclick="c)</p>'),
        ("a\x00\x1bb", "<p>ab</p>"),
        ("", ""),
    ],
)
def test_to_html_of_hostile_text(text, shown):
    assert to_html(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "> " * 40 + "word",
        "- " * 40 + "word",
        "\n".join(f"{'  ' * level}- item" for level in range(30)) + " word",
        "\n".join(f"{'   ' * level}1. item" for level in range(30)) + " word",
    ],
)
def test_to_html_bounds_nesting_and_keeps_the_words(text):
    shown = to_html(text)
    assert deepest(shown, "ul|ol|li|blockquote") == 2 * DEEPEST
    assert to_plain(text).split()[-1] == "word"


def test_to_html_bounds_emphasis():
    assert deepest(to_html("*" * 4000 + "a" + "*" * 4000), "em|strong") == DEEPEST


@pytest.mark.parametrize("piece", ["[", "![", "*a **b ", "> ", "- ", "<a ", "`", "[a](", "\n> - "])
def test_to_html_of_endless_repetition_is_quick(piece):
    text = piece * (LONGEST // len(piece))
    began = time.process_time()
    to_html(text)
    assert time.process_time() - began < 20


def test_to_html_of_text_beyond_the_bound():
    with pytest.raises(ValueError, match=r"^This text has 100,001 characters\. 100,000 is the most that can be shown$"):
        to_html("a" * (LONGEST + 1))


def test_to_plain_has_a_line_for_each_paragraph_and_item():
    assert to_plain("# A\n\nb *c* & <d>\ne\n\n- f\n- [g](https://h.org)\n  - i") == "A\nb c & <d>\ne\nf\ng\ni"
