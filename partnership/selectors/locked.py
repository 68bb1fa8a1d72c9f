"""Locked minutes read as they did when they were locked, whatever was renamed, moved or merged since.

Who may read them is decided by the policy as it stands today; only words and names are those of then.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from partnership.enums import MinutesState
from partnership.models import Action, Agency, Meeting, Person, Seat, Tenure


def locked_at(meeting: Meeting) -> datetime | None:
    """Since when nothing in the minutes changes; None while something may."""
    return meeting.locked_at if meeting.minutes_state == MinutesState.LOCKED else None


def rows_at(model: Any, moment: datetime, condition: Q) -> dict[int, Any]:
    """The rows of a model as they stood at a moment, by key. The condition is asked of them as they were. One query."""
    rows = model.history.as_of(moment).filter(condition).order_by("id", "history_id")
    return {row.pk: row for row in rows}


def seats_at(moment: datetime, condition: Q) -> list[Seat]:
    """Seats with their labels and agencies of then. Two queries."""
    return list(_with_agencies(rows_at(Seat, moment, condition), moment).values())


def tenures_at(moment: datetime, seats: Collection[int]) -> dict[int, list[Tenure]]:
    """Who held these seats as it was known then, by seat. Two queries."""
    tenures = rows_at(Tenure, moment, Q(seat__in=seats)).values()
    people = rows_at(Person, moment, Q(id__in={tenure.person_id for tenure in tenures}))
    found: dict[int, list[Tenure]] = {}
    for tenure in tenures:
        tenure.person = people.get(tenure.person_id) or tenure.person
        found.setdefault(tenure.seat_id, []).append(tenure)
    return found


def actions_as_minuted(meeting: Meeting, actions: Iterable[Action]) -> dict[int, Action]:
    """Actions by key as the minutes name them: their words, owners and agencies when the minutes were locked."""
    now = {action.pk: action for action in actions}
    moment = locked_at(meeting)
    if not (moment and now):
        return now
    return {**now, **_with_agencies(rows_at(Action, moment, Q(id__in=list(now))), moment)}


def _with_agencies(rows: dict[int, Any], moment: datetime) -> dict[int, Any]:
    """The same rows, their agencies called as they were then."""
    agencies = rows_at(Agency, moment, Q(id__in={row.agency_id for row in rows.values()} - {None}))
    for row in rows.values():
        row.agency = agencies.get(row.agency_id) or row.agency
    return rows
