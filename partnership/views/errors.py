"""One page for what is not there, what is not shared with the person, and what is not theirs to do."""

import base64
import hashlib
import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page, with a code by which the business unit finds the line in the log and the reader learns nothing."""
    return _refused(request, status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page: only the status says that the address exists, to somebody who may see it anyway."""
    return _refused(request, status=403)


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    code = code_of(request.path, timezone.now().isoformat())
    logger.warning("%s: %s %r, user %s", code, status, request.path, request.user.pk)
    return render(request, "404.html", {"code": code}, status=status)


def code_of(path: str, moment: str) -> str:
    """NF- and four letters or digits, for a path at a moment."""
    digest = hashlib.sha256(f"{moment} {path}".encode()).digest()
    return f"NF-{base64.b32encode(digest)[:4].decode()}"
