"""The records in whose action plans work can stand, found as people write them: by their references."""

from partnership.models import Record
from partnership.principals import Principal
from partnership.workbook.columns import sheets


def kinds_with_plans(sheet: str) -> tuple[str, ...]:
    """The kinds of record whose work the workbook's sheet holds: what stands elsewhere could not be exported."""
    return sheets()[sheet].by_name["source_kind"].choices


def sources_called(text: str, *, sheet: str, principal: Principal) -> list[Record]:
    """The records that somebody means by `LEARN`, or by `group LEARN` where another kind has the same reference.

    Only what the principal may see; more than one where the kind is still to be said.
    """
    kind, _, rest = text.strip().partition(" ")
    found = _called(text, sheet, principal)
    if not found and rest and kind.casefold() in kinds_with_plans(sheet):
        found = [record for record in _called(rest, sheet, principal) if record.kind == kind.casefold()]
    return found


def name_of_source(record: Record, *, sheet: str, principal: Principal) -> str:
    """How a record is called in such a field."""
    several = len(_called(record.reference, sheet, principal)) > 1
    return f"{record.kind} {record.reference}" if several else record.reference


def _called(reference: str, sheet: str, principal: Principal) -> list[Record]:
    records = Record.objects.visible_to(principal).filter(kind__in=kinds_with_plans(sheet))
    return list(records.filter(key=reference.strip().casefold()).order_by("kind"))
