"""Keeping what a publication released of small numbers."""

from django.db import transaction

from partnership.disclosure import Edition
from partnership.models import Board, ReleasedNumbers


@transaction.atomic
def keep_release(*, subject: str, board: Board, scope: str, edition: str, numbers: Edition) -> ReleasedNumbers | None:
    """Keep what an edition released, once; None where it released nothing or is kept already."""
    kept = ReleasedNumbers.objects.filter(subject=subject, board=board, scope=scope)
    told = numbers.to_json()
    last = kept.last()
    if not told["counts"] or (last and last.numbers == told) or kept.filter(edition=edition).exists():
        return None
    return ReleasedNumbers.objects.create(subject=subject, board=board, scope=scope, edition=edition, numbers=told)
