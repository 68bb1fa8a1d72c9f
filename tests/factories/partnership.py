"""Rows of the ground floor."""

from datetime import date
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from partnership import models
from tests.factories.base import BoardFactory, RecordFactory

__all__ = ["BoardFactory"]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = models.RoleGrant

    user = factory.SubFactory(UserFactory)
    role = "BM"
    starts_on = date(2015, 1, 1)


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = models.Agency

    code = factory.Sequence(lambda n: f"A{n}")
    name = factory.LazyAttribute(lambda row: f"Agency {row.code}")
    category = "police"


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = models.Person

    name = factory.Sequence(lambda n: f"Person {n}")


class GroupFactory(RecordFactory):
    class Meta:
        model = models.Group

    reference = factory.Sequence(lambda n: f"G{n}")
    group_kind = "subgroup"


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = models.Seat

    group = factory.SubFactory(GroupFactory)
    label = factory.Sequence(lambda n: f"Seat {n}")
    role = "member"


class TenureFactory(DjangoModelFactory):
    class Meta:
        model = models.Tenure

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)


class MeetingFactory(RecordFactory):
    """A meeting belongs to its group's boards unless told otherwise."""

    class Meta:
        model = models.Meeting

    group = factory.SubFactory(GroupFactory)
    reference = factory.LazyAttribute(lambda row: f"{row.group.reference} {row.held_on}")
    held_on = date(2017, 6, 1)
    status = "held"

    @classmethod
    def _create(cls, model_class: type[models.Meeting], *args: Any, **fields: Any) -> models.Meeting:
        fields.setdefault("boards", list(fields["group"].boards.all()))
        return super()._create(model_class, *args, **fields)


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = models.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = "Minutes of the last meeting"


class DecisionFactory(AgendaItemFactory):
    """Written as the agenda item that it is, or it would have no history."""

    class Meta:
        model = models.Decision

    decision = "Agreed."

    @classmethod
    def _create(cls, model_class: type[models.Decision], *args: Any, **fields: Any) -> models.Decision:
        return model_class.objects.get(pk=models.AgendaItem.objects.create(**fields).pk)


