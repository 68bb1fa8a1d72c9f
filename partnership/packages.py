"""Zips of XML (workbooks, documents, slides): what their first bytes and directory tell, before a part is opened."""

import struct
from enum import Enum, auto
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

DIRECTORY_LIMIT = 2**20
PARTS_LIMIT = 2_000
RATIO_LIMIT = 100  # honest parts shrink to a tenth or a thirtieth
SMALL_PART = 2**20  # below this a high ratio does no harm
CHUNK = 2**16

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_END_OF_DIRECTORY = b"PK\x05\x06"
_LARGE_DIRECTORY = b"PK\x06\x07"
_ENCRYPTED_BIT = 0x1
_LINK_TYPE = 0xA000  # in the upper half of what Unix tools write about a part
_TYPE_MASK = 0xF000


class Fault(Enum):
    """What can be wrong with a package; each reader has its own words for it."""

    EMPTY = auto()
    OTHER = auto()
    OLD = auto()
    LOCKED = auto()
    DAMAGED = auto()
    TWO_OF_A_NAME = auto()
    TOO_MANY_PARTS = auto()
    UNPACKS_TO_TOO_MUCH = auto()
    PATH_OUTSIDE = auto()


class PackageError(Exception):
    """The package is not to be opened; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def check_start(file: BinaryIO) -> int:
    """Refuse what does not begin as a package does; gives its size in bytes."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    start = file.read(len(_OLE))
    if start == _OLE:
        file.seek(0)
        raise PackageError(Fault.LOCKED if _is_encrypted(file) else Fault.OLD)
    if not start.startswith(_ZIP):
        raise PackageError(Fault.OTHER if size else Fault.EMPTY)
    return size


def check_end(file: BinaryIO, size: int) -> None:
    """Refuse a directory that is too large for `ZipFile`, which reads it whole."""
    file.seek(max(0, size - CHUNK))
    end = file.read()
    at = end.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(end) < at + 16:
        raise PackageError(Fault.DAMAGED)
    (directory_size,) = struct.unpack_from("<L", end, at + 12)
    if directory_size > DIRECTORY_LIMIT or end[max(0, at - 20) : at].startswith(_LARGE_DIRECTORY):
        raise PackageError(Fault.TOO_MANY_PARTS)
    file.seek(0)


def checked_parts(package: ZipFile, unpacked_limit: int) -> list[PurePosixPath]:
    """The casefolded path of every part, if none is locked, doubtful or too large once unpacked."""
    entries = package.infolist()
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise PackageError(Fault.TWO_OF_A_NAME)
    if len(entries) > PARTS_LIMIT or sum(entry.file_size for entry in entries) > unpacked_limit:
        raise PackageError(Fault.UNPACKS_TO_TOO_MUCH)
    for entry in entries:
        _check_entry(entry)
    return [PurePosixPath(entry.filename.casefold()) for entry in entries]


def _check_entry(entry: ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED_BIT:
        raise PackageError(Fault.LOCKED)
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise PackageError(Fault.DAMAGED)
    if entry.file_size > max(SMALL_PART, RATIO_LIMIT * entry.compress_size):
        raise PackageError(Fault.UNPACKS_TO_TOO_MUCH)
    name = entry.filename
    is_link = (entry.external_attr >> 16) & _TYPE_MASK == _LINK_TYPE
    if is_link or name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts:
        raise PackageError(Fault.PATH_OUTSIDE)


def _is_encrypted(file: BinaryIO) -> bool:
    """A package with a password is an OLE file with a stream of this name; it may stand at a seam of two chunks."""
    name, before = "EncryptedPackage".encode("utf-16-le"), b""
    while chunk := file.read(CHUNK):
        if name in before + chunk:
            return True
        before = chunk[-len(name) :]
    return False
