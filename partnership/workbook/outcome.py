"""What an import did, or would do."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from partnership.workbook.problems import Problem

CHANGES_SHOWN = 500


@dataclass(frozen=True)
class Change:
    """What happens to one cell of a row that is stored already."""

    sheet: str
    row: int
    key: str
    column: str
    old: str
    new: str


@dataclass
class Tally:
    """How many rows of a sheet were created, changed, and left as they are."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass
class ImportResult:
    """The outcome of one import. With any problem nothing was stored; `changes` holds the first `CHANGES_SHOWN`."""

    problems: Sequence[Problem]
    tallies: dict[str, Tally] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.problems

    @property
    def created(self) -> int:
        return sum(tally.created for tally in self.tallies.values())

    @property
    def changed(self) -> int:
        return sum(tally.changed for tally in self.tallies.values())

    @property
    def unchanged(self) -> int:
        return sum(tally.unchanged for tally in self.tallies.values())

    def note(self, change: Change) -> None:
        if len(self.changes) < CHANGES_SHOWN:
            self.changes.append(change)
