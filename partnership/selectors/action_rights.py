"""Who may do what with an action, beyond what the policy's table says of it as a whole."""

from dataclasses import replace

from django.db.models import Q

from partnership.enums import Role
from partnership.models import Action, Board, DueDateRequest, Recommendation, Record
from partnership.policy import can, row_of, subject_of
from partnership.principals import Grant, Principal


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


def may_add(principal: Principal, model: type[Action] | type[Recommendation], record: Record) -> bool:
    """Whether the principal may add such a row to a record's plan: what the policy says of the row once it is there."""
    table = row_of(subject_of(model), record.visibility)
    return any(
        verb == "create" and _leads_to(grant, reach, model, record)
        for grant in principal.grants
        for verb, reach in table.get(grant.role, frozenset())
    )


def _leads_to(grant: Grant, reach: str, model: type[Action] | type[Recommendation], record: Record) -> bool:
    if grant.board is not None and not record.boards.filter(pk=grant.board).exists():
        return False
    if reach == "body":
        return _of_body(grant, model, record)
    return reach == "all" or (reach == "named" and record.pk in grant.records)


def _of_body(grant: Grant, model: type[Action] | type[Recommendation], record: Record) -> bool:
    """Of a group that one sits on, or of no group at all on a board of such a group."""
    lookups = [lookup.removeprefix("plan__record__") for lookup in getattr(model, "body_lookups", ())]
    of_groups, of_none = Q(pk__in=[]), Q()
    for lookup in lookups:
        of_groups |= Q(**{f"{lookup}__in": grant.groups})
        of_none &= Q(**{f"{lookup}__isnull": True})
    boards = Board.objects.filter(records__in=grant.groups)
    here = Record.objects.filter(pk=record.pk)
    return here.filter(of_groups).exists() or here.filter(of_none, boards__in=boards).exists()
