"""The page that says who has access to a record, and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.models import ClassChange, RoleGrant
from partnership.policy import can
from partnership.registers.parts import RESTRICTION_CHIPS, Button, Chip
from partnership.selectors.record_access import (
    conflicts_of,
    is_guarded_somewhere,
    is_named,
    may,
    named_on,
    naming_to_lengthen,
    open_by_role,
    waiting_on,
)
from partnership.selectors.record_access_history import access_history
from partnership.services.classes import classes_for
from partnership.services.two_people import PAGES
from partnership.views.record_access.base import AboutAccess

_SAID = {
    Visibility.PUBLIC: "Everybody can read it.",
    Visibility.PARTNERSHIP: "Everybody whose role opens it can read it.",
    Visibility.RESTRICTED: "These roles and the people who are named on it can open it.",
    Visibility.SEALED: "Only people who are named on it can open it. To name somebody takes two people.",
}


class RecordAccess(AboutAccess):
    """Named people, roles, what waits for a second person, conflicts of interest, and how it came about."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        today, record = timezone.localdate(), self.record
        conflicts = list(conflicts_of(record))
        context = {
            "record": record,
            "name": self.name,
            "chip": RESTRICTION_CHIPS.get(record.visibility) or Chip("grey", record.get_visibility_display()),
            "said": _SAID[record.visibility],
            "papers": is_guarded_somewhere(record) and record.visibility != Visibility.SEALED,
            "named": [self.named_line(one) for one in named_on(record, today)],
            "by_role": open_by_role(record, today),
            "waiting": [self.waiting_line(one) for one in waiting_on(record)],
            "conflicts": [one for one in conflicts if one.ended_at is None],
            "ended": [one for one in conflicts if one.ended_at],
            "history": access_history(record),
            "buttons": self.buttons(),
            "may_name": may(self.principal, "create", record),
            "may_end": may(self.principal, "change", record),
            "breadcrumbs": self.breadcrumbs(),
        }
        return render(request, "partnership/record_access/page.html", context)

    def buttons(self) -> list[Button]:
        """What the person can do next about the record's access."""
        found = []
        if may(self.principal, "create", self.record):
            found.append(self.button("Name somebody", "record-name", primary=True))
            if Role.BUSINESS_MANAGER in self.principal.roles and not is_named(self.user, self.record):
                found.append(self.button("Name yourself", "record-name-yourself"))
            if classes_for(self.record):
                found.append(self.button("Change its class", "record-class"))
        if may(self.principal, "change", self.record):
            found.append(self.button("Declare somebody’s conflict", "record-conflict-add"))
        if can(self.principal, "view", self.record):
            found.append(self.button("Declare your own conflict", "conflict-declare"))
        return found

    def button(self, title: str, address: str, *, primary: bool = False) -> Button:
        return Button(title, reverse(f"partnership:{address}", args=[self.record.pk]), primary)

    def named_line(self, grant: RoleGrant) -> dict[str, Any]:
        may_end = grant.user != self.user
        return {"grant": grant, "may_end": may_end, "may_lengthen": may_end and grant.ends_on and not grant.expires_at}

    def waiting_line(self, request: Any) -> dict[str, Any]:
        if isinstance(request, ClassChange):
            what = f"Change of class: {request}"
        else:
            longer = " for longer" if naming_to_lengthen(request, timezone.localdate()) else ""
            what = f"Name {request.user.name}{longer}"
        return {"request": request, "what": what, "url": reverse(PAGES[type(request)], args=[request.pk])}
