"""Figures known only as totals, and agencies' own workforce training."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency, Board
from partnership.models.fields import (
    ONE_LINE,
    FigureField,
    MoneyField,
    YearField,
    in_choices,
    key_field,
    unique_with_blanks,
)
from partnership.policy import ScopedQuerySet
from training.enums import EvaluationStage
from training.models.courses import Course


class TrainingTotal(models.Model):
    """A year's figures for a course (all courses where blank) and an agency (all where blank)."""

    policy_subject = "training_total"
    board_lookup = "board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="training_totals")
    year = YearField()
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="totals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="training_totals")
    events = models.PositiveIntegerField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    attended = models.PositiveIntegerField(null=True, blank=True)
    did_not_attend = models.PositiveIntegerField(null=True, blank=True)
    fee_income = MoneyField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "year", "id"]
        constraints = unique_with_blanks("training_total_unique", ["board", "year"], ["course", "agency"])

    def __str__(self) -> str:
        return f"Training totals {self.year}"


class EvaluationTotal(models.Model):
    """How many gave one answer to an evaluation, at the end of a course or at the follow-up."""

    policy_subject = "training_total"
    board_lookup = "board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="evaluation_totals")
    year = YearField()
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluation_totals"
    )
    stage = models.CharField(max_length=15, choices=EvaluationStage.choices)
    answer = models.CharField(max_length=ONE_LINE)
    answer_key = key_field()
    percent = FigureField(null=True, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "year", "id"]
        constraints = [
            *unique_with_blanks("evaluation_total_unique", ["board", "year", "stage", "answer_key"], ["course"]),
            in_choices("stage", EvaluationStage, "evaluation_stage_known"),
        ]

    def __str__(self) -> str:
        return f"{self.answer}, {self.year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.answer_key = self.answer.casefold()
        super().save(*args, **kwargs)


class WorkforceTraining(models.Model):
    """An agency's own compliance with one training requirement on a day."""

    policy_subject = "workforce_training"
    agency_lookups = ("agency",)

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="workforce_training")
    as_at = models.DateField()
    requirement = models.CharField(max_length=ONE_LINE)
    requirement_key = key_field()
    service = models.CharField(max_length=ONE_LINE, blank=True)
    service_key = key_field()
    staff = models.PositiveIntegerField(null=True, blank=True)
    trained = models.PositiveIntegerField(null=True, blank=True)
    percent = FigureField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "workforce training"
        ordering = ["agency", "as_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "as_at", "requirement_key", "service_key"], name="workforce_training_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.requirement}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.requirement_key = self.requirement.casefold()
        self.service_key = self.service.casefold()
        super().save(*args, **kwargs)
