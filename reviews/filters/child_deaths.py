"""What the lists of child deaths, panels and reconciliations can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from partnership.registers.filters import RegisterFilter
from reviews.enums import DELAY_OF_STATUS, ChildDeathStatus, DelayReason
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
        """By what was ticked, or by a status that says it too."""
        statuses = [status for status, reason in DELAY_OF_STATUS.items() if reason == value]
        # A list of few codes, none of which is part of another: their text is the same on every database.
        return rows.filter(Q(delay_reasons__icontains=f'"{value}"') | Q(status__in=statuses))


class DeathPanelFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = DeathPanel
        fields = ["board"]


class ReconciliationFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Reconciliation
        fields = ["boards"]
