"""A report ready to be drawn: its cover, its sections with their blocks, its colours. No database behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partnership.disclosure import Edition

from .blocks import Block, Chip, Statement
from .theme import Theme


@dataclass(frozen=True)
class CoverFact:
    """A short note at the foot of the cover ("28 September 2018", "First edition"), with a chip or without."""

    title: str = ""
    text: str = ""
    chip: Chip | None = None


@dataclass(frozen=True)
class DocumentSection:
    """A section as printed. `number` is empty for what stands before section 1; `part` groups the contents page."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    part: str = ""

    @property
    def slim(self) -> bool:
        """A section of statements leaves the large title to the first of them."""
        return bool(self.blocks) and isinstance(self.blocks[0], Statement)

    @property
    def running(self) -> str:
        return f"{self.number}  {self.title}".strip()


@dataclass(frozen=True)
class ReportDocument:
    """`dated` is the report's own date: it, never today's, goes into the PDF, so that equal reports are equal files."""

    title: str  # "Annual report"
    board_name: str
    year_label: str  # "2017–18"
    dated: date
    sections: tuple[DocumentSection, ...]
    strapline: str = ""
    facts: tuple[CoverFact, ...] = ()
    theme: Theme = field(default_factory=Theme)
    releases: Mapping[str, Edition] = field(default_factory=dict, compare=False, repr=False)  # kept with the file

    @property
    def name(self) -> str:
        return f"{self.title} {self.year_label}".strip()

    @property
    def parts(self) -> list[tuple[str, list[DocumentSection]]]:
        """Sections by part, in order of appearance."""
        parts: dict[str, list[DocumentSection]] = {}
        for section in self.sections:
            parts.setdefault(section.part, []).append(section)
        return list(parts.items())
