"""The finished file: accessible, the same everywhere, and never a danger to the service."""

import os
import re
import subprocess
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree

import page
import pikepdf
import pytest
from django.conf import settings

from partnership.exceptions import DomainError
from reporting.blocks import Column, Columns, Mark, Matrix, MatrixRow, PriorityOpener, Prose, Table
from reporting.pdf.child import make_safe
from reporting.pdf.letters import printable
from reporting.pdf.render import render_pdf
from reporting.render import document_html
from reporting.theme import Theme

from .sample_document import document

TOO_COMPLEX = "The report is too large or too deeply nested to be laid out. Shorten it and try again."
TOO_LONG = "The report took too long to lay out. Shorten it and try again."
NO_FONTS = "The fonts of the report are missing on the server. Run “npm ci” and “npm run build” there."
REFUSED = "The report refers to a file or an address outside it. Remove the reference and try again."


def render(made):
    return render_pdf(document_html(made), deadline=60)


def words(pdf, *options):
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def elements(pdf, kind):
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind]


@pytest.fixture(scope="module")
def report():
    """The file of a report with every kind of block, and the same file opened."""
    content = render(document())
    with pikepdf.open(BytesIO(content)) as opened:
        yield content, opened


def test_the_file_meets_pdf_ua(report):
    found = page.validate_pdf_bytes(report[0], profile=page.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in found.failures] == []


def test_the_file_says_what_it_is(report):
    root, info = report[1].Root, report[1].docinfo
    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("en-GB", True)
    assert str(info["/Title"]) == "Northvale Safeguarding Children Partnership: Annual report 2017–18"
    assert str(info["/CreationDate"]) == "D:20180928"


def test_every_drawing_is_told_in_words(report):
    assert sorted(str(figure.Alt) for figure in elements(report[1], "/Figure")) == [
        "Complete: 2. Overdue: 1. ",
        "Plans: 3 (2014), 5 (2015), not shown (2016).",
        "Rate. Northvale: 7 (2014), 8 (2015), 9 (2016).",
    ]


def test_bookmarks_follow_the_headings(report):
    with report[1].open_outline() as outline:
        section = outline.root[1]
        found = [(entry.title, [below.title for below in entry.children]) for entry in section.children]
    assert (section.title, found) == (
        "What the data tell us",
        [
            ("First", ["Inside"]),
            ("Neglect", ["What we did", "What difference we made"]),
            ("Northvale Council", ["Our commitment"]),
        ],
    )


def test_pages_are_numbered_and_headed_but_not_the_cover(report):
    pages = words(report[0], "-layout").split("\f")[:-1]
    numbers = [re.findall(r"Page \d+ of \d+", each) for each in pages]
    assert numbers == [[]] + [[f"Page {number} of {len(pages)}"] for number in range(2, len(pages) + 1)]
    heads = [" ".join(each.split("\n")[0].split()) for each in pages[1:4]]
    assert heads == ["Contents Annual report 2017–18"] + ["8 What the data tell us Annual report 2017–18"] * 2


def test_a_full_band_hides_the_running_titles_of_its_page_alone(report):
    pages = [
        each for each in words(report[0], "-layout").split("\f") if "Priority 2" in each or "Our commitment" in each
    ]
    assert [each.count("Annual report 2017–18") for each in pages] == [0, 1]


def test_the_contents_page_links_to_the_page_of_each_section(report):
    contents = words(report[0], "-layout").split("\f")[1]
    assert re.findall(r"8\s+What the data tell us \.+ (\d+)", contents) == ["3"]
    assert {str(link.Dest) for link in report[1].pages[1].Annots} == {"data"}


def test_the_cells_of_a_row_stand_on_one_line(report):
    lines = [" ".join(line.split()) for line in words(report[0], "-layout").splitlines()]
    wanted = [
        "Northvale Council £130,017",
        "All contributions £123,017",
        "Chair Present Deputy attended 2 of 2 100%",
        "Attended, of those due 1 of 2 1 of 1 2 of 3 67%",
    ]
    assert [line for line in wanted if line not in lines] == []


def test_only_our_fonts_are_in_the_file(report):
    names = {str(item.FontName)[8:] for item in report[1].objects if "/FontName" in item}
    assert {name.split("-3")[0].split("-4")[0] for name in names} == {"Source-Sans", "Source-Serif"}


