"""Who speaks for an agency, as far as a row is theirs."""

from typing import Any

from django.utils import timezone

from partnership.models import Agency, RoleGrant, User
from partnership.policy import can
from partnership.principals import principal_of


def speakers_who_may(verb: str, row: Any, role: str) -> list[User]:
    """Those who hold this role for the row's agency, or for one that replaced it, and may do `verb` to the row.

    A conflict of interest, a closed account or a role that has ended leaves them out.
    """
    grants = RoleGrant.objects.in_force(timezone.localdate()).filter(role=role, agency__in=_line_of(row.agency))
    users = {grant.user for grant in grants.select_related("user")}
    found = [user for user in users if can(principal_of(user), verb, row)]
    return sorted(found, key=lambda user: user.pk)


def _line_of(agency: Agency) -> list[int]:
    """An agency and those that came after it."""
    found: list[int] = []
    one: Agency | None = agency
    while one and one.pk not in found:
        found.append(one.pk)
        one = one.replaced_by
    return found
