"""What law and guidance ask of reviews, by edition: data that the business manager keeps, never code.

Source: `statute.md`. What a person has not compared with the published text is not `checked`, and no page may print it
as "the law requires".
"""

from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.fields import ONE_LINE, TextListField, code_field, in_choices, in_order, key_field
from partnership.models.maintained import Maintained
from partnership.policy import ScopedQuerySet
from reviews.enums import ClockEvent, ClockUnit, ReviewKind


class Edition(Maintained):
    """A statute or an edition of guidance, and when it was in force. Editions of different matter may overlap."""

    policy_subject = "review_rules"

    code = code_field()
    code_key = key_field(max_length=40, unique=True)
    title = models.CharField(max_length=ONE_LINE)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)
    checked = models.BooleanField("compared with the published text", default=False)
    source = models.CharField("where it can be read", max_length=ONE_LINE, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["in_force_from", "code_key"]
        constraints = [in_order("in_force_from", "in_force_until", "edition_dates_in_order")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.code_key = self.code.casefold()
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class OfEdition(Maintained):
    """One rule of an edition."""

    policy_subject = "review_rules"

    checked = models.BooleanField("compared with the published text", default=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class KindRule(OfEdition):
    """A kind of review that an edition knows, by the name that the area gives it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="kinds")
    kind = models.CharField(max_length=15, choices=ReviewKind.choices)
    name = models.CharField("what we call it", max_length=ONE_LINE)
    basis = models.CharField("where it comes from", max_length=ONE_LINE, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["edition", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="kind_rule_unique_in_edition"),
            in_choices("kind", ReviewKind, "kind_rule_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(OfEdition):
    """One criterion against which a case is considered."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="criteria")
    letter = models.CharField(max_length=10)
    words = models.TextField()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["edition", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "letter"], name="criterion_letter_unique_in_edition")]

    def __str__(self) -> str:
        return f"({self.letter}) {self.words}"


class ClockRule(OfEdition):
    """A time limit: from one event to another, for the kinds that it names, or for all kinds of the edition.

    `at_least`: not a limit but the shortest time that must lie between the two. `is_aim`: practice, not a duty.
    `pausable`: pauses of the review are taken off.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="clocks")
    name = models.CharField(max_length=ONE_LINE)
    kinds = TextListField()
    starts_with = models.CharField(max_length=25, choices=ClockEvent.choices)
    ends_with = models.CharField(max_length=25, choices=ClockEvent.choices)
    limit = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    unit = models.CharField(max_length=12, choices=ClockUnit.choices)
    at_least = models.BooleanField("the shortest time, not the longest", default=False)
    is_aim = models.BooleanField("an aim, not a duty", default=False)
    pausable = models.BooleanField("stands still while the review is paused", default=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["edition", "order", "id"]
        constraints = [
            in_choices("starts_with", ClockEvent, "clock_rule_start_known"),
            in_choices("ends_with", ClockEvent, "clock_rule_end_known"),
            in_choices("unit", ClockUnit, "clock_rule_unit_known"),
        ]

    def __str__(self) -> str:
        return self.name
