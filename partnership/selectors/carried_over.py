"""What is still owed on records that a report of a year tells no more: ended plans, earlier audits, closed risks.

Source: "Actions and recommendations" in "What a report for a board and a year prints" of the workbook. Nothing that is
open leaves the report because the record on which it hangs has had its year.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from partnership.principals import Principal
from partnership.selectors.actions import Work, work_of


@dataclass(frozen=True)
class CarriedOver:
    """What one earlier record still owes. `of` is what the record is called in a caption."""

    of: str
    work: Work


def carried_over(
    *, records: Mapping[int, str], start: date, end: date, principal: Principal
) -> tuple[CarriedOver, ...]:
    """What these earlier records owe; `records` holds by their keys what they are called. At most three queries."""
    if not records:
        return ()
    return still_owed(records, work_of(records=records, start=start, end=end, principal=principal))


def still_owed(records: Mapping[int, str], work: Mapping[int, Work]) -> tuple[CarriedOver, ...]:
    """The actions of the year and the open recommendations; records without any of them are left out.

    Recommendations bear no dates, so one that is no longer open has been told in the year of its record.
    """
    owed = [CarriedOver(name, _open_part(work[pk])) for pk, name in records.items()]
    return tuple(one for one in owed if one.work.recommendations or one.work.actions)


def _open_part(work: Work) -> Work:
    return replace(work, recommendations=tuple(row for row in work.recommendations if row.is_open))