class StandingItemFactory(DjangoModelFactory):
    class Meta:
        model = models.StandingItem

    group = factory.SubFactory(GroupFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Standing item {n}")


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = models.Attendance

    meeting = factory.SubFactory(MeetingFactory)
    seat = factory.SubFactory(SeatFactory)
    status = "present"


class ActionPlanFactory(DjangoModelFactory):
    class Meta:
        model = models.ActionPlan

    record = factory.SubFactory(GroupFactory)


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = models.Recommendation

    plan = factory.SubFactory(ActionPlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "Share the learning."
    status = "open"


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = models.Action

    reference = factory.Sequence(lambda n: f"ACT-{n}")
    plan = factory.SubFactory(ActionPlanFactory)
    title = factory.Sequence(lambda n: f"Action {n}")
    status = "open"


class DueDateRequestFactory(DjangoModelFactory):
    class Meta:
        model = models.DueDateRequest

    action = factory.SubFactory(ActionFactory)
    due_on = date(2030, 3, 31)
    reason = "The supplier cannot give a date for the test system."
    asked_by = factory.SubFactory(UserFactory)


class BusinessPlanFactory(RecordFactory):
    class Meta:
        model = models.BusinessPlan

    reference = factory.Sequence(lambda n: f"PLAN-{n}")
    starts_on = date(2017, 4, 1)
    ends_on = date(2019, 3, 31)


class PriorityFactory(RecordFactory):
    """A priority belongs to its plan's boards unless told otherwise."""

    class Meta:
        model = models.Priority

    plan = factory.SubFactory(BusinessPlanFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    reference = factory.LazyAttribute(lambda row: f"{row.plan.reference}/{row.number}")

    @classmethod
    def _create(cls, model_class: type[models.Priority], *args: Any, **fields: Any) -> models.Priority:
        fields.setdefault("boards", list(fields["plan"].boards.all()))
        return super()._create(model_class, *args, **fields)


class PriorityProgressFactory(DjangoModelFactory):
    class Meta:
        model = models.PriorityProgress

    priority = factory.SubFactory(PriorityFactory)
    year = "2017-18"


class QuarterlyHighlightFactory(DjangoModelFactory):
    class Meta:
        model = models.QuarterlyHighlight

    priority = factory.SubFactory(PriorityFactory)
    year = "2017-18"
    quarter = 1
    done = "The tool is in use in two localities."


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = models.Objective

    priority = factory.SubFactory(PriorityFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    text = "Every practitioner knows the pathway."


class RiskFactory(RecordFactory):
    class Meta:
        model = models.Risk

    reference = factory.Sequence(lambda n: f"RISK-{n}")
    likelihood = 3
    impact = 4
    status = "open"


class ChallengeFactory(RecordFactory):
    class Meta:
        model = models.Challenge

    reference = factory.Sequence(lambda n: f"CHA-{n}")
    challenge = "Why are conferences late?"
    status = "open"


class EscalationFactory(RecordFactory):
    class Meta:
        model = models.Escalation

    reference = factory.Sequence(lambda n: f"ESC-{n}")
    raised_on = date(2017, 6, 1)
    raised_by = factory.SubFactory(AgencyFactory)
    with_agency = factory.SubFactory(AgencyFactory)
    stage = 1


class PolicyFactory(RecordFactory):
    class Meta:
        model = models.Policy

    reference = factory.Sequence(lambda n: f"POL-{n}")


class InspectionFactory(RecordFactory):
    class Meta:
        model = models.Inspection

    reference = factory.Sequence(lambda n: f"INS-{n}")
    inspectorate = "Ofsted"


class EngagementFactory(RecordFactory):
    class Meta:
        model = models.Engagement

    reference = factory.Sequence(lambda n: f"ENG-{n}")
    held_on = date(2017, 6, 1)
    participants = "children"


class ScrutinyActivityFactory(RecordFactory):
    class Meta:
        model = models.ScrutinyActivity

    reference = factory.Sequence(lambda n: f"SCRU-{n}")
    held_on = date(2017, 6, 1)


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = models.Contribution

    board = factory.SubFactory(BoardFactory)
    financial_year = "2017-18"
    agency = factory.SubFactory(AgencyFactory)
    agreed = 10_000


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = models.BudgetLine

    board = factory.SubFactory(BoardFactory)
    financial_year = "2017-18"
    kind = "expenditure"
    category = factory.Sequence(lambda n: f"Category {n}")


class ReserveFactory(DjangoModelFactory):
    class Meta:
        model = models.Reserve

    board = factory.SubFactory(BoardFactory)
    financial_year = "2017-18"


class IndicatorFactory(RecordFactory):
    class Meta:
        model = models.Indicator

    reference = factory.Sequence(lambda n: f"IND-{n}")
    theme = "Child protection"
    unit = "count"


class IndicatorValueFactory(DjangoModelFactory):
    class Meta:
        model = models.IndicatorValue

    indicator = factory.SubFactory(IndicatorFactory)
    period = "2017-18"
    area = "local"


class AttachmentFactory(DjangoModelFactory):
    """A file on a record unless told otherwise; its content is its name."""

    class Meta:
        model = models.Attachment

    record = factory.SubFactory(RiskFactory)
    name = factory.Sequence(lambda n: f"paper-{n}.pdf")
    file = factory.LazyAttribute(lambda row: ContentFile(f"%PDF-1.7 {row.name}".encode(), name="stored.pdf"))
    size = 1_000
    sha256 = "0" * 64
    uploaded_by = factory.SubFactory(UserFactory)


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = models.Comment

    record = factory.SubFactory(RiskFactory)
    text = "This needs a firm date."
    written_by = factory.SubFactory(UserFactory)


class InterestFactory(DjangoModelFactory):
    class Meta:
        model = models.Interest

    record = factory.SubFactory(RiskFactory)
    user = factory.SubFactory(UserFactory)
    reason = "Supervised the worker at the time."
    declared_by = factory.SubFactory(UserFactory)


class RecommendationAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.RecommendationAnswer

    recommendation = factory.SubFactory(RecommendationFactory)
    agency = factory.SubFactory(AgencyFactory)
    asked_on = date(2017, 10, 2)


class ActionResultFactory(DjangoModelFactory):
    class Meta:
        model = models.ActionResult

    action = factory.SubFactory(ActionFactory)
    kind = "other"
    what = "A leaflet for parents"


class ImpactTestFactory(DjangoModelFactory):
    class Meta:
        model = models.ImpactTest

    recommendation = factory.SubFactory(RecommendationFactory)
    tested_on = date(2018, 2, 1)
    how = "20 case files"
    found = "In 17 of 20 a parent was asked why."
    proven = "partly"
    tested_by = factory.SubFactory(UserFactory)
