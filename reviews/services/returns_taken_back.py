"""What an agency was asked for by mistake is taken back. Nothing of it is deleted."""

from django.db import transaction

from partnership.exceptions import DomainError
from partnership.models import User
from partnership.principals import principal_of
from partnership.services.reasons import note_reason
from partnership.services.rows import archive_row
from reviews.models import AgencyReturn
from reviews.selectors.returns import may_ask
from reviews.services.return_messages import tell_taken_back
from reviews.services.returns import check_unit, writable


@transaction.atomic
def take_back(*, row: AgencyReturn, reason: str, by: User) -> AgencyReturn:
    """Take back what an agency was asked for, with all that it wrote; the same can then be asked of it again.

    Whoever was asked is told, without the reason. DomainError once the return is sent.
    """
    fresh = writable(row)
    check_unit(fresh, by)
    if not may_ask(principal_of(by), fresh.review):
        raise DomainError("A request is taken back by somebody who may ask agencies for returns.")
    tell_taken_back(fresh, by)
    archived: AgencyReturn = archive_row(row=fresh, reason=reason, by=by)
    note_reason(row=archived, reason="Taken back")
    return archived
