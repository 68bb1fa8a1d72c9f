"""Courses, events, bookings and totals of the workbook."""

from partnership.workbook.importer import Importer, register
from partnership.workbook.record_importer import RecordImporter
from training.models import Booking, Course, CourseEvent, EvaluationTotal, TrainingTotal, WorkforceTraining


class CourseImporter(RecordImporter):
    sheet = "courses"
    model = Course
    attributes = {"code": "reference"}


class CourseEventImporter(RecordImporter):
    """A run of a course bears its title."""

    sheet = "course_events"
    model = CourseEvent

    def complete(self, row: CourseEvent) -> None:
        row.title = row.title or row.course.title


class BookingImporter(Importer):
    sheet = "bookings"
    model = Booking


class TrainingTotalImporter(Importer):
    sheet = "training_totals"
    model = TrainingTotal


class EvaluationTotalImporter(Importer):
    sheet = "evaluation_totals"
    model = EvaluationTotal


class WorkforceTrainingImporter(Importer):
    sheet = "workforce_training"
    model = WorkforceTraining


register(
    CourseImporter,
    CourseEventImporter,
    BookingImporter,
    TrainingTotalImporter,
    EvaluationTotalImporter,
    WorkforceTrainingImporter,
)
