"""The daily digest: what falls due in 14, 7 and 1 days, and on Mondays what is late, as its reader may see it now.

It is made when it is sent and nowhere kept, so that what was restricted in the meantime does not stand in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.dateformat import format as date_format

from partnership.deadlines import Deadline
from partnership.enums import MessageKind
from partnership.links import absolute, link_to
from partnership.models import MessageRefusal, RoleGrant, User
from partnership.principals import Principal, principal_of
from partnership.selectors.deadlines import Found, due_on, late

DAYS_BEFORE = (1, 7, 14)
MONDAY = 0
#: Of a kind and day; how many more there are is said, and where.
AT_MOST = 10
_DIGEST = "digest:"


@dataclass(frozen=True)
class Line:
    """One row of a digest."""

    words: str
    url: str


@dataclass(frozen=True)
class Part:
    """What falls due on one day, or all that is late. `more` are those that are only counted."""

    kind: str
    heading: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True)
class Digest:
    """What one person is told on one day; nobody is told nothing."""

    parts: tuple[Part, ...]
    text: str

    @property
    def kind(self) -> str:
        """A digest with something to come counts as such, even if it tells of what is late, too."""
        return self.parts[0].kind


def digest_of(user: User, day: date) -> Digest | None:
    """What a person is told on a day, of the kinds that they want; None where there is nothing to tell."""
    refused = set(MessageRefusal.objects.filter(user=user).values_list("kind", flat=True))
    parts = tuple(part for part in _parts(principal_of(user), day, refused) if part.lines)
    if not parts:
        return None
    context = {"user": user, "day": day, "parts": parts, "home": link_to("partnership:home")}
    return Digest(parts, render_to_string("emails/digest.txt", context))


def readers_on(day: date) -> QuerySet[User]:
    """Everybody with an account and a role on that day, in one order."""
    return User.objects.filter(pk__in=RoleGrant.objects.in_force(day).values("user")).order_by("pk")


def once_of(user: User, day: date) -> str:
    """What makes the digest of a person and a day the only one (`Message.once`)."""
    return f"{_DIGEST}{user.pk}:{day.isoformat()}"


def day_of(once: str | None) -> date | None:
    """The day of a digest; None for any other message."""
    return date.fromisoformat(once.rpartition(":")[2]) if once and once.startswith(_DIGEST) else None


def _parts(principal: Principal, day: date, refused: set[str]) -> Iterator[Part]:
    if MessageKind.DUE not in refused:
        for days in DAYS_BEFORE:
            on = day + timedelta(days=days)
            words = "tomorrow" if days == 1 else f"in {days} days"
            heading = f"Due {words}, {date_format(on, 'D j F')}"
            yield _part(MessageKind.DUE, heading, due_on(principal, on, today=day, at_most=AT_MOST))
    if MessageKind.OVERDUE not in refused and day.weekday() == MONDAY:
        found = late(principal, today=day, at_most=AT_MOST)
        yield _part(MessageKind.OVERDUE, f"Overdue: {found.count}", found, today=day)


def _part(kind: MessageKind, heading: str, found: Found, today: date | None = None) -> Part:
    lines = tuple(Line(_words(deadline, today), absolute(deadline.path)) for deadline in found.deadlines)
    return Part(kind, heading, lines, found.count - len(lines))


def _words(deadline: Deadline, today: date | None) -> str:
    words = f"{deadline.words}: {deadline.name}"
    if deadline.starts_at:
        words += f", {deadline.starts_at:%H:%M}"
    if today is None:
        return words
    days = (today - deadline.on).days
    return f"{words} ({days} day{'' if days == 1 else 's'} late)"
