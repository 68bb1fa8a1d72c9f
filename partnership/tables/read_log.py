"""The read log as a list: who, when, which record and why. No title and no word of a record stands in it."""

from typing import Any

from partnership.enums import Role
from partnership.models import ReadEntry
from partnership.outside_words import kind_words
from partnership.registers.tables import Column, Date, Plain, RegisterTable
from partnership.selectors.read_log import OUT_OF_SIGHT, name_of
from partnership.templatetags.words import moment


class When(Date):
    """The moment of an entry; beneath it its number in the chain."""

    def first(self, record: Any, table: RegisterTable) -> Any:
        return moment(record.read_at)


class Who(Column):
    """A person; beneath it the roles that they held."""

    css = "portal-name"


class About(Plain):
    """The record's reference; beneath it its kind, and its class at the time."""

    def first(self, record: Any, table: RegisterTable) -> Any:
        return name_of(record)


class OwnAbout(About):
    """The same for who read it, as long as they may open the record."""

    css = "portal-name"

    def first(self, record: Any, table: RegisterTable) -> Any:
        in_sight = record.record is None or record.record_id in table.readable
        return name_of(record) if in_sight else OUT_OF_SIGHT


def number_of(entry: ReadEntry) -> str:
    return f"Entry {entry.number}"


def roles_of(entry: ReadEntry) -> str:
    """The roles in words; nothing for entries that are older than the writing down of roles."""
    return ", ".join(Role(code).label for code in entry.role.split(",") if code in Role.values)


def kind_of(entry: ReadEntry) -> str:
    """Such as "Case review, restricted"."""
    kind = kind_words(entry.record).capitalize() if entry.record else ""
    return ", ".join(filter(None, [kind, entry.get_visibility_display().lower()]))


class ReadLogTable(RegisterTable):
    at = When("read_at", "When", second=number_of, second_label="Entry", sort="number")
    user = Who("user__name", "Who", second=roles_of, second_label="Role", sort="user__name")
    about = About("record", "Record", second=kind_of, second_label="Kind and class", sort="record__reference")
    verb = Plain("verb", "What was done", second="address", second_label="Address")
    reason = Plain("reason", "Why")

    class Meta:
        order_by = "-at"


class OwnVisitTable(RegisterTable):
    at = When("read_at", "When", sort="number")
    about = OwnAbout("record", "Record", orderable=False)
    verb = Plain("verb", "What was done", second="reason")

    class Meta:
        order_by = "-at"
