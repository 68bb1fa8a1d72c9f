"""The permission matrix as text, as rows and in words, read from the policy's table."""

from collections import defaultdict
from dataclasses import dataclass

from partnership.enums import Role, Visibility
from partnership.policy import REACHES, VERBS, Cell, row_of, subjects

VERB_WORDS = {
    "view": "reads", "create": "adds", "change": "changes", "archive": "archives", "approve": "approves",
    "export": "exports",
}  # fmt: skip
REACH_WORDS = {
    "all": "everything",
    "body": "what belongs to their groups",
    "agency": "what concerns their agency",
    "named": "what they are named on",
    "asked": "what they are asked for in person",
    "released": "what they are named on, once it is released",
    "published": "what is published",
}
#: The same, as short as a cell of the matrix needs it.
_SHORT = {
    "all": "all",
    "body": "own groups’",
    "agency": "own agency’s",
    "named": "where named",
    "asked": "asked in person",
    "released": "where named, once released",
    "published": "once published",
}
#: What is public is read by everybody, and otherwise handled as partnership matter.
CLASSES = (Visibility.PARTNERSHIP, Visibility.RESTRICTED, Visibility.SEALED)


@dataclass(frozen=True)
class Matrix:
    """One class of records: the roles that hold anything in it, and for each subject their powers in words."""

    visibility: Visibility
    roles: tuple[Role, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def printed() -> str:
    """The permission matrix as text, one line a subject, class and role; `tests/house/powers.txt` holds it."""
    lines = []
    for subject in subjects():
        for visibility in Visibility:
            for role, cell in sorted(row_of(subject, visibility).items()):
                by_reach = _by_reach(cell)
                powers = "; ".join(
                    f"{', '.join(sorted(by_reach[reach]))} {reach}" for reach in REACHES if by_reach[reach]
                )
                lines += [f"{subject} | {visibility.value} | {role} | {powers}"] if powers else []
    return "\n".join(lines) + "\n"


def matrices() -> list[Matrix]:
    """The whole table, class by class; a class keeps only the subjects of which it opens something."""
    found = []
    for visibility in CLASSES:
        cells = {subject: row_of(subject, visibility) for subject in subjects()}
        roles = tuple(role for role in Role if any(row.get(role) for row in cells.values()))
        powers = {
            subject: tuple(in_words(row.get(role, frozenset())) for role in roles) for subject, row in cells.items()
        }
        found.append(Matrix(visibility, roles, tuple(row for row in powers.items() if any(row[1]))))
    return found


def in_words(cell: Cell) -> str:
    """Such as "reads and adds all; changes own groups’"."""
    by_reach = _by_reach(cell)
    return "; ".join(f"{verbs_in_words(by_reach[reach])} {_SHORT[reach]}" for reach in REACHES if by_reach[reach])


def verbs_in_words(verbs: set[str]) -> str:
    """Such as "reads, adds and changes", in the order of the policy."""
    *words, last = [VERB_WORDS[verb] for verb in VERBS.values() if verb in verbs]
    return f"{', '.join(words)} and {last}" if words else last


def _by_reach(cell: Cell) -> dict[str, set[str]]:
    by_reach: dict[str, set[str]] = defaultdict(set)
    for verb, reach in cell:
        by_reach[reach].add(verb)
    return by_reach
