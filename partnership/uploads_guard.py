"""What may be uploaded: a short list of kinds, each looked at before it is kept.

A file is what its first bytes say, and they must agree with its name; a PDF must also end like one. Documents of
Office are refused for macros and for links out of themselves; pictures are drawn anew, which leaves place and camera
behind. PDFs are not opened here: they are sent as downloads in a sandbox, and read only by a child process with limits
(reporting/documents/).
"""

import io
import re
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from typing import BinaryIO, Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.core.files import File
from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from partnership.exceptions import DomainError
from partnership.models.fields import ONE_LINE
from partnership.packages import Fault, PackageError, check_end, check_start, checked_parts

LARGEST_MB: Final = 25
UNPACKED_LIMIT: Final = 100 * 2**20
SAID_LIMIT: Final = 4 * 2**20  # of a list of parts or links
PIXEL_LIMIT: Final = 40_000_000
JPEG_QUALITY: Final = 90
_CHUNK: Final = 2**16
_PDF_END: Final = 1024  # readers look for the mark of the end in these last bytes
_RELATIONSHIPS: Final = ".rels"

EMPTY = "This file is empty. Choose another"
TOO_LARGE = f"This file is larger than {LARGEST_MB} MB. Make it smaller, or split it, and choose it again"
NOT_ITS_KIND = (
    "The content of this file is not what its name says. Open it in the program that made it, save it again and choose "
    "that file"
)
DAMAGED = "This file is damaged. Open it in the program that made it, save it again and choose that file"
CUT_OFF = "The end of this PDF is missing. Open it in the program that made it, save it again and choose that file"
LOCKED = "This file is locked with a password. Take the password off and choose it again"
UNPACKS = "This file unpacks to far more than a document. Save it as a PDF and choose that file"
MACROS = "This file holds macros or other programs. Save it without them, or as a PDF, and choose that file"
OUTSIDE = "This file loads something from outside itself. Take the link out, or save it as a PDF, and choose that file"
TOO_MANY_PIXELS = "This picture has more than 40 million points. Make it smaller and choose it again"

_FAULTS = {
    Fault.EMPTY: EMPTY,
    Fault.OTHER: NOT_ITS_KIND,
    Fault.OLD: NOT_ITS_KIND,
    Fault.LOCKED: LOCKED,
    Fault.DAMAGED: DAMAGED,
    Fault.TWO_OF_A_NAME: DAMAGED,
    Fault.TOO_MANY_PARTS: UNPACKS,
    Fault.UNPACKS_TO_TOO_MUCH: UNPACKS,
    Fault.PATH_OUTSIDE: DAMAGED,
}


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept; only `checked` makes one."""

    name: str
    ending: str
    content: File


def checked(file: File) -> CheckedFile:
    """The file as it is to be kept. DomainError, with what to do, for one that is not."""
    name = _clean_name(file.name or "")
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise DomainError(f"Files of this kind are not kept. Save it as one of {KINDS_IN_WORDS} and choose that file")
    if not file.size:
        raise DomainError(EMPTY)
    if file.size > LARGEST_MB * 2**20:
        raise DomainError(TOO_LARGE)
    file.seek(0)
    content = KINDS[ending](file, ending)
    content.seek(0)
    return CheckedFile(name=name, ending=ending, content=content)


def _clean_name(name: str) -> str:
    """The last part of a path, without characters that hide or turn what follows them."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in unicodedata.normalize("NFC", last) if sign.isprintable())
    path = PurePath(" ".join(shown.split()))
    return path.stem[: ONE_LINE - len(path.suffix)].strip() + path.suffix


def _pdf(file: File, ending: str) -> File:
    if not file.read(5) == b"%PDF-":
        raise DomainError(NOT_ITS_KIND)
    file.seek(max(0, file.size - _PDF_END))
    if b"%%EOF" not in file.read():
        raise DomainError(CUT_OFF)
    return file


_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")


