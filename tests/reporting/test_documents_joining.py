"""PDFs that people uploaded are counted and joined by a process of their own, and bring nothing but what is printed."""

import io
import subprocess
import time
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from partnership.exceptions import DomainError
from reporting.pdf import joining
from reporting.pdf.joining import joined, pages_of

from .documents import a_pdf, bookmarks, words_of


def base(*titles: str) -> bytes:
    """A file of our own: a page and a bookmark for each title."""
    with pikepdf.open(io.BytesIO(a_pdf(titles[0]))) as pdf:
        for title in titles[1:]:
            with pikepdf.open(io.BytesIO(a_pdf(title))) as more:
                pdf.pages.extend(more.pages)
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, at) for at, title in enumerate(titles))
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def hostile() -> bytes:
    """A paper with scripts, an attachment, a form, and links to a file, a script and the web."""
    with pikepdf.open(io.BytesIO(a_pdf("What is printed"))) as pdf:
        script = Dictionary(S=Name.JavaScript, JS=String("CANARY()"))
        pdf.Root.OpenAction = script
        pdf.attachments["CANARY.exe"] = b"MZ CANARY"
        pdf.docinfo["/Author"] = "CANARY"
        targets = [
            Dictionary(S=Name.Launch, F=String("CANARY.exe")),
            script,
            Dictionary(S=Name.URI, URI=String("javascript:CANARY()")),
            Dictionary(S=Name.URI, URI=String("https://example.org/open")),
        ]
        page = pdf.pages[0].obj
        page.AA = Dictionary(O=script)
        page.Annots = Array(
            [
                pdf.make_indirect(
                    Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=target, AA=target)
                )
                for target in targets
            ]
        )
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def page_words(content: bytes) -> list[str]:
    read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return [page.strip() for page in read.stdout.decode().split("\f")[:-1]]


def locked() -> bytes:
    with pikepdf.open(io.BytesIO(a_pdf("Secret"))) as pdf:
        made = io.BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner="o", user="u"))
    return made.getvalue()


def bomb() -> bytes:
    """A file whose one object stream unfolds to more than a process may hold."""
    packer = zlib.compressobj()
    piece = packer.compress(bytes(2**24)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = piece + piece[2:] * 99  # after a full flush the same bytes unfold to the same noughts again
    head = b"%PDF-1.7\n"
    stream = b"1 0 obj<</Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(body)
    return head + stream + body + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(head)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"<html>", locked(), a_pdf("Cut")[:200]], ids=range(6)
)
def test_what_is_no_whole_pdf_has_no_pages(content: bytes) -> None:
    assert pages_of(content) is None


def test_bomb_ends_soon_and_nothing_else_does() -> None:
    content, start = bomb(), time.monotonic()
    assert pages_of(content) is None
    assert time.monotonic() - start < joining.LOOK_SECONDS + 5


def test_pages_are_counted() -> None:
    assert pages_of(base("One", "Two", "Three")) == 3


def test_papers_stand_after_their_title_pages_with_bookmarks() -> None:
    content = joined(
        base("Agenda", "Item 1", "Item 2"),
        [[("First", a_pdf("First paper")), ("Second", base("Second paper", "its end"))], [("Third", a_pdf("Third"))]],
    )
    assert page_words(content) == ["Agenda", "Item 1", "First paper", "Second paper", "its end", "Item 2", "Third"]
    assert bookmarks(content) == [("Agenda", []), ("Item 1", ["First", "Second"]), ("Item 2", ["Third"])]
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        firsts = [child.destination[0] for item in outline.root for child in item.children]
        assert [pdf.pages.index(pikepdf.Page(page)) for page in firsts] == [2, 3, 6]


def test_equal_papers_give_equal_bytes() -> None:
    ours, papers = base("Agenda"), [[("Paper", a_pdf("Paper"))]]
    assert joined(ours, papers) == joined(ours, papers)


def test_nothing_comes_over_but_what_is_printed() -> None:
    given = hostile()
    content = joined(base("Agenda"), [[("Paper", given)]])
    words = words_of(content)
    assert ("CANARY" in words_of(given), "CANARY" in words) == (True, False)
    assert ("What is printed" in words, "https://example.org/open" in words) == (True, True)


def test_paper_that_fails_while_it_is_joined_is_told_in_plain_words() -> None:
    with pytest.raises(DomainError, match="The papers could not be joined into one file"):
        joined(base("Agenda"), [[("Paper", locked())]])
