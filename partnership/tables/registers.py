"""Risks, challenges, escalations, policies, inspections, engagement, scrutiny."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db.models import F
from django.utils.html import format_html

from partnership import marks
from partnership.registers.tables import (
    Column,
    Date,
    Labelled,
    Marked,
    Name,
    Number,
    Plain,
    Reference,
    RegisterTable,
)
from partnership.selectors.risk_scores import scores_before


class Moved(Marked):
    """A risk's score now, and beneath it the one before."""

    def first(self, record: Any, table: Any) -> Any:
        before = table.before.get(record.pk)
        now = super().first(record, table)
        return format_html('{}<span class="portal-second">was {}</span>', now, before) if before else now


class Review(Labelled):
    """When a risk is looked at next; a late one may take two lines."""

    css = "portal-wraps"


class RiskTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Risk", second="group")
    owner = Plain("owner_agency__name", "Owner")
    score = Moved("score", "Score now", marks.risk_mark, sort=F("likelihood") * F("impact"))
    target = Labelled("target_score", "Target", marks.target_mark, sort=F("target_likelihood") * F("target_impact"))
    review = Review("review_on", "Next review", marks.review_mark, neutral=False)

    class Meta:
        order_by = "-score"

    @cached_property
    def before(self) -> Mapping[int, int]:
        return scores_before([row.pk for row in self._shown()])


class ChallengeTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Challenge", second="responsible")
    raised = Date("raised_on", "Raised", second="raised_by")
    status = Marked("status", "Status", marks.answer_mark)

    class Meta:
        order_by = "-raised"


class EscalationTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Escalation")
    raised_by = Plain("raised_by__name", "Raised by")
    with_agency = Plain("with_agency__name", "With")
    stage = Column("stage", "Stage", second="raised_on")
    status = Marked("resolved_on", "Time limit", marks.resolved_mark)

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
