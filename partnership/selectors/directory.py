"""Whose names somebody meets in the portal anyway."""

from django.db.models import Q

from partnership.models import Person, Seat, User
from partnership.policy import allows
from partnership.principals import Principal


def names_in_directory(principal: Principal) -> frozenset[str]:
    """The full names of the people, of the holders of seats and of the accounts that the principal may see. One query.

    A given name alone is nobody's in particular, so none is among them.
    """
    may_see = Q(pk__in=Person.objects.visible_to(principal).values("pk"))
    on_seats = Q(tenures__seat__in=Seat.objects.visible_to(principal).values("pk"))
    people = Person.objects.filter(may_see | on_seats).order_by().values_list("name", flat=True)
    accounts = User.objects.order_by().values_list("name", flat=True)
    if not allows(principal, "view", "user"):
        accounts = accounts.filter(pk__in=[principal.user.pk] if principal.user else [])
    return frozenset(name for name in people.union(accounts) if " " in name.strip())
