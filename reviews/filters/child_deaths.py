"""What the lists of child deaths, panels and reconciliations can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from partnership.registers.filters import RegisterFilter
from reviews.enums import ChildDeathStatus, DelayReason
from reviews.models import ChildDeath, DeathPanel, Reconciliation

_WAITING = "waiting"
_ENDED = (ChildDeathStatus.REVIEWED, ChildDeathStatus.TRANSFERRED)


class ChildDeathFilter(RegisterFilter):
    open = django_filters.ChoiceFilter(
        label="Waiting or reviewed", choices=[(_WAITING, "Waiting for review"), ("ended", "Reviewed or transferred")],
        method="narrow_open",
    )  # fmt: skip
    delay = django_filters.ChoiceFilter(label="Waits for", choices=DelayReason.choices, method="narrow_delay")

    class Meta(RegisterFilter.Meta):
        model = ChildDeath
        fields = ["open", "delay", "status", "boards"]

    def narrow_open(self, rows: QuerySet, name: str, value: str) -> Any:
        return rows.exclude(status__in=_ENDED) if value == _WAITING else rows.filter(status__in=_ENDED)

    def narrow_delay(self, rows: QuerySet, name: str, value: str) -> Any:
        # A list of few codes, none of which is part of another: their text is the same on every database.
        return rows.filter(delay_reasons__icontains=f'"{value}"')


class DeathPanelFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = DeathPanel
        fields = ["board"]


class ReconciliationFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Reconciliation
        fields = ["boards"]
