"""The risk register."""

from django.db import models

from partnership.enums import OpenStatus
from partnership.models.bodies import Agency, Group
from partnership.models.fields import ScoreField, in_choices, in_order, in_range
from partnership.models.record import Record


class Risk(Record):
    """Likelihood by impact, 1 to 5 each, now and as aimed at; its history keeps its scores over time."""

    record_kind = "risk"
    body_lookups = ("group",)
    agency_lookups = ("owner_agency",)
    search_fields = ("description", "controls")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="risks")
    description = models.TextField(blank=True)
    likelihood = ScoreField()
    impact = ScoreField()
    target_likelihood = ScoreField(null=True, blank=True)
    target_impact = ScoreField(null=True, blank=True)
    controls = models.TextField(blank=True)
    owner_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="risks")
    status = models.CharField(max_length=6, choices=OpenStatus.choices)
    opened_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            in_choices("status", OpenStatus, "risk_status_known"),
            *[
                in_range(field, 1, 5, f"risk_{field}_1_to_5")
                for field in ("likelihood", "impact", "target_likelihood", "target_impact")
            ],
            in_order("opened_on", "closed_on", "risk_dates_in_order"),
        ]

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact

    @property
    def target_score(self) -> int | None:
        """The score aimed at; None while either half is unknown."""
        if self.target_likelihood is None or self.target_impact is None:
            return None
        return self.target_likelihood * self.target_impact
