"""Requests that wait for a second person, on the home page of those who may decide them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.models import ClassChange, NamingRequest
from partnership.outside_words import kind_words, reference_alone
from partnership.policy import allows
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registry import WorkItem
from partnership.selectors.asked import MOST
from partnership.selectors.record_access import ACCESS, classes_to_answer, namings_to_answer
from partnership.services.two_people import PAGES
from partnership.work_items.parts import late_or, restriction_of

#: Nothing happens before it is answered, and whoever asked waits.
ANSWER_WITHIN = timedelta(days=1)
WAITS: dict[type, str] = {NamingRequest: "Confirm who is named on", ClassChange: "Confirm the class of"}


def second_person_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """What somebody else asked for and this person may confirm or refuse; of its record the reference alone."""
    if principal.user is None or not allows(principal, "approve", ACCESS):
        return
    for waiting in (namings_to_answer(principal), classes_to_answer(principal)):
        for request in waiting.select_related("record", "asked_by").order_by("asked_at", "pk")[:MOST]:
            yield _item(request, today)


def _item(request: Any, today: date) -> WorkItem:
    due_on = timezone.localdate(request.asked_at) + ANSWER_WITHIN
    title = f"{WAITS[type(request)]} {kind_words(request.record)} {reference_alone(request.record)}"
    return WorkItem(
        due_on=due_on,
        title=Link(title, reverse(PAGES[type(request)], args=[request.pk])),
        kind="Access",
        second=f"Asked by {request.asked_by.name}. It takes a second person",
        mark=late_or(due_on, today, "Waiting"),
        restriction=restriction_of(request),
    )
