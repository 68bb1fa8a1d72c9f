"""One row of every register, for the rules that are generated from the registry."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from audits.models import Audit, Section11Return
from partnership import models
from reporting.models import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient
from reviews.models import ChildDeath, Review
from tests.factories import audits, partnership, reporting, reviews, training
from training.models import Booking, Course, CourseEvent, EvaluationTotal, TrainingTotal, WorkforceTraining

MAKERS: dict[type[Model], Callable[..., Any]] = {
    models.Action: partnership.ActionFactory,
    models.Agency: partnership.AgencyFactory,
    models.Board: partnership.BoardFactory,
    models.BudgetLine: partnership.BudgetLineFactory,
    models.BusinessPlan: partnership.BusinessPlanFactory,
    models.Challenge: partnership.ChallengeFactory,
    models.Contribution: partnership.ContributionFactory,
    models.DueDateRequest: partnership.DueDateRequestFactory,
    models.Decision: partnership.DecisionFactory,
    models.Engagement: partnership.EngagementFactory,
    models.Escalation: partnership.EscalationFactory,
    models.Group: partnership.GroupFactory,
    models.Indicator: partnership.IndicatorFactory,
    models.Inspection: partnership.InspectionFactory,
    models.Meeting: partnership.MeetingFactory,
    models.Objective: partnership.ObjectiveFactory,
    models.Person: partnership.PersonFactory,
    models.Policy: partnership.PolicyFactory,
    models.Priority: partnership.PriorityFactory,
    models.PriorityProgress: partnership.PriorityProgressFactory,
    models.QuarterlyHighlight: partnership.QuarterlyHighlightFactory,
    models.Recommendation: partnership.RecommendationFactory,
    models.Reserve: partnership.ReserveFactory,
    models.Risk: partnership.RiskFactory,
    models.ScrutinyActivity: partnership.ScrutinyActivityFactory,
    models.Seat: partnership.SeatFactory,
    Review: reviews.ReviewFactory,
    ChildDeath: reviews.ChildDeathFactory,
    Audit: audits.AuditFactory,
    Section11Return: audits.Section11ReturnFactory,
    Course: training.CourseFactory,
    CourseEvent: training.CourseEventFactory,
    Booking: training.BookingFactory,
    TrainingTotal: training.TrainingTotalFactory,
    EvaluationTotal: training.EvaluationTotalFactory,
    WorkforceTraining: training.WorkforceTrainingFactory,
    AgencyStatement: reporting.AgencyStatementFactory,
    GroupReport: reporting.GroupReportFactory,
    Narrative: reporting.NarrativeFactory,
    Recipient: reporting.RecipientFactory,
    GlossaryTerm: reporting.GlossaryTermFactory,
}

#: Read by every representative, since these say nothing of anybody's work.
OPEN_TO_AGENCIES = frozenset({"board", "policy", "glossary", "course", "course_event"})


def make(model: type[Model]) -> Any:
    return MAKERS[model]()
