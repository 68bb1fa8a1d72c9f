"""Contributions: kept one by one, and worked out from a total by the funding formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from partnership.exceptions import DomainError
from partnership.faults import contribution_faults
from partnership.funding import off_by_words, shared_out
from partnership.models import Agency, Board, Contribution, FundingShare, User
from partnership.services.grids import Typed, save_grid
from partnership.services.ruled import Ruled

CONTRIBUTIONS = Ruled(contribution_faults)


@dataclass(frozen=True)
class WorkedOut:
    """What an agency would give: its share, the amount, and the contribution on record, if there is one."""

    agency: Agency
    share: Decimal
    amount: Decimal
    stored: Contribution | None


def worked_out(
    *, amount: Decimal, shares: Sequence[FundingShare], stored: Sequence[Contribution]
) -> tuple[WorkedOut, ...]:
    """A total shared out by a year's formula, to the penny; nothing is stored. DomainError unless shares make 100 %."""
    by_agency = {share.agency: share.share for share in shares}
    if missed := off_by_words(sum(by_agency.values(), Decimal())):
        raise DomainError(f"{missed}.")
    amounts = shared_out(amount, by_agency)
    given = {row.agency_id: row for row in stored}
    return tuple(WorkedOut(agency, share, amounts[agency], given.get(agency.pk)) for agency, share in by_agency.items())


@transaction.atomic
def agree_worked_out(
    *, board: Board, year: str, rows: Sequence[WorkedOut], versions: Mapping[int, int], by: User
) -> int:
    """Store the amounts as agreed; gives how many contributions changed. `versions` by the agencies' keys, as read.

    Raises Conflict where somebody has changed a contribution since then. What was received stays.
    """
    typed = [
        Typed(
            one.stored or Contribution(board=board, financial_year=year),
            {"agreed": one.amount} if one.stored else {"agreed": one.amount, "agency": one.agency},
            versions.get(one.agency.pk, 0),
            same={"board": board, "financial_year": year, "agency": one.agency},
        )
        for one in rows
        if one.stored is None or one.stored.agreed != one.amount
    ]
    return save_grid(typed=typed, rule=contribution_faults, by=by)
