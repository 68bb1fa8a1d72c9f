"""The registers of training."""

from partnership.catalogue.panels import WORK
from partnership.registers import Panel, Register
from training import filters, marks, tables
from training.models import Booking, Course, CourseEvent, EvaluationTotal, TrainingTotal, WorkforceTraining
from training.pages import BookingPage

BOARD = ("board", "Partnership")

REGISTERS = (
    Register(
        model=Course,
        noun="course",
        plural="courses",
        place="training",
        about="The programme of multi-agency training.",
        table=tables.CourseTable,
        filterset=filters.CourseFilter,
        facts=("level", "category", ("delivery", "How"), "hours"),
        panels=(
            Panel(
                "Dates", tables.CourseEventTable, lambda row: row.events.select_related("course").order_by("-starts_on")
            ),
            *WORK,
        ),
    ),
    Register(
        model=CourseEvent,
        noun="course event",
        plural="course events",
        place="training",
        about="Dated runs of courses: places, trainers and who came.",
        table=tables.CourseEventTable,
        filterset=filters.CourseEventFilter,
        state=lambda event: [marks.event_mark(event)],
        related=("course",),
        facts=("course", ("starts_on", "Date"), ("venue", "Place"), "places", "trainer", "fee"),
        panels=(
            Panel(
                "Bookings",
                tables.BookingTable,
                lambda event: event.bookings.select_related("event", "agency"),
                logged=True,
            ),
            *WORK,
        ),
    ),
    Register(
        model=Booking,
        noun="booking",
        plural="bookings",
        place="training",
        about="Who booked a place, who came and who did not.",
        table=tables.BookingTable,
        filterset=filters.BookingFilter,
        related=("agency",),
        state=lambda booking: [marks.booking_mark(booking)],
        facts=("event", "delegate_email", "agency", ("booked_on", "Booked"), "fee_charged"),
        page=BookingPage,
    ),
    Register(
        model=WorkforceTraining,
        noun="workforce training return",
        plural="workforce training returns",
        heading="Workforce training",
        place="training",
        about="Each agency’s own training of its staff, as it reported it.",
        table=tables.WorkforceTrainingTable,
        filterset=filters.WorkforceTrainingFilter,
        related=("agency",),
        facts=("agency", ("as_at", "As at"), "requirement", "service", "staff", "trained", ("percent", "Per cent")),
    ),
    Register(
        model=TrainingTotal,
        noun="training total",
        plural="training totals",
        place="training",
        about="A year’s figures of a course or an agency, where only totals are known.",
        table=tables.TrainingTotalTable,
        filterset=filters.TrainingTotalFilter,
        related=("board", "course", "agency"),
        facts=(BOARD, "year", "course", "agency", "events", "places", "attended", "did_not_attend", "fee_income"),
    ),
    Register(
        model=EvaluationTotal,
        noun="evaluation total",
        plural="evaluation totals",
        place="training",
        about="How many gave each answer when a course was evaluated.",
        table=tables.EvaluationTotalTable,
        filterset=filters.EvaluationTotalFilter,
        related=("board", "course"),
        facts=(BOARD, "year", "course", ("stage", "When asked"), "answer", "count", ("percent", "Per cent")),
    ),
)
