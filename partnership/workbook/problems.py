"""What is wrong with a workbook, in words that lead its owner to the cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnership.workbook.columns import sheets

SHOWN = 80  # characters of a wrong value that a message repeats
LIMIT = 10_000  # a file wrong throughout must not fill the memory; nobody reads beyond


@dataclass(frozen=True)
class Problem:
    """One error of a workbook. `row` counts as the spreadsheet does: the heading is row 1."""

    sheet: str
    row: int
    column: str
    found: str
    expected: str

    @property
    def message(self) -> str:
        return f"found {self.found}; expected {self.expected}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row} {self.column}: {self.message}"


class Problems(list[Problem]):
    """Every error of one file, in the order of finding; full at `LIMIT`, with a last line that says so."""

    def add(self, sheet: str, row: int, column: str, *, found: object, expected: str) -> None:
        """Note one error. `found` is the cell's value, or a Phrase, which needs no quotes."""
        if len(self) < LIMIT:
            self.append(Problem(sheet, row, column, shown(found), expected))
        elif len(self) == LIMIT:
            self.append(file_problem(f"more than {LIMIT:,} errors", "a workbook with fewer, so that all can be named"))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems as their reader walks through the file: what concerns it whole, then sheets and rows."""
    places = {name: place for place, name in enumerate(sheets())}
    return sorted(problems, key=lambda problem: (places.get(problem.sheet, -1), problem.row))


class Phrase(str):
    """Words about a value rather than the value itself."""


NOTHING = Phrase("nothing")


def file_problem(found: str, expected: str) -> Problem:
    """Return an error of the file as a whole, in the same form as that of a cell."""
    return Problem("workbook", 1, "file", found, expected)


def shown(value: object) -> str:
    """Return a value as a message repeats it: in quotes, on one line, cut short, control characters spelt out."""
    if isinstance(value, Phrase):
        return str(value)
    text = "".join(character if character.isprintable() else _spelt(character) for character in str(value)[: SHOWN + 1])
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"


def _spelt(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
