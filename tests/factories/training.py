"""Courses, events, bookings, and figures known only as totals."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from tests.factories.base import RecordFactory
from tests.factories.partnership import AgencyFactory, BoardFactory
from training import models


class CourseFactory(RecordFactory):
    class Meta:
        model = models.Course

    reference = factory.Sequence(lambda n: f"COURSE-{n}")


class CourseEventFactory(RecordFactory):
    """An event belongs to its course's boards."""

    class Meta:
        model = models.CourseEvent

    course = factory.SubFactory(CourseFactory)
    reference = factory.Sequence(lambda n: f"EVENT-{n}")
    starts_on = date(2017, 6, 1)
    status = "delivered"

    @classmethod
    def _create(cls, model_class: type[models.CourseEvent], *args: Any, **fields: Any) -> models.CourseEvent:
        fields.setdefault("boards", list(fields["course"].boards.all()))
        return super()._create(model_class, *args, **fields)


class BookingFactory(DjangoModelFactory):
    class Meta:
        model = models.Booking

    event = factory.SubFactory(CourseEventFactory)
    delegate_name = factory.Sequence(lambda n: f"Delegate {n}")
    delegate_email = factory.Sequence(lambda n: f"delegate{n}@example.org")
    status = "attended"


class TrainingTotalFactory(DjangoModelFactory):
    class Meta:
        model = models.TrainingTotal

    board = factory.SubFactory(BoardFactory)
    year = "2017-18"


class EvaluationTotalFactory(DjangoModelFactory):
    class Meta:
        model = models.EvaluationTotal

    board = factory.SubFactory(BoardFactory)
    year = "2017-18"
    stage = "end_of_course"
    answer = factory.Sequence(lambda n: f"Answer {n}")


class WorkforceTrainingFactory(DjangoModelFactory):
    class Meta:
        model = models.WorkforceTraining

    agency = factory.SubFactory(AgencyFactory)
    as_at = date(2018, 3, 31)
    requirement = factory.Sequence(lambda n: f"Safeguarding Level {n}")
