"""What the ground floor's lists show: at most six columns, the row's name its one link."""

from functools import cached_property
from typing import Any

from django.db.models import F
from django.utils.html import format_html

from partnership import marks, registry
from partnership.period import Period, period_words
from partnership.registers.parts import Kind
from partnership.registers.tables import (
    Column,
    Date,
    Day,
    Labelled,
    Marked,
    Name,
    Number,
    Plain,
    Reference,
    RegisterTable,
)
from partnership.selectors.indicator_figures import Figure
from partnership.selectors.indicators import latest_figures


class ActionTable(RegisterTable):
    reference = Reference("reference", "Reference", sort="reference_key")
    title = Name("title", "Action", second="plan__record")
    agency = Plain("agency__name", "Agency and owner", second="owner", neutral=True)
    due = Date("due_on", "Due", neutral=True)
    rating = Marked("due_on", "Rating", marks.action_mark, orderable=False)

    class Meta:
        order_by = "due"


class RecommendationTable(RegisterTable):
    number = Reference("number", "Number")
    text = Name("text", "Recommendation", second="plan__record")
    agencies = Plain("agencies", "To", neutral=True, orderable=False)
    status = Marked("status", "Status", marks.recommendation_mark)

    class Meta:
        order_by = "number"


class RiskTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Risk", second="group")
    owner = Plain("owner_agency__name", "Owner")
    score = Marked("score", "Score now", marks.risk_mark, sort=F("likelihood") * F("impact"))
    target = Labelled("target_score", "Target", marks.target_mark, sort=F("target_likelihood") * F("target_impact"))
    review = Labelled("review_on", "Next review", marks.review_mark, neutral=False)

    class Meta:
        order_by = "-score"


class ChallengeTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Challenge", second="responsible")
    raised = Date("raised_on", "Raised", second="raised_by")
    status = Marked("status", "Status", marks.open_mark)

    class Meta:
        order_by = "-raised"


class EscalationTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Escalation", second="theme")
    raised_by = Plain("raised_by__name", "Raised by")
    with_agency = Plain("with_agency__name", "With")
    stage = Column("stage", "Stage", second="raised_on")
    status = Marked("resolved_on", "Status", marks.resolved_mark)

    class Meta:
        order_by = "-stage"


class PolicyTable(RegisterTable):
    title = Name("title", "Policy", second="owner_group")
    approved = Date("approved_on", "Approved")
    review = Marked("review_on", "Review", marks.policy_mark)

    class Meta:
        order_by = "review"


class InspectionTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Inspection", second="inspectorate")
    agency = Plain("agency__name", "Agency")
    inspected = Date("inspected_on", "Inspected")
    judgement = Plain("judgement", "Judgement")

    class Meta:
        order_by = "-inspected"


class EngagementTable(RegisterTable):
    title = Name("title", "What was held")
    participants = Plain("participants", "With whom")
    number = Number("number", "How many")
    held = Date("held_on", "Held")

    class Meta:
        order_by = "-held"


class ScrutinyTable(RegisterTable):
    title = Name("title", "Activity")
    held = Date("held_on", "Held")

    class Meta:
        order_by = "-held"


class BusinessPlanTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Plan")
    starts = Date("starts_on", "From")
    ends = Date("ends_on", "To")

    class Meta:
        order_by = "-starts"


class PriorityTable(RegisterTable):
    number = Reference("number", "Number")
    title = Name("title", "Priority", second="lead_group")
    plan = Plain("plan", "Plan", sort="plan__starts_on")

    class Meta:
        order_by = "-plan"


class ObjectiveTable(RegisterTable):
    number = Reference("number", "Number")
    text = Name("text", "Objective", second="priority")
    lead = Plain("lead_agency__name", "Lead", second="lead_group")
    due = Date("due_on", "Due")
    rating = Marked("rag", "Rating", marks.rating_mark)

    class Meta:
        order_by = "due"


