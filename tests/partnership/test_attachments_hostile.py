"""Hostile and broken files are refused with a sentence that says what to do; honest ones are kept."""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from docx import Document
from openpyxl import Workbook
from PIL import Image
from PIL.ExifTags import GPS, Base

from partnership import uploads_guard as guard
from partnership.exceptions import DomainError

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="https://example.org/x" '
    'TargetMode="External"/></Relationships>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_TYPES = TYPES.format('<Override PartName="/w.xml" ContentType="application/vnd.ms-word.macroEnabled.main"/>')
GOOD = {"[Content_Types].xml": TYPES.format(""), "word/document.xml": "<w/>"}


def zipped(parts: dict[str, str | bytes], change: Callable[[zipfile.ZipInfo], None] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if change and name not in GOOD:
                change(entry)
            package.writestr(entry, content)
    return made.getvalue()


def encrypted() -> bytes:
    content = bytearray(zipped(GOOD))
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in (*GOOD, "word/Document.xml"):
            package.writestr(name, "<w/>")
    return made.getvalue()


def a_link(entry: zipfile.ZipInfo) -> None:
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16


def a_picture(kind: str = "PNG", size: tuple[int, int] = (8, 6), **more: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, **more)
    return made.getvalue()


def a_huge_picture() -> bytes:
    """A PNG of a few bytes that says that it has 100 million points."""
    head = b"IHDR" + (10_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    chunk = (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    return a_picture()[:8] + chunk + a_picture()[33:]


HOSTILE: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "empty": ("minutes.pdf", b"", guard.EMPTY),
    "page in a PDF's name": ("minutes.pdf", b"<html><script>alert(1)</script>", guard.NOT_ITS_KIND),
    "PDF that begins as a page": ("minutes.pdf", b"<!-- \n%PDF-1.7", guard.NOT_ITS_KIND),
    "PDF of five letters": ("minutes.pdf", b"%PDF-1.7\n", guard.CUT_OFF),
    "PDF that ended long ago": ("minutes.pdf", b"%PDF-1.7 %%EOF" + bytes(1024), guard.CUT_OFF),
    "program in a PDF's name": ("minutes.pdf", b"MZ\x90\x00", guard.NOT_ITS_KIND),
    "page in a text's name": ("notes.txt", b"\xef\xbb\xbf  <!DOCTYPE html><script>", guard.NOT_ITS_KIND),
    "drawing in a table's name": ("figures.csv", b"<svg onload=alert(1)>", guard.NOT_ITS_KIND),
    "program in a text's name": ("notes.txt", b"MZ\x90 this program", guard.NOT_ITS_KIND),
    "bytes in a table's name": ("figures.csv", b"a,b\n1,\x00\x01", guard.NOT_ITS_KIND),
    "bytes far down in a text": ("notes.txt", b"a" * 200_000 + b"\x07", guard.NOT_ITS_KIND),
    "page behind a picture's head": ("map.png", a_picture()[:16] + b"<html><script>", guard.NOT_ITS_KIND),
    "JPEG in a PNG's name": ("map.png", lambda: a_picture("JPEG"), guard.NOT_ITS_KIND),
    "cut picture": ("map.jpg", lambda: a_picture("JPEG", (300, 300))[:400], guard.NOT_ITS_KIND),
    "picture of 100 million points": ("map.png", a_huge_picture, guard.TOO_MANY_PIXELS),
    "PostScript in a picture's name": ("map.jpg", b"%!PS-Adobe-3.0 EPSF-3.0", guard.NOT_ITS_KIND),
    "old Word": ("plan.docx", OLE + bytes(600), guard.NOT_ITS_KIND),
    "locked Word": ("plan.docx", OLE + "EncryptedPackage".encode("utf-16-le"), guard.LOCKED),
    "locked part": ("plan.docx", encrypted, guard.LOCKED),
    "plain zip": ("plan.docx", lambda: zipped({"a.txt": "a"}), guard.NOT_ITS_KIND),
    "Word in Excel's name": ("plan.xlsx", lambda: zipped(GOOD), guard.NOT_ITS_KIND),
    "cut document": ("plan.docx", lambda: zipped(GOOD)[:-30], guard.DAMAGED),
    "two parts of one name": ("plan.docx", twice, guard.DAMAGED),
    "macros": ("plan.docx", lambda: zipped({**GOOD, "word/vbaProject.bin": b"x"}), guard.MACROS),
    "macros by type": ("a.docx", lambda: zipped({**GOOD, "[Content_Types].xml": MACRO_TYPES}), guard.MACROS),
    "ActiveX": ("slides.docx", lambda: zipped({**GOOD, "word/activeX/activeX1.xml": "<x/>"}), guard.MACROS),
    "embedded program": ("plan.docx", lambda: zipped({**GOOD, "word/embeddings/oleObject1.bin": b"x"}), guard.MACROS),
    "template from outside": (
        "plan.docx",
        lambda: zipped({**GOOD, "word/_rels/settings.xml.rels": LINKS.format("attachedTemplate")}),
        guard.OUTSIDE,
    ),
    "picture from outside": (
        "plan.docx",
        lambda: zipped({**GOOD, "word//_rels/document.xml.rels": LINKS.format("image")}),
        guard.OUTSIDE,
    ),
    "workbook of outside": ("plan.docx", lambda: zipped({**GOOD, "xl/externalLinks/link1.xml": "<x/>"}), guard.OUTSIDE),
    "entities": (
        "plan.docx",
        lambda: zipped({**GOOD, "_rels/.rels": '<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>'}),
        guard.DAMAGED,
    ),
    "broken links": ("plan.docx", lambda: zipped({**GOOD, "_rels/.rels": "<r>"}), guard.DAMAGED),
    "path upwards": ("plan.docx", lambda: zipped({**GOOD, "../../etc/cron.d/x": "x"}), guard.DAMAGED),
    "path from the root": ("plan.docx", lambda: zipped({**GOOD, "/etc/passwd": "x"}), guard.DAMAGED),
    "path of Windows": ("plan.docx", lambda: zipped({**GOOD, "C:/x.dll": "x"}), guard.DAMAGED),
    "symbolic link": ("plan.docx", lambda: zipped({**GOOD, "word/x": "/etc/passwd"}, a_link), guard.DAMAGED),
    "bomb": ("plan.docx", lambda: zipped({**GOOD, "word/x.xml": bytes(30 * 2**20)}), guard.UNPACKS),
    "many parts": (
        "plan.docx",
        lambda: zipped({**GOOD, **{f"word/{number}.xml": "" for number in range(2_000)}}),
        guard.UNPACKS,
    ),
}  # fmt: skip


def checked(name: str, content: bytes) -> guard.CheckedFile:
    return guard.checked(ContentFile(content, name=name))


@pytest.mark.parametrize(("name", "content", "said"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_refused(name: str, content: Any, said: str) -> None:
    with pytest.raises(DomainError) as refusal:
        checked(name, content if isinstance(content, bytes) else content())
    assert refusal.value.message == said


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "book.xlsm", "all.zip", "run.exe", "minutes", "paper.pdf.js", ".pdf", ""]
)
def test_kind_that_is_not_on_the_list_is_refused(name: str) -> None:
    with pytest.raises(DomainError, match=r"Files of this kind are not kept\. Save it as one of PDF, DOCX"):
        checked(name, b"%PDF-1.7")


def test_file_of_more_than_25_mb_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        checked("minutes.pdf", b"%PDF-" + bytes(25 * 2**20))
    assert refusal.value.message == guard.TOO_LARGE


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\me\\Agenda.pdf", "Agenda.pdf"),
        ("../../etc/agenda.pdf", "agenda.pdf"),
        ("annex\u202efdp.pdf", "annexfdp.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("n" * 400 + ".pdf", "n" * 296 + ".pdf"),
    ],
)
def test_name_is_kept_without_its_path_and_without_signs_that_deceive(given: str, kept: str) -> None:
    file = ContentFile(b"%PDF-1.7 %%EOF")
    file.name = given
    assert guard.checked(file).name == kept


def test_documents_of_office_programs_are_kept_as_they_are() -> None:
    word, excel = io.BytesIO(), io.BytesIO()
    Document().save(word)
    Workbook().save(excel)
    for name, content in (("Plan.DOCX", word.getvalue()), ("figures.xlsx", excel.getvalue())):
        assert checked(name, content).content.read() == content


def test_click_on_a_link_is_no_loading_from_outside() -> None:
    content = zipped({**GOOD, "word/_rels/document.xml.rels": LINKS.format("hyperlink")})
    assert checked("plan.docx", content).ending == ".docx"


def test_picture_is_drawn_anew_without_place_and_camera() -> None:
    exif = Image.Exif()
    exif[Base.Make] = "CANARY of a camera"
    exif[Base.Orientation] = 6
    exif.get_ifd(0x8825)[GPS.GPSLatitudeRef] = "N"
    given = a_picture("JPEG", exif=exif, comment=b"CANARY of a comment")
    kept = checked("photo.jpg", given).content.read()
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.size, dict(picture.getexif()), picture.info.get("comment")) == ((6, 8), {}, None)
    assert (b"CANARY" in given, b"CANARY" in kept) == (True, False)


def test_page_behind_a_whole_picture_does_not_survive() -> None:
    kept = checked("map.png", a_picture() + b"<script>CANARY</script>").content.read()
    assert b"CANARY" not in kept
