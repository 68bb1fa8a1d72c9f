"""Models of multi-agency training."""

from training.models.courses import Booking, Course, CourseEvent
from training.models.totals import EvaluationTotal, TrainingTotal, WorkforceTraining

__all__ = ["Booking", "Course", "CourseEvent", "EvaluationTotal", "TrainingTotal", "WorkforceTraining"]
