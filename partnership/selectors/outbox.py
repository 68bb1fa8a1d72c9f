"""The outbox: what the portal wrote to people and what became of it. Texts of messages are not shown to anybody."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from partnership.enums import MessageState
from partnership.models import Message


@dataclass(frozen=True)
class StateCount:
    """A state, in words, and how many messages are in it."""

    state: str
    words: str
    count: int


def messages_in(state: str) -> QuerySet[Message]:
    """Messages in a state, newest first, with whom they are to; all of them for no state."""
    found = Message.objects.select_related("to").defer("body").order_by("-created_at", "-pk")
    return found.filter(state=state) if state else found


def state_counts() -> list[StateCount]:
    """How many messages there are, in all and in each state; one query."""
    counted = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    in_states = [StateCount(state.value, state.label, counted.get(state, 0)) for state in reversed(MessageState)]
    return [StateCount("", "All", sum(counted.values())), *in_states]
