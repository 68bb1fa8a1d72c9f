"""The child death overview panel's records."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partnership.enums import Visibility
from partnership.models import Record
from partnership.models.fields import ONE_LINE, TextListField, in_choices, in_order, in_range
from reviews.enums import AgeBand, ChildDeathStatus, Gender, Modifiable


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
