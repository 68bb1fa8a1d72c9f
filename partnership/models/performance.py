"""Indicators and their values."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import Area, Polarity, Qualifier, Unit, YearBasis
from partnership.models.bodies import Agency
from partnership.models.fields import ONE_LINE, FigureField, PeriodField, in_choices, key_field
from partnership.models.maintained import Maintained
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet


class Indicator(Record):
    """What is measured, in which unit, and which direction is good; of one board or of none."""

    record_kind = "indicator"
    agency_lookups = ("source_agency",)
    search_fields = ("theme", "definition")

    theme = models.CharField(max_length=ONE_LINE)
    unit = models.CharField(max_length=16, choices=Unit.choices)
    polarity = models.CharField(max_length=7, choices=Polarity.choices, blank=True)
    definition = models.TextField(blank=True)
    source_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    small_numbers = models.BooleanField(null=True)
    target = FigureField(null=True, blank=True)
    year_basis = models.CharField(max_length=9, choices=YearBasis.choices, blank=True)
    overlapping = models.BooleanField(null=True)

    class Meta:
        constraints = [
            in_choices("unit", Unit, "indicator_unit_known"),
            in_choices("polarity", Polarity, "indicator_polarity_known", blank=True),
            in_choices("year_basis", YearBasis, "indicator_year_basis_known", blank=True),
        ]


class IndicatorValue(Maintained):
    """One figure of an indicator: a value, or a numerator and denominator, for a period, area and breakdown."""

    policy_subject = "indicator"
    record_path = "indicator__"
    agency_lookups = ("indicator__source_agency",)

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    period = PeriodField()
    area = models.CharField(max_length=22, choices=Area.choices)
    area_name = models.CharField(max_length=ONE_LINE, blank=True)
    area_name_key = key_field()
    breakdown = models.CharField(max_length=ONE_LINE, blank=True)
    breakdown_key = key_field()
    value = FigureField(null=True, blank=True)
    numerator = FigureField(null=True, blank=True)
    denominator = FigureField(null=True, blank=True)
    qualifier = models.CharField(max_length=8, choices=Qualifier.choices, blank=True)
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "area", "area_name_key", "breakdown_key"], name="indicator_value_unique"
            ),
            in_choices("area", Area, "indicator_value_area_known"),
            in_choices("qualifier", Qualifier, "indicator_value_qualifier_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.title}, {self.period}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.area_name_key = self.area_name.casefold()
        self.breakdown_key = self.breakdown.casefold()
        super().save(*args, **kwargs)
