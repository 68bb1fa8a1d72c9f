"""What cannot be so of a child's death, for form and service alike: the field, and what to do about it."""

from collections.abc import Iterator, Mapping
from typing import Any

from reviews.enums import ChildDeathStatus

Faults = Iterator[tuple[str, str]]


def child_death_faults(values: Mapping[str, Any]) -> Faults:
    """Dates in order; what only a review of the death can say is said by a reviewed one."""
    died, notified, reviewed = (values.get(name) for name in ("died_on", "notified_on", "reviewed_on"))
    if died and notified and notified < died:
        yield "notified_on", "It cannot be notified before the child died"
    if reviewed and (died or notified) and reviewed < (died or notified):
        yield "reviewed_on", "It cannot be reviewed before the child died"
    is_reviewed = values.get("status") == ChildDeathStatus.REVIEWED
    if is_reviewed and not reviewed:
        yield "reviewed_on", "Type the date on which the panel reviewed it"
    if reviewed and not is_reviewed:
        yield "status", "It has a date of review: choose Reviewed, or take the date out"