def test_equal_reports_are_equal_files(report, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setitem(os.environ, "PYTHONHASHSEED", "7")
    assert render(document()) == report[0]


def test_a_long_table_repeats_its_head_and_keeps_its_rows_whole():
    rows = tuple((f"Row {number}", "two\nlines") for number in range(100))
    pdf = render(document(Table("Long", (Column("Name"), Column("Words")), rows)))
    pages = words(pdf, "-layout").split("\f")[2:-1]
    assert [len(re.findall(r"Name\s+Words", each)) for each in pages] == [1] * len(pages)
    assert [re.findall(r"Row \d+", each) for each in pages if len(re.findall("Row", each)) < 2] == []


def test_a_side_column_starts_with_its_text_and_both_run_over_pages():
    pdf = render(document(Columns((Prose("\n\n".join(["long text " * 60] * 12)),), ())))
    assert len(words(pdf).split("\f")) > 4


def test_a_wide_matrix_turns_its_own_page_alone():
    wide = Matrix("Wide", "Seat", ("Date",) * 9, (MatrixRow("Chair", (Mark("present"),) * 9),))
    with pikepdf.open(BytesIO(render(document(Prose("before"), wide, Prose("after"))))) as pdf:
        sizes = [tuple(round(float(side)) for side in each.MediaBox[2:]) for each in pdf.pages]
    assert sizes == [(595, 842)] * 3 + [(842, 595), (595, 842)]


def test_another_brand_colours_the_file():
    petrol, plum = (render(replace(document(Prose("x")), theme=Theme(brand))) for brand in ("#12414c", "#4b1d52"))
    assert petrol != plum
    assert words(petrol) == words(plum)


def test_progress_is_told_by_the_caller_of_the_rendering():
    told = []
    render_pdf(document_html(document(*[Prose("word " * 2000)] * 60)), deadline=60, on_progress=told.append)
    assert (told == sorted(told), len(told) > 0) == (True, True)


def test_hostile_words_are_printed_and_reach_nothing():
    payload = "<img src=file:///etc/passwd> <script>alert(1)</script> ＜img src=x＞"
    text = " ".join(words(render(document(Prose(payload), title=payload))).split())
    assert text.count("<img src=file:///etc/passwd> <script>alert(1)</script> <img src=x>") >= 2


@pytest.mark.parametrize(
    "body", ['<img src="file:///etc/passwd" alt="x">', "<style>@import url(http://[::1]/);</style>"]
)
def test_a_page_that_fetches_is_refused_with_a_plain_sentence(body):
    with pytest.raises(DomainError) as told:
        render_pdf(f"<html lang=en><title>t</title><h1>x</h1>{body}", deadline=30)
    assert told.value.message == REFUSED


def test_links_lead_to_the_web_and_to_mail_alone():
    schemes = ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "\\\\server\\share", "vbscript:x", "x"]
    links = "".join(f'<p><a href="{link}">x</a></p>' for link in [*schemes, "https://example.org/", "mailto:a@b.uk"])
    content = render_pdf(f"<html lang=en><title>t</title><h1>x</h1>{links}", deadline=30)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert [str(link.A.URI) for link in pdf.pages[0].Annots] == ["https://example.org/", "mailto:a@b.uk"]


def test_names_from_everywhere_near_are_printed_as_they_are_written():
    names = "Paweł Łoś, Ştefan Ţîrlea, Ștefan Țîrlea, Ŵyn Ŷsgol, Zoë Ćirić, Aoife Ní Dhómhnaill"
    assert names in " ".join(words(render(document(Prose(names)))).split())


def test_a_server_without_fonts_says_what_to_run(tmp_path, monkeypatch):
    copytree(Path(settings.BASE_DIR) / "reporting", tmp_path / "reporting")
    monkeypatch.setattr("reporting.pdf.render._ROOT", tmp_path)
    with pytest.raises(DomainError) as told:
        render_pdf("<p>x", deadline=30)
    assert told.value.message == NO_FONTS


def test_the_number_of_a_priority_is_a_picture_and_not_read_twice():
    content = render(document(PriorityOpener("B12", "Neglect")))
    text = words(content)
    assert (text.count("B12"), text.count("Priority B12")) == (1, 1)
    found = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in found.failures] == []


BOMBS = {
    "divisions": ("<div>" * 500, TOO_COMPLEX),
    "lists": ("<ul><li>" * 300, TOO_COMPLEX),
    "wide cell": ("<table><tr><td colspan=1000000>x</table>", TOO_COMPLEX),
    "tall cell": ("<table><tr><td rowspan=100000000>x</table>", TOO_COMPLEX),
    "wide column": ("<table><col span=1000000><tr><td>x</table>", TOO_COMPLEX),
    "huge letters": ("<style>p{font-size:99999999px}</style><p>x", TOO_COMPLEX),
    "self-made picture": (
        "<svg>"
        + "".join(f'<g id="a{n}">{f"<use href=#a{n - 1} />" * 10}</g>' for n in range(1, 12))
        + "<use href=#a11 />",
        TOO_LONG,
    ),
    "many rows": ("<table>" + "<tr><td>x<td>y" * 40_000, TOO_LONG),
    "many words": ("<p>" + "<b>x</b> " * 60_000, TOO_LONG),
    "too much": ("x" * 12_000_001, TOO_COMPLEX),
}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_in_time_with_a_plain_sentence(bomb):
    body, sentence = BOMBS[bomb]
    started = time.monotonic()
    with pytest.raises(DomainError) as told:
        render_pdf(f"<html lang=en><title>t</title><h1>x</h1>{body}", deadline=5)
    assert (told.value.message, time.monotonic() - started < 10) == (sentence, True)


def test_a_link_is_left_with_its_words():
    root = ElementTree.fromstring('<p><a href="https://a.uk">see <b>this <i>page</i></b> now</a></p>')
    assert make_safe(root) is True
    assert ElementTree.tostring(root).decode() == '<p><a href="https://a.uk">see this page now</a></p>'


@pytest.mark.parametrize(
    ("letters", "printed"),
    [
        ("plain", "plain"),
        ("≥ 5", "&gt;= 5"),
        ("\uf0b7", "•"),
        ("a\u200bb", "ab"),
        ("ﬁ", "fi"),
        ("中", "?"),
        ("＜b＞", "&lt;b&gt;"),
    ],
)
def test_letters_that_no_font_has_get_a_stand_in(letters, printed):
    assert printable(letters, frozenset(map(chr, range(32, 127))) | {"•"}) == printed
