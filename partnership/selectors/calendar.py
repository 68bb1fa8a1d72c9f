"""Somebody's meetings and deadlines as a calendar (RFC 5545), computed anew whenever their calendar program asks."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from partnership.deadlines import Deadline
from partnership.links import absolute
from partnership.models import CalendarLink, User
from partnership.principals import principal_of
from partnership.selectors.deadlines import between

BACK = timedelta(days=31)
AHEAD = timedelta(days=366)
#: Of each kind, the earliest: a calendar of thousands of entries helps nobody and takes long to load.
AT_MOST = 500
_LONDON = ZoneInfo("Europe/London")


def owner_of(token_hash: str) -> User | None:
    """Whose calendar it is; None for a link that is unknown or whose owner's account has ended."""
    link = CalendarLink.objects.select_related("user").filter(token_hash=token_hash, user__is_active=True).first()
    return link.user if link else None


def calendar_of(user: User, now: datetime) -> bytes:
    """The calendar that a person's own programs read, from a month ago to a year ahead."""
    calendar = Calendar()
    calendar.add("prodid", "-//Partnership portal//Meetings and deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", settings.PARTNERSHIP_NAME)
    calendar.add("x-published-ttl", "PT6H")
    calendar.add_component(_time_zone())
    today = now.astimezone(_LONDON).date()
    for deadline in between(principal_of(user), today - BACK, today + AHEAD, today=today, at_most=AT_MOST):
        calendar.add_component(_event(deadline, now))
    return calendar.to_ical()


def _event(deadline: Deadline, now: datetime) -> Event:
    """A meeting with its hours has them; everything else takes the whole day and nobody's time."""
    event = Event()
    event.add("uid", f"{deadline.uid}@{urlsplit(settings.PORTAL_URL).hostname}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", f"{deadline.words}: {deadline.name}")
    event.add("url", absolute(deadline.path))
    if deadline.starts_at is None:
        event.add("dtstart", deadline.on)
        event.add("dtend", deadline.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return event
    event.add("dtstart", datetime.combine(deadline.on, deadline.starts_at, _LONDON))
    if deadline.ends_at and deadline.ends_at > deadline.starts_at:
        event.add("dtend", datetime.combine(deadline.on, deadline.ends_at, _LONDON))
    return event


def _time_zone() -> Timezone:
    """British time by its rule since 1996: the last Sundays of March and October, at one o'clock UTC."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    winter, summer = timedelta(0), timedelta(hours=1)
    for part, name, before, after, begins in (
        (TimezoneDaylight(), "BST", winter, summer, datetime(1996, 3, 31, 1)),
        (TimezoneStandard(), "GMT", summer, winter, datetime(1996, 10, 27, 2)),
    ):
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": begins.month, "byday": "-1SU"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone
