"""Who came to a meeting: one save for the whole grid, each seat guarded by its own version."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from partnership.enums import AttendanceStatus
from partnership.models import Attendance, Meeting, Seat, User
from partnership.services.meetings import hold_draft
from partnership.services.rows import change_row, create_row


@dataclass(frozen=True)
class Filled:
    """What somebody chose for a seat. `version` is that of the entry they had read, nought where there was none."""

    seat: Seat
    status: str
    deputy: str = ""
    version: int = 0


@dataclass(frozen=True)
class Collision:
    """A seat that somebody else filled first, and what each of the two chose."""

    mine: Filled
    theirs: Attendance | None


@transaction.atomic
def save_attendance(*, meeting: Meeting, filled: Sequence[Filled], by: User) -> list[Collision]:
    """Store what was chosen for these seats, an empty status taking an entry away; nothing is guessed for others.

    Gives the seats that somebody else changed meanwhile to something else; those keep what they have.
    """
    held = hold_draft(meeting)
    stored = {row.seat_id: row for row in held.attendance.select_related("seat")}
    return [Collision(one, stored.get(one.seat.pk)) for one in filled if not _save(held, one, stored, by)]


def _save(meeting: Meeting, one: Filled, stored: dict[int, Attendance], by: User) -> bool:
    """False where the stored entry is another one than was read."""
    row = stored.get(one.seat.pk)
    deputy = one.deputy if one.status == AttendanceStatus.DEPUTY else ""
    if (row.status, row.deputy) == (one.status, deputy) if row else not one.status:
        return True
    if one.version != (row.version if row else 0):
        return False
    values = {"status": one.status, "deputy": deputy}
    if row is None:
        create_row(row=Attendance(meeting=meeting, seat=one.seat), values=values, by=by)
    elif one.status:
        change_row(row=row, values=values, version=one.version, by=by)
    else:
        row._history_user = by  # type: ignore[attr-defined]  # simple-history reads it
        row.delete()
    return True
