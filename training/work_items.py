"""What training asks of people."""

from collections.abc import Iterator
from datetime import date

from partnership import registry
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registers.rows import neutral_name
from partnership.registry import WorkItem
from partnership.selectors.asked import MOST
from partnership.work_items import late_or, restriction_of
from training.enums import EventStatus
from training.models import CourseEvent


def events_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Events whose day has passed and of which nobody has said whether they took place."""
    events = CourseEvent.objects.visible_to(principal, "change").select_related("course")
    for event in events.filter(status=EventStatus.PLANNED, starts_on__lt=today).order_by("starts_on", "pk")[:MOST]:
        yield WorkItem(
            due_on=event.starts_on,
            title=Link(f"Say whether it took place: {neutral_name(event)}", registry.url_of(event)),
            kind="Training",
            second=event.reference,
            mark=late_or(event.starts_on, today, ""),
            restriction=restriction_of(event),
        )
