"""Files on their way out: downloads, in a sandbox of their own wherever a browser opens them all the same."""

import unicodedata
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from django.http import FileResponse

CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".csv": "text/csv",
    ".txt": "text/plain",
}


def sent(file: Any, name: str) -> FileResponse:
    """A stored file as a download under the name that people know it by."""
    response = FileResponse(file.open("rb"), content_type=CONTENT_TYPES[PurePath(name).suffix.lower()])
    response["Content-Disposition"] = _disposition(name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _disposition(name: str) -> str:
    """The name in ASCII for old readers, and whole for all others (RFC 6266)."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = "".join(sign if sign not in '"\\%;' else "_" for sign in ascii_name)
    return f"attachment; filename=\"{safe}\"; filename*=UTF-8''{quote(name, safe='')}"
