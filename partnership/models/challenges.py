"""Challenge by the board, and professional disagreement between agencies."""

from typing import ClassVar

from django.db import models

from partnership.enums import EscalationStage, OpenStatus
from partnership.models.bodies import Agency
from partnership.models.fields import ONE_LINE, in_choices, in_order, in_range
from partnership.models.record import Record
from partnership.text import shortened, to_plain


class Challenge(Record):
    """What the board challenged whom about, what was asked, what came of it."""

    record_kind = "challenge"
    agency_lookups = ("agencies",)
    search_fields = ("challenge", "action_required", "progress", "responsible")
    _history_m2m_fields: ClassVar[list[str]] = ["agencies"]

    # Other kinds have a field of this name, so the way from the record to its kind has another.
    record_ptr = models.OneToOneField(Record, on_delete=models.CASCADE, parent_link=True, related_name="as_challenge")
    raised_on = models.DateField(null=True, blank=True)
    raised_by = models.CharField(max_length=ONE_LINE, blank=True)
    challenge = models.TextField()
    action_required = models.TextField(blank=True)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="challenges")
    responsible = models.CharField(max_length=ONE_LINE, blank=True)
    progress = models.TextField(blank=True)
    status = models.CharField(max_length=6, choices=OpenStatus.choices)
    closed_on = models.DateField(null=True, blank=True)

    def made_title(self) -> str:
        return shortened(to_plain(self.challenge))

    class Meta:
        constraints = [
            in_choices("status", OpenStatus, "challenge_status_known"),
            in_order("raised_on", "closed_on", "challenge_dates_in_order"),
        ]


class Escalation(Record):
    """A professional disagreement between two agencies under the escalation policy."""

    record_kind = "escalation"
    agency_lookups = ("raised_by", "with_agency")
    search_fields = ("theme", "outcome")

    raised_on = models.DateField()
    raised_by = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="escalations_raised")
    with_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="escalations_received")
    stage = models.PositiveSmallIntegerField(choices=EscalationStage.choices)
    stage_since = models.DateField("at this stage since", null=True, blank=True)
    theme = models.CharField(max_length=ONE_LINE, blank=True)
    resolved_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    def made_title(self) -> str:
        return self.theme or f"{self.raised_by.name} and {self.with_agency.name}"

    class Meta:
        constraints = [
            in_range("stage", 1, 4, "escalation_stage_1_to_4"),
            in_order("raised_on", "resolved_on", "escalation_dates_in_order"),
        ]
