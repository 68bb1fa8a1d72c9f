"""What every page asks of a row, whether it is a record, hangs on one, or stands alone."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from partnership import registry
from partnership.enums import GUARDED_CLASSES, Visibility
from partnership.formats import capital
from partnership.models import Record
from partnership.principals import Principal


def record_of(row: Model) -> Record | None:
    """The record whose class a row has: itself, or the one that it hangs on."""
    if isinstance(row, Record):
        return row
    found: Any = row
    for step in getattr(row, "record_path", "").split("__"):
        found = getattr(found, step) if step else found
    return found if isinstance(found, Record) else None


def path_to_record(model: Any) -> str:
    """The lookup that `record_of` follows, for `select_related`; empty for records and for rows that stand alone."""
    return getattr(model, "record_path", "").removesuffix("__")


def guarded_class(row: Model) -> Visibility | None:
    """Restricted or sealed; None for everything else. A confidential row is restricted in a record that is not."""
    record = record_of(row)
    if record and getattr(row, "confidential", False) and record.visibility not in GUARDED_CLASSES:
        return Visibility.RESTRICTED
    return Visibility(record.visibility) if record and record.visibility in GUARDED_CLASSES else None


def neutral_name(row: Model) -> str:
    """How a row is called on a list, in a title and in a link: of a guarded record nothing but its reference."""
    if isinstance(row, Record):
        # A meeting need not have a title; its own kind then knows a name for it.
        return (
            row.reference if guarded_class(row) else row.title or (row.reference if type(row) is Record else str(row))
        )
    own = getattr(row, "reference", "") or getattr(row, "number", "")
    if not own or not guarded_class(row):
        return str(row)
    return own if isinstance(own, str) else f"{capital(noun_of(type(row)))} {own}"


def is_addressed(row: Model, principal: Principal) -> bool:
    """Whether somebody has to do what a row says: it is theirs by name, or of an agency that they speak for."""
    agencies = {pk for grant in principal.grants for pk in grant.agencies}
    owner, own_name = getattr(row, "owner", ""), principal.user.name if principal.user else ""
    is_own = bool(owner) and owner.casefold() == own_name.casefold()
    return is_own or getattr(row, "agency_id", None) in agencies


def readable(principal: Principal, records: Iterable[int]) -> frozenset[int]:
    """Which of these records the principal may open: only those are named or linked to on other rows' pages."""
    asked = set(records)
    if not asked:
        return frozenset()
    return frozenset(Record.objects.visible_to(principal).filter(pk__in=asked).values_list("pk", flat=True))


def noun_of(model: type[Model], count: int = 1) -> str:
    """What one row of this kind is called, or so many of them: by its register where it has one."""
    register, meta = registry.register_for(model), model._meta
    if count == 1:
        return register.noun if register else str(meta.verbose_name)
    return register.plural if register else str(meta.verbose_name_plural)
