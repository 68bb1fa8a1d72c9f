"""What the lists of training show."""

from typing import Any

from partnership.formats import percent_of
from partnership.registers.tables import Date, Marked, Name, Number, Plain, Reference, RegisterTable
from training import marks


class CourseTable(RegisterTable):
    reference = Reference("reference", "Code")
    title = Name("title", "Course", second="category")
    level = Plain("level", "Level")
    delivery = Plain("delivery", "How")
    hours = Number("hours", "Hours")

    class Meta:
        order_by = "title"


class CourseEventTable(RegisterTable):
    title = Name("title", "Course", second="reference")
    starts = Date("starts_on", "Date")
    venue = Plain("venue", "Place")
    places = Number("places", "Places")
    status = Marked("status", "Status", marks.event_mark)

    class Meta:
        order_by = "-starts"


class BookingTable(RegisterTable):
    delegate = Name("delegate_name", "Delegate")
    event = Plain("event", "Course", second="event__starts_on", sort="event__starts_on")
    agency = Plain("agency__name", "Agency")
    booked = Date("booked_on", "Booked")
    status = Marked("status", "Status", marks.booking_mark)

    class Meta:
        order_by = "-event"


class Compliance(Number):
    """Computed from staff and trained; what the agency reported where they are not known."""

    def first(self, record: Any, table: RegisterTable) -> Any:
        if record.staff and record.trained is not None:
            return percent_of(record.trained, record.staff)
        return super().first(record, table)


class WorkforceTrainingTable(RegisterTable):
    requirement = Name("requirement", "Requirement", second="service", sort="requirement_key")
    agency = Plain("agency__name", "Agency")
    as_at = Date("as_at", "As at")
    staff = Number("staff", "Staff")
    trained = Number("trained", "Trained")
    percent = Compliance("percent", "Per cent", orderable=False)

    class Meta:
        order_by = "-as_at"


class TrainingTotalTable(RegisterTable):
    year = Name("year", "Year", second="course")
    board = Plain("board__name", "Partnership")
    agency = Plain("agency__name", "Agency")
    events = Number("events", "Events")
    attended = Number("attended", "Attended")
    missed = Number("did_not_attend", "Did not attend")

    class Meta:
        order_by = "-year"


class EvaluationTotalTable(RegisterTable):
    answer = Name("answer", "Answer", second="course", sort="answer_key")
    board = Plain("board__name", "Partnership")
    year = Plain("year", "Year")
    stage = Plain("stage", "When asked")
    count = Number("count", "How many")
    percent = Number("percent", "Per cent")

    class Meta:
        order_by = "-year"
