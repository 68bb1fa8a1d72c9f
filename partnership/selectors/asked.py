"""What is asked of somebody by date, from every part of the portal."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateformat import format as date_format

from partnership import registry
from partnership.formats import number_words
from partnership.principals import Principal
from partnership.registry import WorkItem

#: What a source of work gives at most; whoever is asked for more looks into its list.
MOST = 300
#: What a page shows of one stretch of days, and of all that comes after.
SHOWN = 25
SHOWN_OF_LATER = 10
LATER = "later"
OWN = "own"
#: The kind of work that the action log counts.
ACTION = "Action"


@dataclass(frozen=True)
class Span:
    """What is asked for by one stretch of days. `shown` are the first of it; `is_cut` where a kind has still more."""

    key: str
    title: str
    second: str
    items: tuple[WorkItem, ...]
    is_cut: bool = False

    @property
    def shown(self) -> tuple[WorkItem, ...]:
        return self.items[: SHOWN_OF_LATER if self.key == LATER else SHOWN]

    @property
    def more(self) -> int:
        return len(self.items) - len(self.shown)

    @property
    def number(self) -> str:
        """How many; of a kind with very many only that there are at least so many."""
        return f"{number_words(len(self.items))}{' or more' if self.is_cut else ''}"

    @property
    def things(self) -> str:
        """Such as "18 things": actions are counted apart, since the action log counts no more than those."""
        return f"{self.number} thing{'' if self.number == '1' else 's'}"

    @property
    def of_them(self) -> str:
        """Such as "14 of them actions"; nothing where none is, or very many are not counted."""
        actions = sum(item.kind == ACTION for item in self.items)
        if not actions or self.is_cut:
            return ""
        if actions == len(self.items):
            return "an action" if actions == 1 else "all of them actions"
        return f"{number_words(actions)} of them {'an action' if actions == 1 else 'actions'}"


def asked_by_date(principal: Principal, today: date) -> list[Span]:
    """Everything that is asked of a principal, from every part of the portal: overdue, this week, next week, later.

    What waits for their own word stands before all of it, where there is any.
    """
    sunday = today + timedelta(days=6 - today.weekday())
    next_monday, next_sunday = sunday + timedelta(days=1), sunday + timedelta(days=7)
    found = [list(source(principal, today)) for source in registry.work_sources()]
    # Equal days stay in the order of the sources.
    items = sorted((item for some in found for item in some), key=lambda item: item.due_on or date.max)
    is_cut = any(len(some) >= MOST for some in found)
    own = tuple(item for item in items if item.is_own)
    items = [item for item in items if not item.is_own]

    def due(key: str, title: str, second: str, first: date, last: date) -> Span:
        inside = tuple(item for item in items if first <= (item.due_on or date.max) <= last)
        return Span(key, title, second, inside, is_cut and bool(inside))

    return [
        *([Span(OWN, "For you to agree", "before all else", own)] if own else []),
        due("overdue", "Overdue", "before today", date.min, today - timedelta(days=1)),
        due("this-week", "Due this week", f"by {date_format(sunday, 'l j F')}", today, sunday),
        due("next-week", "Due next week", _days(next_monday, next_sunday), next_monday, next_sunday),
        due(LATER, "Later", "or without a date", next_sunday + timedelta(days=1), date.max),
    ]


def _days(first: date, last: date) -> str:
    """Such as "15 to 21 June"."""
    begin = str(first.day) if first.month == last.month else date_format(first, "j F")
    return f"{begin} to {date_format(last, 'j F')}"
