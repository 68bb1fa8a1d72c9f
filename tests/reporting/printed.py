"""What a PDF says, read back from its pages."""

import csv
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u00ad": ""})
NEAR = 2  # lines above and below that a row of a table may fill


@dataclass(frozen=True)
class Expected:
    """A fact that a report must print: pieces of text that stand together, as near as `kind` says."""

    section: str
    kind: str
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """A PDF's words, in lower case and with plain signs, by line and by page."""

    lines: tuple[str, ...]
    pages: tuple[str, ...]

    def holds(self, fact: Expected) -> bool:
        """Whether the fact stands in neighbouring lines (row), on neighbouring pages, anywhere, or nowhere (never)."""
        if fact.kind == "never":
            return not any(piece in text for piece in fact.pieces for text in self._texts("any"))
        return any(all(piece in text for piece in fact.pieces) for text in self._texts(fact.kind))

    def _texts(self, kind: str) -> list[str]:
        if kind == "row":
            return [" ".join(self.lines[max(0, at - NEAR) : at + NEAR + 1]) for at in range(len(self.lines))]
        if kind == "page":
            return [" ".join(self.pages[at : at + 2]) for at in range(len(self.pages))]
        if kind == "any":
            return [" ".join(self.pages)]
        raise ValueError(f"unknown kind {kind}")


def read_pdf(path: Path) -> Printed:
    """The words of a PDF. Each page is read twice: as laid out, and in the order of reading."""
    laid_out, in_order = (_text(path, *options) for options in (["-layout"], []))
    lines = [squeezed(line) for line in laid_out.splitlines() if line.strip()]
    pages = zip(laid_out.split("\f"), in_order.split("\f"), strict=True)
    return Printed(tuple(lines), tuple(f"{squeezed(one)} {squeezed(other)}" for one, other in pages))


def expected_facts(path: Path) -> Iterator[Expected]:
    """The rows of a pack's `expected.csv`."""
    with path.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            pieces = tuple(squeezed(piece).strip() for piece in row["fragments"].split(" | "))
            yield Expected(row["section"], row["kind"], pieces)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_PLAIN)).lower()


def _text(path: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()
