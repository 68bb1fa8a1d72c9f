"""Tables on the page of what their rows hang on."""

from typing import Any

from partnership import marks
from partnership.enums import Unit
from partnership.formats import number_words, value_words
from partnership.models import Agency
from partnership.registers.tables import Column, Date, Marked, Name, Number, Plain, RegisterTable
from partnership.selectors.indicators import stored_figure


class PlanActionTable(RegisterTable):
    """Actions on the page of what they hang on."""

    guarded = ("title", "owner")

    title = Name("title", "Action", second="reference")
    agency = Plain("agency__name", "Agency and owner", second="owner", neutral=True)
    due = Date("due_on", "Due", neutral=True)
    rating = Marked("due_on", "Rating", marks.action_mark)


class AttendanceTable(RegisterTable):
    seat = Plain("seat__label", "Seat", second=lambda row: _other(row.seat.agency, row.seat.label))
    status = Marked("status", "Attendance", marks.attendance_mark)
    deputy = Column("deputy", "Deputy")


class FigureColumn(Number):
    """A value in its unit; one that is computed says from what."""

    def first(self, record: Any, table: RegisterTable) -> Any:
        unit = record.indicator.unit
        figure = stored_figure(unit, record)
        if figure.value is None:
            return ""
        words = value_words(figure.value, unit)
        if record.value is not None or unit == Unit.COUNT:
            return words
        return f"{words} ({number_words(record.numerator)} of {number_words(record.denominator)})"


class IndicatorValueTable(RegisterTable):
    period = Plain("period", "Period")
    area = Plain("area", "Area", second="area_name")
    breakdown = Plain("breakdown", "Breakdown")
    value = FigureColumn("value", "Value", second="qualifier")
    numerator = Number("numerator", "Number")
    denominator = Number("denominator", "Of")


class AgencySeatTable(RegisterTable):
    """Seats of one agency: the group tells them apart."""

    group = Name("group", "Group", second="job_title")
    role = Plain("role", "Role")
    starts = Date("starts_on", "From")
    ends = Date("ends_on", "To")


class GroupSeatTable(RegisterTable):
    """Seats of one group, each with who holds it now."""

    label = Name("label", "Seat", second="job_title")
    holder = Marked("label", "Held by", marks.holder_mark, neutral=False)
    agency = Plain("agency__name", "Agency")
    role = Plain("role", "Role")


class AgencyContributionTable(RegisterTable):
    """What one agency gave, year by year."""

    year = Name("financial_year", "Financial year")
    board = Plain("board__name", "Partnership")
    agreed = Number("agreed", "Agreed")
    received = Number("received", "Received")


def _other(agency: Agency | None, label: str) -> str:
    """The agency's name where the seat is called otherwise."""
    return agency.name if agency and agency.name != label else ""
