"""Who hears of a referral, and which agencies somebody may refer a case for."""

from django.db.models import QuerySet
from django.utils import timezone

from partnership.enums import Role
from partnership.models import Agency, RoleGrant, User
from partnership.policy import can
from partnership.principals import PUBLIC_REPORT, Principal, principal_of
from reviews.models import Referral


def agencies_to_refer_for(principal: Principal) -> QuerySet[Agency]:
    """One's own agencies; the business unit, which records what came by mail, any that it sees."""
    seen: QuerySet[Agency] = Agency.objects.visible_to(principal)
    if refers_for_others(principal):
        return seen
    own = {pk for grant in principal.grants if grant.role == Role.AGENCY_REPRESENTATIVE for pk in grant.agencies}
    return seen.filter(pk__in=own, replaced_by=None)


def agencies_to_name() -> QuerySet[Agency]:
    """Whom a referral may name as knowing the family: any agency of today, as public reports name them all."""
    rows: QuerySet[Agency] = Agency.objects.visible_to(PUBLIC_REPORT)
    return rows.filter(replaced_by=None)


def refers_for_others(principal: Principal) -> bool:
    return Role.BUSINESS_MANAGER in principal.roles


def managers_of(referral: Referral) -> list[User]:
    """The business managers who may read it."""
    return _readers(referral, role=Role.BUSINESS_MANAGER)


def speakers_of(referral: Referral) -> list[User]:
    """Who speaks for the agency that referred, and may read what it is told."""
    return _readers(referral, role=Role.AGENCY_REPRESENTATIVE)


def _readers(referral: Referral, *, role: str) -> list[User]:
    grants = RoleGrant.objects.in_force(timezone.localdate()).filter(role=role).select_related("user")
    users = {grant.user.pk: grant.user for grant in grants.order_by("user")}
    return [user for user in users.values() if can(principal_of(user), "view", referral)]
