"""What earlier editions released, to protect the next one against them."""

from partnership.disclosure import Edition
from partnership.models import Board, ReleasedNumbers


def earlier_editions(*, subject: str, board: Board) -> list[Edition]:
    """Every edition of a subject that a board has released, the first of them first. One query."""
    kept = ReleasedNumbers.objects.filter(subject=subject, board=board)
    return [Edition.from_json(numbers) for numbers in kept.values_list("numbers", flat=True)]
