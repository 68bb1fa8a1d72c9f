"""Case reviews and child deaths."""

from datetime import date

import factory

from reviews import models
from tests.factories.base import RecordFactory


class ReviewFactory(RecordFactory):
    class Meta:
        model = models.Review

    reference = factory.Sequence(lambda n: f"REV-{n}")
    review_kind = "plr"
    status = "in_progress"
    publication = "not_for_publication"


class ChildDeathFactory(RecordFactory):
    class Meta:
        model = models.ChildDeath

    reference = factory.Sequence(lambda n: f"CDR-{n}")
    notified_on = date(2017, 6, 1)
    resident = True
    status = "notified"
