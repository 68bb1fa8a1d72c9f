"""A list of registered deaths, and what it and the panel's records have that the other has not.

Only reference, date of death, sex and age band are read; a name in the list is never looked at. Two rows are the same
death where the references agree, or else where date, sex and age band do, as far as both know them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, BinaryIO, Final

from partnership.tabular import read_lines
from partnership.workbook.cells import CellError, parse_cell
from partnership.workbook.columns import sheets
from reviews.models import ChildDeath

COLUMNS: Final = ("reference", "died_on", "gender", "age_band")


@dataclass(frozen=True)
class RegisteredDeath:
    """One death of a list, or of the panel's records."""

    reference: str
    died_on: date | None
    gender: str = ""
    age_band: str = ""

    def as_text(self) -> dict[str, str]:
        """As it is stored: texts, and dates as 2019-04-03."""
        return {name: str(value or "") for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Compared:
    """How many agree, and what only one side has."""

    matched: int
    missing_here: tuple[RegisteredDeath, ...]
    missing_there: tuple[RegisteredDeath, ...]


def read_registered_deaths(file: BinaryIO) -> tuple[list[RegisteredDeath], list[str]]:
    """The list's rows, and what is wrong with it in sentences. DomainError where the file is no table."""
    lines = read_lines(file)
    if not lines:
        return [], ["The list is empty."]
    headings = [str(cell or "").strip().casefold().replace(" ", "_") for cell in lines[0]]
    if "died_on" not in headings:
        return [], ["The first row must name the columns, and died_on must be among them."]
    rows, problems = [], []
    for number, line in enumerate(lines[1:], start=2):
        values, wrong = _values(dict(zip(headings, line, strict=False)), number)
        problems += wrong
        if not wrong:
            rows.append(RegisteredDeath(**values))
    return rows, problems


def _values(cells: Mapping[str, Any], number: int) -> tuple[dict[str, Any], list[str]]:
    definition = sheets()["child_deaths"].by_name
    values: dict[str, Any] = {"reference": "", "died_on": None}
    problems = []
    for name in COLUMNS:
        try:
            value = parse_cell(definition[name], cells.get(name))
        except CellError as error:
            problems.append(f"Row {number}, {name}: “{cells.get(name)}” is not {error}.")
            continue
        if isinstance(value, str | date):
            values[name] = value
    if not problems and values["died_on"] is None:
        problems.append(f"Row {number}, died_on: a date is missing.")
    return values, problems


def compared(listed: Sequence[RegisteredDeath], ours: Iterable[RegisteredDeath]) -> Compared:
    """Lay a list beside the panel's records. References decide first, then what is known of the child."""
    left = list(ours)
    unmatched = []
    for death in listed:
        found = next((one for one in left if _same_reference(death, one)), None)
        if found is None:
            unmatched.append(death)
        else:
            left.remove(found)
    missing_here = []
    for death in unmatched:
        found = next((one for one in left if _alike(death, one)), None)
        if found is None:
            missing_here.append(death)
        else:
            left.remove(found)
    return Compared(len(listed) - len(missing_here), tuple(missing_here), tuple(left))


def of_panel(death: ChildDeath) -> RegisteredDeath:
    """A death of the panel's records, as a list would name it."""
    return RegisteredDeath(death.reference, death.died_on, death.gender, death.age_band)


def _same_reference(one: RegisteredDeath, other: RegisteredDeath) -> bool:
    return bool(one.reference) and one.reference.casefold() == other.reference.casefold()


def _alike(one: RegisteredDeath, other: RegisteredDeath) -> bool:
    """The same day, and nothing that both know and know differently."""
    pairs = [(one.gender, other.gender), (one.age_band, other.age_band)]
    return one.died_on == other.died_on and all(not (a and b) or "not_known" in (a, b) or a == b for a, b in pairs)
