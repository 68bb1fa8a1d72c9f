"""Whether what a stored document was drawn from has changed since, and for which day it was drawn."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F, Q

from partnership.enums import MinutesState
from partnership.models import Action, AgendaItem, Attachment, Attendance, Meeting, Record
from reporting.documents.audience import Audience
from reporting.documents.minutes import items_of
from reporting.enums import DocumentKind
from reporting.models import Document


def is_outdated(document: Document, audience: Audience) -> bool:
    """Whether the meeting changed since the document was drawn, or what this audience sees of it.

    Changes of items that the audience may not see are not told. An agency's sheet says itself on which day it stood.
    """
    since = {"history_date__gt": document.made_at}
    meeting = document.meeting
    return meeting is not None and any(
        rows.filter(**since).exists() for rows in _histories(document, meeting, audience)
    )


def drawn_for(document: Document) -> date | None:
    """The day of the meeting as it was planned when the document was drawn; None for an agency's sheet."""
    if document.meeting is None:
        return None
    known = document.meeting.history.filter(history_date__lte=document.made_at).order_by("-history_date", "-history_id")
    day: date | None = known.values_list("held_on", flat=True).first()
    return day or document.meeting.held_on


def _histories(document: Document, meeting: Meeting, audience: Audience) -> Iterator[Any]:
    """The histories of what stands in the document, and of what would now."""
    items = {*document.holds.get("items", ()), *items_of(meeting, audience).values_list("pk", flat=True)}
    yield meeting.history
    yield AgendaItem.history.filter(id__in=items)
    if document.kind == DocumentKind.AGENDA_PACK:
        yield Attachment.history.filter(Q(agenda_item__in=items) | Q(record=meeting.pk))
    elif meeting.minutes_state != MinutesState.LOCKED:  # locked minutes stay as they were agreed
        yield Attendance.history.filter(meeting=meeting.pk)
        yield Action.history.filter(raised_in__in=items)
        yield Record.objects.filter(raised_in__in=items).annotate(history_date=F("created_at"))
