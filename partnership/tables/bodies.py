"""The directory."""

from typing import Any

from partnership import registry
from partnership.registers.parts import Link
from partnership.registers.tables import (
    Column,
    Date,
    Name,
    Number,
    Plain,
    Reference,
    RegisterTable,
)


class GroupTable(RegisterTable):
    reference = Reference("reference", "Code")
    title = Name("title", "Group", second="parent")
    kind = Plain("group_kind", "Kind")
    meetings = Number("meetings_per_year", "Meetings a year")

    class Meta:
        order_by = "title"


class SeatTable(RegisterTable):
    label = Name("label", "Seat", second="job_title")
    group = Plain("group", "Group", sort="group__title")
    agency = Plain("agency__name", "Agency")
    role = Plain("role", "Role")

    class Meta:
        order_by = "label"


class AgencyTable(RegisterTable):
    code = Reference("code", "Code", sort="code_key")
    name = Name("name", "Agency", second="replaced_by__name")
    category = Plain("category", "Kind")
    statutory = Plain("statutory_partner", "Statutory partner")

    class Meta:
        order_by = "name"


class PersonTable(RegisterTable):
    name = Name("name", "Person", sort="name_key")
    agency = Plain("agency__name", "Agency")

    class Meta:
        order_by = "name"


class SeatLink(Column):
    """The seat that somebody held, the row's one link."""

    css = "portal-name"

    def first(self, record: Any, table: RegisterTable) -> Any:
        return Link(record.seat.label, registry.url_of(record.seat))


class PersonSeatTable(RegisterTable):
    """The seats of one person, now and before."""

    seat = SeatLink("seat__label", "Seat", second="seat__job_title")
    group = Plain("seat__group", "Group")
    starts = Date("starts_on", "From")
    ends = Date("ends_on", "To")


class BoardTable(RegisterTable):
    code = Reference("code", "Code", sort="code_key")
    name = Name("name", "Board", second="area")
    kind = Plain("kind", "Kind")

    class Meta:
        order_by = "name"
