"""Somebody looked whether a recommendation has made a difference."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import ImpactTest, User
from partnership.services.rows import change_row, create_row


@transaction.atomic
def create_impact_test(*, row: ImpactTest, values: Mapping[str, Any], by: User) -> ImpactTest:
    """Write down who looked, how and what they found. DomainError for a day to come, or a next look before it."""
    _check(values.get("tested_on"), values.get("again_on"))
    row.tested_by = by
    test: ImpactTest = create_row(row=row, values=values, by=by)
    return test


@transaction.atomic
def change_impact_test(*, row: ImpactTest, values: Mapping[str, Any], version: int, by: User) -> ImpactTest:
    """Change it, under the same rules."""
    _check(values.get("tested_on", row.tested_on), values.get("again_on", row.again_on))
    test: ImpactTest = change_row(row=row, values=values, version=version, by=by)
    return test


def _check(tested_on: date | None, again_on: date | None) -> None:
    if tested_on and tested_on > timezone.localdate():
        raise DomainError("This day is in the future. Type the day on which somebody looked.")
    if tested_on and again_on and again_on <= tested_on:
        raise DomainError("The next look comes after this one. Change one of the two dates.")
