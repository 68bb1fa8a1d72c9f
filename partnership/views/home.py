"""Home: your work by date, your groups, what changed."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from partnership import registry
from partnership.enums import Role
from partnership.formats import date_words
from partnership.models import Action, Agency, Risk
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registers.tables import RegisterTable
from partnership.selectors.work import actions_asked, answers_for_all, changed_lately
from partnership.tables import ActionTable, ChangeTable, WorkTable
from partnership.views.figures import listed
from partnership.views.scoped import SignedInView

CHANGES_SHOWN = 8


class Home(SignedInView):
    """Asked by date and not by module, since the day is what people think in."""

    place = "home"

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        changes = ChangeTable(changed_lately(self.principal)[:CHANGES_SHOWN], principal=self.principal, orderable=False)
        work = _by_date(self.principal, today)
        context = {
            "today": today,
            "sentences": [*_owed(request, self.principal), *_of_all(request, self.principal)],
            "reads_nothing": self.principal.roles - {Role.PUBLIC} == {Role.TECHNICAL_ADMIN},
            "work": work if any(len(span["table"].rows) for span in work) else [],
            "changes": changes,
            "tiles": [
                (tile.template, content) for tile in registry.tiles() if (content := tile.content(self.principal))
            ],
        }
        return render(request, "partnership/home.html", context)


def _owed(request: HttpRequest, principal: Principal) -> list[list[Link]]:
    """What each agency that one speaks for owes, and how much of it is late."""
    agencies = Agency.objects.filter(pk__in={pk for grant in principal.grants for pk in grant.agencies})
    sentences = []
    for agency in agencies.visible_to(principal):
        owed = listed(request, Action, state="open", agency=agency.pk)
        late = listed(request, Action, state="open", agency=agency.pk, due="overdue")
        who = agency.name if len(agencies) > 1 else "Your agency"
        sentences.append([Link(f"{who} owes {owed.of('action')}", owed.url), Link(f"{late.count:,} overdue", late.url)])
    return sentences


def _of_all(request: HttpRequest, principal: Principal) -> list[list[Link]]:
    """What the independent chair asks first."""
    if Role.SCRUTINEER not in principal.roles:
        return []
    late = listed(request, Action, state="open", due="overdue")
    risks = listed(request, Risk, status="open", rating="high")
    undated = listed(request, Action, state="open", due="undated")
    return [
        [Link(late.of("overdue action"), late.url)],
        [Link(f"{risks.of('open risk')} rated high or very high", risks.url)],
        [Link(f"{undated.of('open action')} without a due date", undated.url)],
    ]


def _by_date(principal: Principal, today: date) -> list[dict[str, Any]]:
    """What is late, due this week and next, each with its table; the rest too for those with work of their own."""
    sunday = today + timedelta(days=6 - today.weekday())
    next_monday, next_sunday = sunday + timedelta(days=1), sunday + timedelta(days=7)
    asked = actions_asked(principal)

    def due(first: date, last: date) -> RegisterTable:
        return _table(principal, asked.filter(due_on__range=(first, last)))

    spans = [
        {
            "title": "Overdue",
            "second": "before today",
            "table": _table(principal, asked.filter(due_on__lt=today)),
        },
        {"title": "Due this week", "second": f"by {date_words(sunday)}", "table": due(today, sunday)},
        {
            "title": "Due next week",
            "second": f"{date_words(next_monday)} to {date_words(next_sunday)}",
            "table": due(next_monday, next_sunday),
        },
    ]
    if answers_for_all(principal):
        return spans
    rest = asked.filter(Q(due_on=None) | Q(due_on__gt=next_sunday))
    table = ActionTable(rest, principal=principal, orderable=False)
    return [*spans, {"title": "Later", "second": "or without a due date", "table": table}]


def _table(principal: Principal, actions: QuerySet) -> RegisterTable:
    return WorkTable(actions, principal=principal, orderable=False)
