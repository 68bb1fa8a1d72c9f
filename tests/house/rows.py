"""One row of every register, for the rules that are generated from the registry."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from audits.models import Audit, Section11Return
from partnership import models
from partnership.enums import Role
from partnership.models import User
from partnership.policy import allows, can
from partnership.principals import principal_of
from partnership.registers.rows import record_of
from reporting.models import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient
from reviews.models import (
    Briefing,
    BriefingReceipt,
    Child,
    ChildDeath,
    ClockRule,
    Criterion,
    DeathPanel,
    Edition,
    IdentityKey,
    KindRule,
    Reconciliation,
    Referral,
    Review,
)
from tests.factories import audits, partnership, reporting, reviews, training
from training.models import Booking, Course, CourseEvent, EvaluationTotal, TrainingTotal, WorkforceTraining

MAKERS: dict[type[Model], Callable[..., Any]] = {
    models.Action: partnership.ActionFactory,
    models.ActionResult: partnership.ActionResultFactory,
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
    models.ImpactTest: partnership.ImpactTestFactory,
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
    models.RecommendationAnswer: partnership.RecommendationAnswerFactory,
    models.Reserve: partnership.ReserveFactory,
    models.Risk: partnership.RiskFactory,
    models.ScrutinyActivity: partnership.ScrutinyActivityFactory,
    models.Seat: partnership.SeatFactory,
    Briefing: reviews.BriefingFactory,
    BriefingReceipt: reviews.BriefingReceiptFactory,
    Review: reviews.ReviewFactory,
    Child: reviews.ChildFactory,
    ClockRule: reviews.ClockRuleFactory,
    Criterion: reviews.CriterionFactory,
    Edition: reviews.EditionFactory,
    KindRule: reviews.KindRuleFactory,
    Referral: reviews.ReferralFactory,
    ChildDeath: reviews.ChildDeathFactory,
    DeathPanel: reviews.DeathPanelFactory,
    IdentityKey: reviews.IdentityKeyFactory,
    Reconciliation: reviews.ReconciliationFactory,
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
    """A row; what is for named people alone names the business managers there are."""
    row = MAKERS[model]()
    for manager in User.objects.filter(grants__role=Role.BUSINESS_MANAGER, grants__record=None):
        record = record_of(row)
        if record is not None and not can(principal_of(manager), "view", row):
            partnership.RoleGrantFactory(user=manager, role=Role.BUSINESS_MANAGER, record_id=record.pk)
    return row


def name_managers(subject: str, verb: str = "view") -> None:
    """What is only ever shown to named people, or made by them, is there for those who are named on something."""
    for manager in User.objects.filter(grants__role=Role.BUSINESS_MANAGER, grants__record=None):
        if not allows(principal_of(manager), verb, subject):
            partnership.RoleGrantFactory(user=manager, role=Role.BUSINESS_MANAGER, record=reviews.ReviewFactory())
