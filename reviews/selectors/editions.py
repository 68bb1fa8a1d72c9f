"""What law and guidance ask of reviews on a day, as the business manager keeps it."""

from datetime import date

from django.db.models import Q, QuerySet

from partnership.policy import live
from reviews.models import Criterion, Edition, KindRule


def editions_in_force(on: date) -> QuerySet[Edition]:
    """The editions in force on a day, the latest first; those of different matter stand side by side."""
    open_ended = Q(in_force_until=None) | Q(in_force_until__gte=on)
    rows: QuerySet[Edition] = Edition.objects.filter(open_ended, live(Edition), in_force_from__lte=on)
    return rows.order_by("-in_force_from", "code_key")


def edition_for(kind: str, on: date) -> Edition | None:
    """The edition by which a review of this kind goes on a day: the latest in force that knows the kind."""
    knowing = KindRule.objects.filter(live(KindRule), kind=kind)
    return editions_in_force(on).filter(pk__in=knowing.values("edition")).first()


def criteria_of(edition: Edition) -> QuerySet[Criterion]:
    """The criteria of an edition in their order."""
    rows: QuerySet[Criterion] = Criterion.objects.filter(live(Criterion), edition=edition)
    return rows.order_by("order", "pk")


def kind_name(edition: Edition | None, kind: str) -> str:
    """What the area calls a kind of review under an edition; empty where the edition does not know it."""
    rules = KindRule.objects.filter(live(KindRule), edition=edition, kind=kind)
    return rules.values_list("name", flat=True).first() or ""
