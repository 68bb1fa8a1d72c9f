"""The permission matrix as text and as rows, read from the policy's table."""

from collections import defaultdict

from partnership.enums import Visibility
from partnership.policy import REACHES, row_of, subjects


def printed() -> str:
    """The permission matrix as text, one line a subject, class and role; `tests/house/powers.txt` holds it."""
    lines = []
    for subject in subjects():
        for visibility in Visibility:
            for role, cell in sorted(row_of(subject, visibility).items()):
                by_reach = defaultdict(list)
                for verb, reach in cell:
                    by_reach[reach].append(verb)
                powers = "; ".join(
                    f"{', '.join(sorted(by_reach[reach]))} {reach}" for reach in REACHES if by_reach[reach]
                )
                lines += [f"{subject} | {visibility.value} | {role} | {powers}"] if powers else []
    return "\n".join(lines) + "\n"
