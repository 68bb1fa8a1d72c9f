"""Which partnership somebody has chosen to see first: lists begin with its records, and say so in a box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from partnership.models import Board
from partnership.on_behalf import principal_for

SESSION_KEY = "showing_board"


@dataclass(frozen=True)
class Showing:
    """The boards that may be seen, and the one among them that was chosen; None for all."""

    boards: Sequence[Board]
    board: Board | None


def showing_of(request: Any) -> Showing:
    """What a request shows, read once a request. A choice that may no longer be seen counts for nothing."""
    if not hasattr(request, "showing"):
        boards = list(Board.objects.visible_to(principal_for(request)))
        chosen = request.session.get(SESSION_KEY)
        request.showing = Showing(boards, next((board for board in boards if board.pk == chosen), None))
    return request.showing


def show(request: Any, board: Board | None) -> None:
    """Remember a choice until its owner signs out."""
    request.session[SESSION_KEY] = board.pk if board else None
