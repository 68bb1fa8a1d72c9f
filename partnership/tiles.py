"""The ground floor's cards on the home page."""

from typing import Any

from django.utils import timezone

from partnership import registry
from partnership.principals import Principal
from partnership.registers.parts import RESTRICTION_CHIPS
from partnership.registers.rows import guarded_class, neutral_name
from partnership.selectors.work import groups_of, named_records, next_meetings

MEETINGS_SHOWN = 4


def named_tile(principal: Principal) -> dict[str, Any] | None:
    """The records that one is named on: all that a reviewer or an auditor has."""
    lines = [
        {
            "title": neutral_name(record),
            "url": registry.url_of(record),
            "mark": RESTRICTION_CHIPS[guarded] if (guarded := guarded_class(record)) else "",
        }
        for record in named_records(principal)
    ]
    return {"lines": lines} if lines else None


def meetings_tile(principal: Principal) -> dict[str, Any] | None:
    """The next meetings."""
    lines = [
        {
            "on": meeting.held_on,
            "title": neutral_name(meeting),
            "url": registry.url_of(meeting),
            "mark": RESTRICTION_CHIPS[guarded] if (guarded := guarded_class(meeting)) else "",
        }
        for meeting in next_meetings(principal, timezone.localdate())[:MEETINGS_SHOWN]
    ]
    return {"lines": lines} if lines else None


def groups_tile(principal: Principal) -> dict[str, Any] | None:
    """The groups that one sits on, each with its next meeting."""
    lines = [
        {"title": neutral_name(group), "url": registry.url_of(group), "next_on": group.next_on}
        for group in groups_of(principal, timezone.localdate())
    ]
    return {"lines": lines} if lines else None
