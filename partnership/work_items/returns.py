"""What agencies have still to send in."""

from collections.abc import Iterator
from datetime import date

from partnership import registry
from partnership.principals import Principal
from partnership.registers.parts import Chip, Link
from partnership.registry import WorkItem
from partnership.selectors.work import spoken_for


def returns_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """What the agencies that one represents have still to send in."""
    for agency in spoken_for(principal).filter(replaced_by=None):
        for due in registry.returns_of(agency, principal):
            yield WorkItem(None, Link(due.title, due.url), "Return", second=due.words, mark=Chip("grey", "Waiting"))
