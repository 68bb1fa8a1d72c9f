"""Audits of the yearly programme and the grades they gave."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from audits.enums import AuditKind, AuditStatus, Grade
from partnership.models import Agency, Group, Record
from partnership.models.fields import ONE_LINE, TextListField, in_choices, in_order, key_field, unique_with_blanks
from partnership.policy import ScopedQuerySet


class Audit(Record):
    """One audit: theme, method, what was strong, what must improve, what changed."""

    record_kind = "audit"
    body_lookups = ("lead_group",)
    agency_lookups = ("agency",)
    search_fields = ("theme", "strengths", "areas_for_improvement", "impact")

    audit_kind = models.CharField(max_length=15, choices=AuditKind.choices)
    theme = models.CharField(max_length=ONE_LINE, blank=True)
    lead_group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="audits")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="audits")
    status = models.CharField(max_length=12, choices=AuditStatus.choices, blank=True)
    started_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    cases = models.PositiveIntegerField(null=True, blank=True)
    escalated_cases = models.PositiveIntegerField(null=True, blank=True)
    method = models.TextField(blank=True)
    strengths = TextListField()
    areas_for_improvement = TextListField()
    impact = models.TextField(blank=True)

    class Meta:
        constraints = [
            in_choices("audit_kind", AuditKind, "audit_kind_known"),
            in_choices("status", AuditStatus, "audit_status_known", blank=True),
            in_order("started_on", "completed_on", "audit_dates_in_order"),
        ]

    @property
    def state(self) -> str:
        """The status; complete where it is blank and a completion date stands (workbook definition)."""
        if not self.status and self.completed_on:
            return AuditStatus.COMPLETE
        return self.status


class AuditGrade(models.Model):
    """The grade of one pseudonymous case: an agency's own, or the moderated overall one where it has no agency."""

    policy_subject = "audit_grade"
    record_path = "audit__"
    agency_lookups = ("agency",)

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="grades")
    case = models.CharField(max_length=ONE_LINE)
    case_key = key_field()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_grades")
    grade = models.CharField(max_length=20, choices=Grade.choices)
    comment = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["audit", "case_key", "id"]
        constraints = [
            *unique_with_blanks("audit_grade_unique", ["audit", "case_key"], ["agency"]),
            in_choices("grade", Grade, "audit_grade_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_grade_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.case_key = self.case.casefold()
        super().save(*args, **kwargs)
