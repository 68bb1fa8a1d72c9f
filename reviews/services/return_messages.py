"""What the portal writes about returns: of the review its reference alone, and where to read the rest."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from partnership.enums import MessageKind, Role
from partnership.links import link_to
from partnership.models import RoleGrant, User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.services.messages import write_message
from reviews.models import AgencyReturn
from reviews.selectors.returns import is_of_unit, name_of_return


def tell_agency(row: AgencyReturn, subject: str, said: str, by: User, *, only: Iterable[User] | None = None) -> None:
    """Write to those who are asked, or to some of them."""
    _tell(row, row.people.all() if only is None else only, subject, said, by)


def tell_unit(row: AgencyReturn, subject: str, said: str, by: User) -> None:
    """Write to whoever asked; where they are not on the review any more, to the business managers who are."""
    if is_of_unit(principal_of(row.asked_by), row):
        _tell(row, [row.asked_by], subject, said, by)
        return
    _tell(row, _managers_named(row, timezone.localdate()), subject, said, by)


def tell_taken_back(row: AgencyReturn, by: User) -> None:
    """Write to those who are asked, before they can no longer open the return."""
    for user in _who_may_hear(row, row.people.all(), by):
        body = f"{name_of_return(row)}\n\n{by.name} has taken this request back. There is nothing more for you to do. "
        body += "You can no longer open it in the portal."
        write_message(to=user, kind=MessageKind.ASKED, subject="A request for a return is taken back", body=body)


def _managers_named(row: AgencyReturn, today: date) -> list[User]:
    grants = RoleGrant.objects.in_force(today).filter(record=row.review_id, role=Role.BUSINESS_MANAGER)
    users = {grant.user for grant in grants.select_related("user")}
    return [user for user in sorted(users, key=lambda user: user.pk) if is_of_unit(principal_of(user), row)]


def _tell(row: AgencyReturn, to: Iterable[User], subject: str, said: str, by: User) -> None:
    for user in _who_may_hear(row, to, by):
        where = link_to("reviews:return-detail", row.pk)
        body = f"{name_of_return(row)}\n\n{by.name} {said}.\n\nRead it here: {where}"
        write_message(to=user, kind=MessageKind.ASKED, subject=subject, body=body)


def _who_may_hear(row: AgencyReturn, to: Iterable[User], by: User) -> list[User]:
    """Who has lost a return hears no more of it."""
    return [user for user in to if user != by and can(principal_of(user), "view", row)]
