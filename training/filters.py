"""What the lists of training can be narrowed by."""

from partnership.registers.filters import RecordFilter, RegisterFilter, ValuesFilter
from training.models import Booking, Course, CourseEvent, EvaluationTotal, TrainingTotal, WorkforceTraining


class CourseFilter(RecordFilter):
    category = ValuesFilter(label="Category")

    class Meta(RegisterFilter.Meta):
        model = Course
        fields = ["words", "category", "delivery", "boards"]


class CourseEventFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = CourseEvent
        fields = ["words", "course", "status", "boards"]


class BookingFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Booking
        fields = ["status", "agency"]


class WorkforceTrainingFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = WorkforceTraining
        fields = ["agency"]


class TrainingTotalFilter(RegisterFilter):
    year = ValuesFilter(label="Year")

    class Meta(RegisterFilter.Meta):
        model = TrainingTotal
        fields = ["board", "year", "course", "agency"]


class EvaluationTotalFilter(RegisterFilter):
    year = ValuesFilter(label="Year")

    class Meta(RegisterFilter.Meta):
        model = EvaluationTotal
        fields = ["board", "year", "course", "stage"]
