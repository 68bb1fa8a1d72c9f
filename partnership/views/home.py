"""Home: what is asked of you by date, your groups, what changed since you were last here."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.enums import Role
from partnership.models import Action, Risk
from partnership.policy import allows
from partnership.principals import Principal
from partnership.registers.parts import Button, Link
from partnership.selectors.asked import asked_by_date
from partnership.selectors.visits import changes_since
from partnership.selectors.work import spoken_for
from partnership.services.visits import FIRST_LOOK, note_visit
from partnership.views.figures import listed
from partnership.views.read_first import read_first
from partnership.views.traced import Traced

CHANGES_SHOWN = 12
#: Words with their links between them.
Sentence = list[Link | str]


class Home(Traced):
    """Asked by date and not by module, since the day is what people think in."""

    place = "home"

    def get(self, request: HttpRequest) -> HttpResponse:
        today, now = timezone.localdate(), timezone.now()
        since = note_visit(by=self.user, at=now)
        spans = asked_by_date(self.principal, today)
        told = {item.told.pk: item.told for span in spans for item in span.shown if item.told}
        if not self.note_all(list(told.values())):
            return self.refuse()
        context = {
            "today": today,
            "soon": today + timedelta(days=300),
            "first": read_first(request) if Role.SCRUTINEER in self.principal.roles else [],
            "sentences": list(_sentences(request, self.principal)),
            "buttons": _buttons(self.principal),
            "reads_nothing": self.principal.roles - {Role.PUBLIC} == {Role.TECHNICAL_ADMIN},
            "work": spans if any(span.items for span in spans) else [],
            "since": since,
            "is_first_look": now - since == FIRST_LOOK,
            "changes": changes_since(self.principal, since, at_most=CHANGES_SHOWN),
            "changes_shown": CHANGES_SHOWN,
            "tiles": [
                (tile.template, content) for tile in registry.tiles() if (content := tile.content(self.principal))
            ],
        }
        return render(request, "partnership/home.html", context)


def _sentences(request: HttpRequest, principal: Principal) -> Iterator[Sentence]:
    for one in (_unit, _chair, _owed):
        yield from one(request, principal)


def _unit(request: HttpRequest, principal: Principal) -> Iterator[Sentence]:
    """What the business unit and the independent chair ask first."""
    if not {Role.BUSINESS_MANAGER, Role.SUPPORT_OFFICER, Role.SCRUTINEER} & principal.roles:
        return
    late = listed(request, Action, state="open", due="overdue")
    undated = listed(request, Action, state="open", due="undated")
    risks = listed(request, Risk, status="open", rating="high")
    yield [
        "The partnership has ",
        Link(late.of("overdue action"), late.url),
        ", ",
        Link(f"{undated.of('open action')} without a due date", undated.url),
        " and ",
        Link(f"{risks.of('open risk')} rated high or very high", risks.url),
        ".",
    ]


def _chair(request: HttpRequest, principal: Principal) -> Iterator[Sentence]:
    """What the groups that one chairs owe."""
    if Role.GROUP_CHAIR not in principal.roles:
        return
    owed = listed(request, Action, state="open", whose="group")
    late = listed(request, Action, state="open", whose="group", due="overdue")
    yield [
        "Your groups have ",
        Link(owed.of("open action"), owed.url),
        ", of which ",
        Link(f"{late.count:,} overdue", late.url),
        ".",
    ]


def _owed(request: HttpRequest, principal: Principal) -> Iterator[Sentence]:
    """What each agency that one speaks for owes, how much of it is late, and the way to its page."""
    for agency in spoken_for(principal):
        owed = listed(request, Action, state="open", agency=agency.pk)
        late = listed(request, Action, state="open", agency=agency.pk, due="overdue")
        if agency.replaced_by_id and not owed.count:
            continue
        yield [
            Link(agency.name, registry.url_of(agency)),
            " owes ",
            Link(owed.of("action"), owed.url),
            ", of which ",
            Link(f"{late.count:,} overdue", late.url),
            ".",
        ]


def _buttons(principal: Principal) -> list[Button]:
    """What most who may do it come for."""
    offered = (
        ("Add an action", "partnership:action-create", "create", "action"),
        ("Import a workbook", "partnership:import-list", "create", "workbook"),
    )
    return [
        Button(title, reverse(name), primary=subject == "action")
        for title, name, verb, subject in offered
        if allows(principal, verb, subject)
    ]
