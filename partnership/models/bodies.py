"""Boards, agencies, groups, people, seats and who held them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import AgencyCategory, BoardKind, GroupKind, SeatRole
from partnership.models.fields import ONE_LINE, TextListField, code_field, in_choices, in_order, in_range, key_field
from partnership.models.maintained import Maintained, Versioned
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet

if TYPE_CHECKING:
    from partnership.models.users import User


class Coded(models.Model):
    """A row known by a short code that is compared without case."""

    code = code_field()
    code_key = key_field(max_length=40, unique=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.code_key = self.code.casefold()
        super().save(*args, **kwargs)


class Board(Coded, Maintained):
    """A statutory body served by the business unit; its reporting year starts in `year_start_month`."""

    policy_subject = "board"

    name = models.CharField(max_length=ONE_LINE)
    kind = models.CharField(max_length=10, choices=BoardKind.choices)
    area = models.CharField(max_length=ONE_LINE)
    year_start_month = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    legal_basis = models.TextField(blank=True)
    vision = models.TextField(blank=True)
    strategic_aims = TextListField()
    website = models.URLField(max_length=500, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["code_key"]
        constraints = [
            in_choices("kind", BoardKind, "board_kind_known"),
            in_range("year_start_month", 1, 12, "board_year_start_month"),
        ]

    def __str__(self) -> str:
        return self.name


class Agency(Coded, Maintained):
    """A partner organisation. Agencies merge and are replaced; their history keeps the old one."""

    policy_subject = "agency"
    agency_lookups = ("pk",)

    name = models.CharField(max_length=ONE_LINE)
    category = models.CharField(max_length=20, choices=AgencyCategory.choices)
    statutory_partner = models.BooleanField(null=True)
    active_from = models.DateField(null=True, blank=True)
    active_to = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]
        constraints = [
            in_choices("category", AgencyCategory, "agency_category_known"),
            in_order("active_from", "active_to", "agency_dates_in_order"),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | ~models.Q(replaced_by=models.F("id")),
                name="agency_not_replaced_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Group(Record):
    """A board's meeting, an executive, subgroup, panel or forum; in a tree, and perhaps of several boards."""

    record_kind = "group"
    body_lookups = ("pk",)
    search_fields = ("purpose", "also_reports_to")

    # Other kinds have a field of this name, so the way from the record to its kind has another.
    record_ptr = models.OneToOneField(Record, on_delete=models.CASCADE, parent_link=True, related_name="as_group")
    group_kind = models.CharField(max_length=20, choices=GroupKind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    also_reports_to = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    meetings_per_year = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            in_choices("group_kind", GroupKind, "group_kind_known"),
            in_order("starts_on", "ends_on", "group_dates_in_order"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("record_ptr")),
                name="group_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """The workbook's code of a group is its reference."""
        return self.reference


class Person(Maintained):
    """Somebody who holds seats or owns actions; may or may not have a login."""

    policy_subject = "person"
    agency_lookups = ("agency",)

    name = models.CharField(max_length=ONE_LINE)
    name_key = key_field()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    user = models.OneToOneField(
        "partnership.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        ordering = ["name_key"]
        indexes = [models.Index(fields=["name_key"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = self.name.casefold()
        super().save(*args, **kwargs)


class Seat(Maintained):
    """A place on a group, held for an agency in a role; `label` is how the attendance table prints it."""

    policy_subject = "seat"
    record_path = "group__"
    body_lookups = ("group",)
    agency_lookups = ("agency",)

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    label = models.CharField(max_length=ONE_LINE)
    label_key = key_field()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    role = models.CharField(max_length=25, choices=SeatRole.choices)
    job_title = models.CharField(max_length=ONE_LINE, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["group", "id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "label_key"], name="seat_label_unique_in_group"),
            in_choices("role", SeatRole, "seat_role_known"),
            in_order("starts_on", "ends_on", "seat_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.label_key = self.label.casefold()
        super().save(*args, **kwargs)


class Tenure(Versioned):
    """Who held a seat from when to when; the present holder's tenure has no end."""

    policy_subject = "seat"
    record_path = "seat__group__"
    body_lookups = ("seat__group",)
    agency_lookups = ("seat__agency",)

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="tenures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(ends_on__isnull=True), name="tenure_one_present_holder"
            ),
            in_order("starts_on", "ends_on", "tenure_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.seat}"

    @classmethod
    def sits_for(cls, user: "User", today: date) -> models.QuerySet[Any]:
        """The agencies whose seats somebody holds on a day; an end that is not known has not come."""
        held = cls.objects.filter(person__user=user, seat__agency__isnull=False, seat__archived_at=None)
        return held.exclude(ends_on__lt=today).exclude(seat__ends_on__lt=today).values("seat__agency")


def boards_key(boards: Sequence[Board], *parts: str) -> str:
    """A natural key that starts with the board, for kinds without a reference of their own."""
    return "/".join([boards[0].code, *parts])