class ProgressTable(RegisterTable):
    year = Name("year", "Year")
    priority = Plain("priority", "Priority", sort="priority__title")
    rating = Marked("rag", "Rating", marks.rating_mark)

    class Meta:
        order_by = "-year"


class MeetingTable(RegisterTable):
    title = Name("title", "Meeting", second="group")
    held = Date("held_on", "Date")
    venue = Plain("venue", "Place")
    status = Marked("status", "Status", marks.meeting_mark)


class GroupTable(RegisterTable):
    reference = Reference("reference", "Code")
    title = Name("title", "Group", second="parent")
    kind = Plain("group_kind", "Kind")
    meetings = Number("meetings_per_year", "Meetings a year")

    class Meta:
        order_by = "title"


class SeatTable(RegisterTable):
    label = Name("label", "Seat", second="job_title")
    group = Plain("group", "Group", sort="group__title")
    agency = Plain("agency__name", "Agency")
    role = Plain("role", "Role")

    class Meta:
        order_by = "label"


class AgencyTable(RegisterTable):
    code = Reference("code", "Code", sort="code_key")
    name = Name("name", "Agency", second="replaced_by__name")
    category = Plain("category", "Kind")
    statutory = Plain("statutory_partner", "Statutory partner")

    class Meta:
        order_by = "name"


class PersonTable(RegisterTable):
    name = Name("name", "Person", sort="name_key")
    agency = Plain("agency__name", "Agency")

    class Meta:
        order_by = "name"


class BoardTable(RegisterTable):
    code = Reference("code", "Code", sort="code_key")
    name = Name("name", "Board", second="area")
    kind = Plain("kind", "Kind")

    class Meta:
        order_by = "name"


class ContributionTable(RegisterTable):
    contributor = Name("contributor", "Contributor", sort="agency__name")
    board = Plain("board__name", "Partnership")
    year = Plain("financial_year", "Financial year")
    agreed = Number("agreed", "Agreed")
    received = Number("received", "Received")

    class Meta:
        order_by = "-year"


class BudgetLineTable(RegisterTable):
    category = Name("category", "Category", sort="category_key", second="kind")
    board = Plain("board__name", "Partnership")
    year = Plain("financial_year", "Financial year")
    budget = Number("budget", "Budget")
    actual = Number("actual", "Actual")

    class Meta:
        order_by = "-year"


class ReserveTable(RegisterTable):
    board = Name("board__name", "Partnership")
    year = Plain("financial_year", "Financial year")
    opening = Number("opening", "At the start")
    closing = Number("closing", "At the end")

    class Meta:
        order_by = "-year"


class Latest(Number):
    """An indicator's latest figure as it may be shown, its period beneath."""

    def first(self, record: Any, table: Any) -> Any:
        if record.pk not in table.latest:
            return ""
        period, figure = table.latest[record.pk]
        words, second = figure.words(record.unit), period_words(period.label)
        return format_html('{}<span class="portal-second">{}</span>', words, second)


class IndicatorTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Indicator", second="theme")
    unit = Plain("unit", "Unit", second="polarity")
    latest_figure = Latest("pk", "Latest", orderable=False)
    target = Number("target", "Target")
    source = Plain("source_agency__name", "Source")

    class Meta:
        order_by = "reference"

    @cached_property
    def latest(self) -> dict[int, tuple[Period, Figure]]:
        return latest_figures(list(self._shown()), self.principal)


class WorkTable(RegisterTable):
    """What is asked of somebody, on the home page."""

    due = Day("due_on", "Due", neutral=True)
    title = Name("title", "What is asked")
    agency = Plain("agency__name", "Agency and owner", second="owner", neutral=True)
    source = Plain("plan__record", "Part of")
    rating = Marked("due_on", "Where it stands", marks.action_mark)


class ChangeTable(RegisterTable):
    """Records of any kind by their last change."""

    changed = Plain("changed_at", "When")
    title = Name("title", "What", second="reference")
    kind = Marked("kind", "Kind", lambda row: Kind(registry.register_of(row).noun))
