"""Files on their way out: written down where due, and in a sandbox if a browser opens them all the same."""

import unicodedata
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from django.db import DatabaseError, transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from partnership.models import Record, User
from partnership.services.read_log import note_reading

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


def refused_without_trace(request: HttpRequest, record: Record | None, by: User) -> HttpResponse | None:
    """Write down who takes something of a restricted record away; the refusal where that cannot be done."""
    if record is None:
        return None
    try:
        with transaction.atomic():
            note_reading(record=record, address=request.path, by=by)
    except DatabaseError:
        response = render(request, "registers/not_logged.html", status=503)
        response["Retry-After"] = "60"
        return response
    return None


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
