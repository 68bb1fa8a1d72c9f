"""What partner agencies report of their own staff's training."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from partnership.models import Board, Seat
from partnership.principals import Principal
from training.models import WorkforceTraining


@dataclass(frozen=True)
class WorkforceFigure:
    """An agency's compliance with one requirement, in one service where it names several.

    `percent` is what the agency reported; it counts only where `staff` and `trained` are not known.
    """

    agency: str
    requirement: str
    service: str
    as_at: date
    staff: int | None
    trained: int | None
    percent: Decimal | None


def workforce_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[WorkforceFigure, ...]:
    """The latest figures dated between `start` and `end`, by agency, in the order in which agencies gave them.

    A figure belongs to an agency, not to a board: those of agencies that sit on the board's groups are taken, and of
    agencies that sit on no group at all. One query.
    """
    seats = Seat.objects.visible_to(principal).exclude(agency=None)
    ours = seats.filter(group__boards=board).values("agency")
    rows = (
        WorkforceTraining.objects.visible_to(principal)
        .filter(Q(agency__in=ours) | ~Q(agency__in=seats.values("agency")), as_at__range=(start, end))
        .select_related("agency")
        .order_by("as_at", "pk")
    )
    latest = {(row.agency_id, row.requirement_key, row.service_key): row for row in rows}
    ordered = sorted(latest.values(), key=lambda row: (row.agency.name, row.pk))
    return tuple(
        WorkforceFigure(row.agency.name, row.requirement, row.service, row.as_at, row.staff, row.trained, row.percent)
        for row in ordered
    )
