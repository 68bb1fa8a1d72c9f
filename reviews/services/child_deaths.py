"""Laying a list of registered deaths beside the panel's records."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Board, User
from partnership.principals import principal_of
from partnership.services.references import next_reference
from partnership.services.rows import create_row
from reviews.models import ChildDeath, Reconciliation
from reviews.registered_deaths import RegisteredDeath, compared, of_panel


@transaction.atomic
def reconcile(
    *, board: Board, listed: Sequence[RegisteredDeath], source: str, period_from: date, period_to: date, by: User
) -> Reconciliation:
    """Keep what the list and the panel's records have that the other has not; the list itself is not kept.

    Deaths of the panel without a date are laid beside it too, and can agree by reference only. DomainError where the
    list holds a death outside its own period.
    """
    outside = [death for death in listed if death.died_on and not period_from <= death.died_on <= period_to]
    if outside:
        raise DomainError(f"{len(outside)} of the listed deaths lie outside these days. Check the days or the list.")
    in_period = Q(died_on__range=(period_from, period_to)) | Q(died_on=None)
    rows = ChildDeath.objects.visible_to(principal_of(by)).filter(in_period, boards=board)
    result = compared(listed, [of_panel(death) for death in rows.order_by("died_on", "pk")])
    values = {
        "reference": next_reference(Reconciliation, [board]),
        "title": f"Deaths from {period_from:%-d %B %Y} to {period_to:%-d %B %Y}",
        "compared_on": timezone.localdate(),
        "source": source,
        "period_from": period_from,
        "period_to": period_to,
        "listed": len(listed),
        "matched": result.matched,
        "missing_here": [death.as_text() for death in result.missing_here],
        "missing_there": [death.as_text() for death in result.missing_there],
        "boards": [board],
    }
    stored: Reconciliation = create_row(row=Reconciliation(), values=values, by=by)
    return stored
