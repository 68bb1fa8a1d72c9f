"""The quarterly look at who has access, on the home page of the business manager."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from partnership.enums import Role
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registry import WorkItem
from partnership.selectors.grant_checks import confirmable, to_confirm
from partnership.selectors.highlights import quarter_of
from partnership.templatetags.words import counted
from partnership.work_items.parts import late_or


def grants_to_confirm(principal: Principal, today: date) -> Iterator[WorkItem]:
    """One thing to do by the end of the quarter, while there are grants that nobody has looked at for three months."""
    if Role.BUSINESS_MANAGER not in principal.roles:
        return
    if number := confirmable(principal, today).filter(to_confirm(today)).count():
        due_on, words = quarter_of(today, 1).end, counted(number, "grant,grants")
        yield WorkItem(
            due_on=due_on,
            title=Link(f"Confirm who has access: {words}", reverse("partnership:grant-check")),
            kind="Access",
            second="Not confirmed in the last three months",
            mark=late_or(due_on, today, "Waiting"),
        )
