"""Have PDFs that people uploaded counted and joined by a child process with limits: nothing else here opens one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from partnership.exceptions import DomainError

LOOK_EVERY = 1.0
LOOK_SECONDS = 10
JOIN_SECONDS = 120
_ROOT = Path(__file__).resolve().parents[2]
_CANNOT = "The papers could not be joined into one file. Save the largest as a PDF again and try again."


def pages_of(content: bytes) -> int | None:
    """How many pages a PDF has; None for one that is locked, damaged or too much."""
    with tempfile.TemporaryDirectory(prefix="papers-") as folder:
        (Path(folder) / "paper.pdf").write_bytes(content)
        done = _run("look", folder, LOOK_SECONDS)
    return int(done) if done and done.isdigit() else None


def joined(
    base: bytes, papers: Sequence[Sequence[tuple[str, bytes]]], *, on_progress: Callable[[], None] | None = None
) -> bytes:
    """`base` with papers (title and content) after each of its last so many title pages, each with a bookmark.

    `on_progress` is called every second. DomainError where it cannot be done in the time and memory there is.
    """
    with tempfile.TemporaryDirectory(prefix="papers-") as name:
        folder = Path(name)
        (folder / "base.pdf").write_bytes(base)
        plan: list[list[tuple[str, str]]] = []
        for number, group in enumerate(papers):
            named = [(f"{number}-{place}.pdf", title, content) for place, (title, content) in enumerate(group)]
            for file, _, content in named:
                (folder / file).write_bytes(content)
            plan.append([(file, title) for file, title, _ in named])
        (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        if _run("join", name, JOIN_SECONDS, on_progress) is None:
            raise DomainError(_CANNOT)
        return (folder / "joined.pdf").read_bytes()


def _run(what: str, folder: str, seconds: int, on_progress: Callable[[], None] | None = None) -> str | None:
    """What the child says; None if it failed or was stopped."""
    process = subprocess.Popen(  # noqa: S603  our own module, no word of a paper in the command
        [sys.executable, "-m", "reporting.pdf.joining_child", what, folder, str(seconds)],
        cwd=_ROOT,
        env={"PATH": os.defpath, "TMPDIR": folder, "PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        for _ in range(seconds):
            with suppress(subprocess.TimeoutExpired):
                said, _ = process.communicate(timeout=LOOK_EVERY)
                return said.strip() if process.returncode == 0 else None
            if on_progress:
                on_progress()
    finally:
        process.kill()
        process.wait()
    return None
