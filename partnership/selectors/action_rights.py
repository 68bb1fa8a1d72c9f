"""Who may do what with an action, beyond what the policy's table says of it as a whole."""

from dataclasses import replace

from partnership.enums import Role
from partnership.models import Action, DueDateRequest
from partnership.policy import can
from partnership.principals import Principal


def may_manage(principal: Principal, action: Action) -> bool:
    """Whether the principal may change all of an action: owner, agency, date, plan.

    Who may change it only because it is their agency's reports on it and asks for a new date.
    """
    return can(as_manager(principal), "change", action)


def as_manager(principal: Principal) -> Principal:
    """The principal without what they hold for an agency."""
    grants = tuple(grant for grant in principal.grants if grant.role != Role.AGENCY_REPRESENTATIVE)
    return replace(principal, grants=grants)


def may_ask_for_date(principal: Principal, action: Action) -> bool:
    """Whoever may agree to a new date changes it; everybody else who works on the action asks."""
    return can(principal, "change", action) and not can(principal, "approve", action)


def may_answer(principal: Principal, request: DueDateRequest) -> bool:
    """The chair of the group whose plan it is, or the business manager; nobody answers their own question."""
    asked_by_self = principal.user is not None and principal.user.pk == request.asked_by_id
    return not asked_by_self and can(principal, "approve", request)
