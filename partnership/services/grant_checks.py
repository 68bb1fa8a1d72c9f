"""Each quarter somebody who looks after accounts says of every grant whether it is still right."""

from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import RoleGrant, User
from partnership.principals import principal_of
from partnership.selectors.grant_checks import STILL_RIGHT, confirmable
from partnership.services.grants import refuse_oneself
from partnership.services.reasons import note_reason
from partnership.services.rows import change_row

NOT_YOURS = "This is for somebody to confirm who may know what it gives access to."


@transaction.atomic
def confirm_grant(*, grant: RoleGrant, version: int, by: User) -> RoleGrant:
    """Say that a grant is still right, as it was read. Nobody says so of their own."""
    refuse_oneself(user=grant.user, by=by)
    today = timezone.localdate()
    if not confirmable(principal_of(by), today).filter(pk=grant.pk).exists():
        raise DomainError(NOT_YOURS)
    values = {"confirmed_on": today, "confirmed_by": by}
    confirmed: RoleGrant = change_row(row=grant, values=values, version=version, by=by)
    note_reason(row=confirmed, reason=STILL_RIGHT)
    return confirmed
