"""What the commands that print have in common."""

from django.core.management.base import CommandError

from partnership.models import Board

#: Seconds for the layout; the longest report on record takes fifteen. Nobody waits at a browser for these.
DEADLINE = 300.0


def board_of(code: str) -> Board:
    """The board of a code that the operator typed."""
    board = Board.objects.filter(code_key=code.casefold()).first()
    if board is None:
        raise CommandError(f"There is no board with the code “{code}”.")
    return board
