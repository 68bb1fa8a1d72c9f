"""The child death overview panel's records."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import Visibility
from partnership.models import Board, Record
from partnership.models.fields import ONE_LINE, TextListField, in_choices, in_order, in_range
from partnership.models.maintained import Maintained
from partnership.policy import ScopedQuerySet
from reviews.enums import AgeBand, ChildDeathStatus, Gender, Modifiable


class DeathPanel(Maintained):
    """A meeting of the child death overview panel, perhaps about one theme."""

    policy_subject = "death_panel"
    board_lookup = "board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="death_panels")
    held_on = models.DateField("date")
    theme = models.CharField("theme, if it has one", max_length=ONE_LINE, blank=True)
    note = models.TextField("what the panel should know", blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "id"]

    def __str__(self) -> str:
        return f"Panel of {self.held_on:%-d %B %Y}" + (f": {self.theme}" if self.theme else "")


class ChildDeath(Record):
    """One child's death and its review by the panel; printed only as counts under disclosure control."""

    record_kind = "child_death"

    died_on = models.DateField(null=True, blank=True)
    notified_on = models.DateField()
    resident = models.BooleanField()
    age_band = models.CharField(max_length=15, choices=AgeBand.choices, blank=True)
    gender = models.CharField(max_length=10, choices=Gender.choices, blank=True)
    ethnicity = models.CharField(max_length=ONE_LINE, blank=True)
    expected = models.BooleanField(null=True)
    joint_agency_response = models.BooleanField(null=True)
    category = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    status = models.CharField(max_length=20, choices=ChildDeathStatus.choices)
    reviewed_on = models.DateField(null=True, blank=True)
    modifiable = models.CharField(max_length=12, choices=Modifiable.choices, blank=True)
    factors = TextListField()
    learning = models.TextField(blank=True)
    #: Values of `DelayReason`.
    delay_reasons = TextListField()
    panel = models.ForeignKey(DeathPanel, on_delete=models.PROTECT, null=True, blank=True, related_name="deaths")

    class Meta:
        constraints = [
            in_choices("age_band", AgeBand, "child_death_age_band_known", blank=True),
            in_choices("gender", Gender, "child_death_gender_known", blank=True),
            in_choices("status", ChildDeathStatus, "child_death_status_known"),
            in_choices("modifiable", Modifiable, "child_death_modifiable_known", blank=True),
            in_range("category", 1, 10, "child_death_category_1_to_10"),
            in_order("died_on", "reviewed_on", "child_death_dates_in_order"),
        ]

    def default_visibility(self) -> str:
        return Visibility.RESTRICTED

    def made_title(self) -> str:
        """A child's record has no title: its reference stands for it everywhere."""
        return self.reference


class Reconciliation(Record):
    """A list of registered deaths laid beside the panel's records. The list itself is not kept.

    `missing_here` and `missing_there` are lists of objects of strings: what only the list has, and what only the panel
    has, by reference, date of death, sex and age band.
    """

    record_kind = "reconciliation"

    compared_on = models.DateField()
    source = models.CharField("where the list comes from", max_length=ONE_LINE)
    period_from = models.DateField("deaths from")
    period_to = models.DateField("deaths until")
    listed = models.PositiveIntegerField()
    matched = models.PositiveIntegerField()
    missing_here = models.JSONField(default=list)
    missing_there = models.JSONField(default=list)

    class Meta:
        constraints = [in_order("period_from", "period_to", "reconciliation_period_in_order")]

    def default_visibility(self) -> str:
        return Visibility.RESTRICTED
