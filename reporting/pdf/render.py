"""Have a report laid out by a child process that cannot outlive its deadline."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import ceil
from pathlib import Path

from partnership.exceptions import DomainError

from .limits import LONGEST_HTML, NO_FONTS, REFUSED, TOO_COMPLEX

logger = logging.getLogger(__name__)
LOOK_EVERY = 1.0  # seconds
_ROOT = Path(__file__).resolve().parents[2]
# No font of the machine may leak into a report, or it would differ from machine to machine.
_NO_SYSTEM_FONTS = '<?xml version="1.0"?><fontconfig><cachedir>{folder}</cachedir></fontconfig>'
_SENTENCES = {
    REFUSED: "The report refers to a file or an address outside it. Remove the reference and try again.",
    TOO_COMPLEX: "The report is too large or too deeply nested to be laid out. Shorten it and try again.",
    NO_FONTS: "The fonts of the report are missing on the server. Run “npm ci” and “npm run build” there.",
}


def render_pdf(html: str, *, deadline: float, on_progress: Callable[[int], None] | None = None) -> bytes:
    """A PDF/UA-1 file of a report's HTML, the same bytes for the same HTML on every run.

    `deadline` in seconds; `on_progress` is told, at least every second and in the caller's own thread, how many pages
    are laid out. DomainError with a sentence for the user if the HTML asks for anything that is not ours, is too
    complex, or is not done by the deadline.
    """
    if len(html) > LONGEST_HTML:
        raise DomainError(_SENTENCES[TOO_COMPLEX])
    tell = on_progress or (lambda pages: None)
    with _process(html, deadline) as (process, progress):
        pages = _PageCount(progress)
        try:
            pdf, errors = _collect(process, deadline, lambda: tell(pages()))
        except subprocess.TimeoutExpired:
            raise DomainError("The report took too long to lay out. Shorten it and try again.") from None
        finally:
            process.kill()
            process.wait()
    if process.returncode != 0:
        logger.warning("a report was not laid out (code %s): %s", process.returncode, errors.decode()[-2000:])
        raise DomainError(_sentence(process.returncode))
    return pdf


def _sentence(code: int) -> str:
    """What to tell the user of a child that ended with `code`; the limits end it by a signal, below nought."""
    return _SENTENCES.get(TOO_COMPLEX if code < 0 else code, "The report could not be laid out. The log says why.")


@contextmanager
def _process(html: str, deadline: float) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The child, with nothing of our environment, and the descriptor on which it tells its pages."""
    reader, writer = os.pipe()
    with tempfile.TemporaryDirectory(prefix="report-") as folder, tempfile.TemporaryFile(dir=folder) as given:
        # A file, since a pipe that is fed between timeouts loses what had not gone through by the first.
        given.write(html.encode())
        given.seek(0)
        config = Path(folder) / "fonts.conf"
        config.write_text(_NO_SYSTEM_FONTS.format(folder=folder), encoding="utf-8")
        process = subprocess.Popen(  # noqa: S603  our own module, no word of the report in the command
            [sys.executable, "-m", "reporting.pdf.child", str(ceil(deadline) + 1), str(writer)],
            cwd=_ROOT,
            env={"FONTCONFIG_FILE": str(config), "TMPDIR": folder, "PATH": os.defpath, "PYTHONHASHSEED": "0"},
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(writer,),
        )
        os.close(writer)
        try:
            yield process, reader
        finally:
            os.close(reader)


def _collect(process: subprocess.Popen[bytes], deadline: float, look: Callable[[], None]) -> tuple[bytes, bytes]:
    """Return what the child wrote; `look` meanwhile. TimeoutExpired at the deadline."""
    until = time.monotonic() + deadline
    while True:
        try:
            return process.communicate(timeout=min(LOOK_EVERY, max(0.0, until - time.monotonic())))
        except subprocess.TimeoutExpired:
            if time.monotonic() >= until:
                raise
            look()


class _PageCount:
    """How many pages the child has said that it laid out, read without waiting for it."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self.descriptor = descriptor
        self.last = 0

    def __call__(self) -> int:
        with suppress(BlockingIOError):
            said = os.read(self.descriptor, 2**16).split()
            self.last = int(said[-1]) if said else self.last
        return self.last
