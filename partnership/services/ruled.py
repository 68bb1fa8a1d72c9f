"""Writing rows of the registers that have rules of their own (partnership/faults.py)."""

from collections.abc import Mapping
from typing import Any

from partnership.exceptions import DomainError
from partnership.faults import Rule
from partnership.models import Record, User
from partnership.services.references import create_referenced
from partnership.services.rows import change_row, create_row


class Ruled:
    """Creates and changes rows of one kind under its rule. DomainError names the first fault that is new.

    What came in by workbook may break a rule already, such as a risk that was closed nobody knows when; it can still
    be given another owner.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def create(self, *, row: Any, values: Mapping[str, Any], by: User) -> Any:
        """Store a new row; a reference that was left blank is made."""
        self._check({**_values_of(row), **values}, ())
        makes_reference = isinstance(row, Record) and not row.composes_key
        return (create_referenced if makes_reference else create_row)(row=row, values=values, by=by)

    def change(self, *, row: Any, values: Mapping[str, Any], version: int, by: User) -> Any:
        """Write `values` into the row as it is stored now."""
        stored = _values_of(type(row)._base_manager.get(pk=row.pk))
        self._check({**stored, **values}, list(self.rule(stored)))
        return change_row(row=row, values=values, version=version, by=by)

    def _check(self, values: Mapping[str, Any], known: Any) -> None:
        for fault in self.rule(values):
            if fault not in known:
                raise DomainError(f"{fault[1]}.")


def _values_of(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.name, None) for field in row._meta.concrete_fields}
