"""Whose actions: one's own, one's agency's, one's groups'."""

from django.db.models import Q
from django.utils import timezone

from partnership.enums import Role
from partnership.models import Action, Seat
from partnership.principals import Principal
from partnership.selectors.work import answers_for_all

MINE, AGENCY, GROUP = "mine", "agency", "group"
WHOSE = {MINE: "My actions", AGENCY: "My agency’s", GROUP: "My groups’"}


def whose_leads_somewhere(principal: Principal) -> list[str]:
    """The answers that mean something for this principal."""
    reaches = {
        MINE: principal.user is not None,
        AGENCY: any(grant.agencies for grant in principal.grants),
        GROUP: any(grant.groups for grant in principal.grants),
    }
    return [whose for whose, leads in reaches.items() if leads]


def usually_whose(principal: Principal) -> str:
    """Whose actions a list begins with: a chair's groups', a representative's agency's, everybody's for the rest."""
    if answers_for_all(principal):
        return ""
    if Role.GROUP_CHAIR in principal.roles:
        return GROUP
    return AGENCY if Role.AGENCY_REPRESENTATIVE in principal.roles else ""


def of_whom(whose: str, principal: Principal) -> Q:
    """The condition for actions of these people."""
    if whose == MINE:
        return Q(owner__in=_names_of(principal))
    if whose == AGENCY:
        return Q(agency__in={pk for grant in principal.grants for pk in grant.agencies})
    groups = {pk for grant in principal.grants for pk in grant.groups}
    condition = Q(pk__in=[])
    for lookup in Action.body_lookups:
        condition |= Q(**{f"{lookup}__in": groups})
    return condition


def _names_of(principal: Principal) -> list[str]:
    """How an action calls its owner: by name, or by the seat that the person holds now."""
    user = principal.user
    if user is None:
        return []
    today = timezone.localdate()
    held = Seat.objects.filter(
        Q(tenures__starts_on=None) | Q(tenures__starts_on__lte=today),
        Q(tenures__ends_on=None) | Q(tenures__ends_on__gte=today),
        tenures__person__user=user,
    )
    return [user.name, *held.values_list("label", flat=True).distinct()]
