"""Boards, agencies, groups and seats of the workbook."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from partnership.models import Agency, Board, Group, Person, Seat, Tenure, User
from partnership.models.fields import ONE_LINE
from partnership.workbook.importer import Importer, Stored
from partnership.workbook.record_importer import RecordImporter
from partnership.workbook.saving import save_row


class BoardImporter(Importer):
    sheet = "boards"
    model = Board


class AgencyImporter(Importer):
    sheet = "agencies"
    model = Agency


class GroupImporter(RecordImporter):
    sheet = "groups"
    model = Group
    attributes = {"code": "reference", "name": "title", "kind": "group_kind"}


class SeatImporter(Importer):
    """A seat's holder is the person whose tenure has no end. Another name ends it today and begins the next."""

    sheet = "seats"
    model = Seat
    attributes = {"from": "starts_on", "to": "ends_on"}
    computed = frozenset({"holder"})

    def check(self, values: Mapping[str, Stored]) -> Iterator[tuple[str, str]]:
        if len(str(values.get("holder") or "")) > ONE_LINE:
            yield "holder", f"at most {ONE_LINE} characters"

    def annotated(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        present = Tenure.objects.filter(seat=OuterRef("pk"), ends_on=None)
        return queryset.annotate(holder=Subquery(present.values("person__name")[:1]))

    def after_save(self, row: Seat, values: Mapping[str, Stored], by: User | None) -> None:
        if "holder" not in values:
            return
        today = timezone.localdate()
        present = row.tenures.filter(ends_on=None).first()
        if present:
            present.ends_on = max(today, present.starts_on or today)
            save_row(present, by)
        if values["holder"]:
            person = _person(str(values["holder"]), row, by)
            save_row(Tenure(seat=row, person=person, starts_on=today if present else None), by)


def _person(name: str, seat: Seat, by: User | None) -> Person:
    """The person of this name in the seat's agency: two agencies may each have one."""
    person = Person.objects.filter(name_key=name.casefold(), agency=seat.agency_id).first()
    if person is None:
        person = Person(name=name, agency_id=seat.agency_id)
        save_row(person, by)
    return person