def _text(file: File, ending: str) -> File:
    """Plain words: no control characters, and nothing that a browser takes for a page."""
    start = file.read(_CHUNK)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"%PDF", b"PK\x03\x04", b"MZ")):
        raise DomainError(NOT_ITS_KIND)
    while start:
        if _CONTROLS.search(start):
            raise DomainError(NOT_ITS_KIND)
        start = file.read(_CHUNK)
    return file


_PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}


def _picture(file: File, ending: str) -> File:
    """The picture drawn anew, the right way up; nothing but its points is taken over."""
    kind = _PICTURES[ending]
    try:
        with Image.open(file, formats=[kind]) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                raise DomainError(TOO_MANY_PIXELS)
            upright = ImageOps.exif_transpose(picture)
            drawn = upright.convert("RGBA" if upright.has_transparency_data and kind == "PNG" else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise DomainError(TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error) as error:
        raise DomainError(NOT_ITS_KIND) from error
    drawn.info.clear()
    stored = io.BytesIO()
    drawn.save(stored, kind, quality=JPEG_QUALITY, optimize=True)
    return ContentFile(stored.getvalue())


#: The part without which a package is not what its name says.
_MAIN_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
_CONTENT_TYPES = "[content_types].xml"
_PROGRAMS = {"vbaproject.bin", "vbadata.xml", "activex", "macrosheets"}
_OUTSIDE_PARTS = {"externallinks", "connections.xml"}
_PROGRAM_TYPES = (b"macroenabled", b"vbaproject", b"activex", b"oleobject")


def _package(file: File, ending: str) -> File:
    content: BinaryIO = file.file  # type: ignore[assignment]  # Django leaves its kind open
    try:
        check_end(content, check_start(content))
        with ZipFile(content) as package:
            _check_parts(package, ending)
    except PackageError as error:
        raise DomainError(_FAULTS[error.fault]) from error
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, expat.ExpatError) as error:
        raise DomainError(DAMAGED) from error
    return file


def _check_parts(package: ZipFile, ending: str) -> None:
    parts = checked_parts(package, UNPACKED_LIMIT)
    if not {_CONTENT_TYPES, _MAIN_PARTS[ending]} <= set(map(str, parts)):
        raise DomainError(NOT_ITS_KIND)
    for path, entry in zip(parts, package.infolist(), strict=True):
        if _PROGRAMS & set(path.parts) or path.name.startswith("oleobject"):
            raise DomainError(MACROS)
        if _OUTSIDE_PARTS & set(path.parts):
            raise DomainError(OUTSIDE)
        if path.name.endswith(_RELATIONSHIPS) or str(path) == _CONTENT_TYPES:
            _check_said(package, entry)


def _check_said(package: ZipFile, entry: ZipInfo) -> None:
    """What a package says of its own parts: their types, and what they load."""
    if entry.file_size > SAID_LIMIT:
        raise DomainError(UNPACKS)
    said = package.read(entry)
    if any(word in said.lower() for word in _PROGRAM_TYPES):
        raise DomainError(MACROS)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.StartElementHandler = _check_relationship
    parser.Parse(said, True)


def _refuse_declarations(*declaration: object) -> None:
    raise DomainError(DAMAGED)


def _check_relationship(name: str, attributes: dict[str, str]) -> None:
    """Links that a reader follows by a click may lead outside; whatever is loaded by itself may not."""
    outside = attributes.get("TargetMode", "").casefold() == "external"
    if outside and not attributes.get("Type", "").endswith("/hyperlink"):
        raise DomainError(OUTSIDE)


Check = Callable[[File, str], File]
KINDS: Final[dict[str, Check]] = {
    ".pdf": _pdf,
    ".docx": _package,
    ".xlsx": _package,
    ".pptx": _package,
    ".png": _picture,
    ".jpg": _picture,
    ".jpeg": _picture,
    ".csv": _text,
    ".txt": _text,
}
KINDS_IN_WORDS: Final = "PDF, DOCX, XLSX, PPTX, PNG, JPG, CSV or TXT"
