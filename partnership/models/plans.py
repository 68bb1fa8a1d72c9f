"""The business plan: priorities, objectives, and what a year brought."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import Quarter, Rag
from partnership.models.bodies import Agency, Board, Group
from partnership.models.fields import TextListField, YearField, in_choices, in_order, in_range, key_field
from partnership.models.maintained import Maintained
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet


class BusinessPlan(Record):
    """A board's plan for some years."""

    record_kind = "plan"

    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [in_order("starts_on", "ends_on", "plan_dates_in_order")]


class Priority(Record):
    """One priority of a plan; its reference is the plan's and its number."""

    record_kind = "priority"
    key_sources = ("plan",)
    body_lookups = ("lead_group",)
    search_fields = ("description", "outcomes_sought")

    plan = models.ForeignKey(BusinessPlan, on_delete=models.PROTECT, related_name="priorities")
    number = models.CharField(max_length=20)
    description = models.TextField(blank=True)
    outcomes_sought = TextListField()
    lead_group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="priorities")
    cross_cutting = models.BooleanField(null=True)

    class Meta:
        verbose_name_plural = "priorities"
        ordering = ["plan", "number"]

    def inherited_boards(self) -> Sequence[Board]:
        return list(self.plan.boards.order_by("code_key"))

    def natural_key(self, boards: Sequence[Board]) -> str:
        return f"{self.plan.reference}/{self.number}"


class PriorityProgress(Maintained):
    """A priority's year: what we did, learned, what difference it made, what is still to be done."""

    policy_subject = "priority"
    record_path = "priority__"
    body_lookups = ("priority__lead_group",)

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="progress")
    year = YearField()
    rag = models.CharField(max_length=5, choices=Rag.choices, blank=True)
    did = TextListField()
    learned = TextListField()
    difference = TextListField()
    next = TextListField()
    summary = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "priority progress"
        ordering = ["priority", "year"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "year"], name="progress_one_a_year"),
            in_choices("rag", Rag, "progress_rag_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.priority}, {self.year}"


class QuarterlyHighlight(Maintained):
    """What a priority brought in a quarter of the board's year, in a few sentences for the board's meeting."""

    policy_subject = "priority"
    record_path = "priority__"
    body_lookups = ("priority__lead_group",)

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="highlights")
    year = YearField()
    quarter = models.PositiveSmallIntegerField(choices=Quarter.choices)
    rag = models.CharField("rating", max_length=5, choices=Rag.choices, blank=True)
    done = models.TextField("what was done")
    difference = models.TextField("what difference it made", blank=True)
    next = models.TextField("what comes next", blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["priority", "year", "quarter"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "year", "quarter"], name="highlight_one_a_quarter"),
            in_range("quarter", 1, 4, "highlight_quarter_1_to_4"),
            in_choices("rag", Rag, "highlight_rag_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.priority}, {self.year} {self.get_quarter_display()}"


class Objective(Maintained):
    """What a priority sets out to do, with a measure of success."""

    policy_subject = "priority"
    record_path = "priority__"
    body_lookups = ("lead_group", "priority__lead_group")
    agency_lookups = ("lead_agency",)

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="objectives")
    number = models.CharField(max_length=20)
    number_key = key_field(max_length=20)
    text = models.TextField()
    success_measure = models.TextField(blank=True)
    lead_group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="objectives")
    lead_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="objectives")
    due_on = models.DateField(null=True, blank=True)
    rag = models.CharField(max_length=5, choices=Rag.choices, blank=True)
    progress = models.TextField(blank=True)
    #: The indicators by which one sees whether it worked.
    measures = models.ManyToManyField("partnership.Indicator", blank=True, related_name="objectives")
    history = HistoricalRecords(m2m_fields=[measures])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["priority", "number"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "number_key"], name="objective_number_unique"),
            in_choices("rag", Rag, "objective_rag_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.text}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.number_key = self.number.casefold()
        super().save(*args, **kwargs)
