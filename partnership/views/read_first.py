"""What is most worth challenging today: computed sentences, each a link to its list."""

from collections.abc import Callable
from datetime import date

from django.db.models import Count, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.enums import OpenStatus
from partnership.formats import date_words, money_words
from partnership.models import Action, Challenge, Contribution, Escalation, Risk, Seat
from partnership.on_behalf import principal_for
from partnership.period import FIRST_MONTH_OF_BASIS, year_label
from partnership.registers.parts import Link
from partnership.selectors.money import sums_of, that_are_owed
from partnership.views.figures import Figure, listed, listed_rows

SENTENCES = 3


def read_first(request: HttpRequest) -> list[Link]:
    """At most three sentences, in the order in which they are asked; all are counted, so every day costs the same."""
    today = timezone.localdate()
    of_apps = [one(principal_for(request), today) for one in registry.read_first()]
    found = [sentence for sentence in [*of_apps, *(one(request, today) for one in _ASKED)] if sentence]
    return found[:SENTENCES]


def _escalations(request: HttpRequest, today: date) -> Link | None:
    late = listed(request, Escalation, state="late")
    return _link(late, "escalation stands over its limit", "escalations stand over their limit")


def _actions(request: HttpRequest, today: date) -> Link | None:
    """Those whose date moved most, or else those that are overdue longest."""
    moved = listed(request, Action, state="open", look_at="moved_often")
    late, late_since = _since(request, Action, "due_on", state="open", due="overdue")
    if moved.count:
        one, many = "open action has moved its date", "open actions have moved their dates"
        return _link(moved, one, many, " three times or more")
    return _link(late, "action is overdue", "actions are overdue", f", the first since {late_since}")


def _risks(request: HttpRequest, today: date) -> Link | None:
    found = listed(request, Risk, status=OpenStatus.OPEN.value, look_at="challenge")
    return _link(
        found,
        "risk stands higher than 12 months ago, or high past its review",
        "risks stand higher than 12 months ago, or high past their review",
    )


def _challenges(request: HttpRequest, today: date) -> Link | None:
    found, since = _since(request, Challenge, "raised_on", answer="waiting")
    words = f", the first since {since}" if since else ""
    return _link(found, "challenge waits for an answer", "challenges wait for an answer", words)


def _contributions(request: HttpRequest, today: date) -> Link | None:
    """Of the present financial year. A year without any contribution is none that the list can be narrowed to."""
    year = year_label(today, FIRST_MONTH_OF_BASIS["financial"])
    rows = Contribution.objects.visible_to(principal_for(request)).filter(financial_year=year)
    owed = sums_of(that_are_owed(rows))
    url = f"{reverse('partnership:contribution-list')}?financial_year={year}&received=owed"
    words = f" for {year.replace('-', '–')}: {money_words(owed.outstanding, pence=True)} outstanding"
    return _link(
        Figure(owed.rows, url), "contribution is not fully received", "contributions are not fully received", words
    )


def _seats(request: HttpRequest, today: date) -> Link | None:
    found = listed(request, Seat, attendance="seldom")
    words = " came to fewer than half of the meetings due in 12 months"
    return _link(found, "seat", "seats", words)


def _link(found: Figure, one: str, many: str, rest: str = "") -> Link | None:
    if not found.count:
        return None
    return Link(f"{found.count:,} {one if found.count == 1 else many}{rest}.", found.url)


def _since(request: HttpRequest, model: type, day: str, **chosen: object) -> tuple[Figure, str]:
    """A figure, and the earliest day in its list in words."""
    rows, url = listed_rows(request, model, **chosen)
    found = rows.order_by().aggregate(count=Count("pk"), first=Min(day))
    return Figure(found["count"], url), date_words(found["first"]) if found["first"] else ""


_ASKED: tuple[Callable[[HttpRequest, date], Link | None], ...] = (
    _escalations,
    _actions,
    _risks,
    _challenges,
    _contributions,
    _seats,
)
