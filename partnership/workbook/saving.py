"""Stores the rows of a workbook with their history, and explains what the database refuses."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from simple_history.utils import bulk_create_with_history

from partnership.models import User
from partnership.models.fields import fill_keys
from partnership.models.maintained import Versioned
from partnership.services.versions import claim_version

Refusal = tuple[str, str]  # attribute, what was expected
_NOT_STORED = "a row that is not stored yet"


def create_rows(rows: Sequence[Any], by: User | None) -> list[tuple[Any, Refusal]]:
    """Store new rows together; return those that the database refuses, with the reason.

    One statement for hundreds of rows, and one by one only where that fails: fifty thousand actions come in within
    seconds, and still each refusal is known by its row.
    """
    for row in rows:
        fill_keys(row)  # storing rows together passes `save` by
    try:
        with transaction.atomic():
            bulk_create_with_history(rows, type(rows[0]), default_user=by)
            return []
    except IntegrityError:
        for row in rows:
            row.pk, row._state.adding = None, True
        return [(row, refusal) for row in rows if (refusal := save_row(row, by))]


def save_row(row: Any, by: User | None) -> Refusal | None:
    """Store one row; return the reason where the database refuses it."""
    row._history_user = by
    try:
        with transaction.atomic():
            if row.pk is not None and isinstance(row, Versioned):
                claim_version(row)
            row.save()
            return None
    except IntegrityError:
        return refusal_of(row)


def unfit_value(row: Any, attribute: str) -> Iterator[str]:
    """Yield what the field's own rules say against its value: SQLite checks neither lengths nor ranges."""
    field = row._meta.get_field(attribute)
    value = getattr(row, attribute)
    if field.validators and value not in field.empty_values:
        try:
            field.run_validators(value)
        except ValidationError as error:
            yield from map(_expectation, error.error_list)


def _expectation(error: Any) -> str:
    limit = (error.params or {}).get("limit_value")
    phrases = {
        "max_length": f"at most {limit} characters",
        "min_value": f"{limit} or more",
        "max_value": f"{limit} or less",
    }
    return phrases.get(error.code, error.messages[0])


def refusal_of(row: Any) -> Refusal:
    """Return which rule of the database a row breaks, in words."""
    for model in [*row._meta.parents, type(row)]:
        for constraint in model._meta.constraints:
            try:
                constraint.validate(model, row)
            except ValidationError:
                return _explain(constraint)
    for field in row._meta.concrete_fields:
        same = type(row)._base_manager.filter(**{field.attname: getattr(row, field.attname)})
        if field.unique and not field.primary_key and same.exclude(pk=row.pk).exists():
            return field.name.removesuffix("_key"), _NOT_STORED
    raise IntegrityError(f"{row._meta.label} is refused for a reason that its constraints do not tell")


def _explain(constraint: models.BaseConstraint) -> Refusal:
    if isinstance(constraint, models.UniqueConstraint):
        return constraint.fields[-1].removesuffix("_key"), _NOT_STORED
    conditions = list(_leaves(constraint.condition))  # type: ignore[attr-defined]  # what is not unique is a check
    (lookup, value), attribute = conditions[-1], conditions[-1][0].split("__")[0]
    if lookup.endswith("__lte") and isinstance(value, F):
        return value.name, f"no date before {attribute}"  # type: ignore[attr-defined]  # the stubs forget it
    if lookup.endswith("__range"):
        return attribute, f"{value[0]} to {value[1]}"
    others = sorted({name.split("__")[0] for name, _ in conditions} - {attribute})
    return attribute, f"a value that goes with {' and '.join(others)}" if others else "a value of its list"


def _leaves(condition: Any) -> Iterator[tuple[str, Any]]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _leaves(child)
        else:
            yield child
