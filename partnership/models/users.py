"""Who signs in, and what they are granted."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from partnership.enums import Role
from partnership.models.fields import in_choices, in_order
from partnership.models.maintained import Versioned


class UserManager(BaseUserManager["User"]):
    """Accounts are looked up by casefolded e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").casefold())


class User(AbstractBaseUser, Versioned):
    """Somebody who can sign in. What they may do comes from role grants alone; nobody is a superuser."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.casefold()
        super().save(*args, **kwargs)


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, today: date) -> Self:
        """Grants that count today; one without an end has none. One for a few hours counts until its minute."""
        return self.filter(
            models.Q(starts_on__lte=today),
            models.Q(ends_on=None) | models.Q(ends_on__gte=today),
            models.Q(expires_at=None) | models.Q(expires_at__gt=timezone.now()),
            user__is_active=True,
        )


class RoleGrant(Versioned):
    """A role for a person, perhaps only for one board, agency, group or record, from a day to a day.

    A grant for a record is how somebody is named on it: the way to restricted and sealed matter.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=3, choices=Role.choices)
    board = models.ForeignKey("partnership.Board", on_delete=models.PROTECT, null=True, blank=True)
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, null=True, blank=True)
    group = models.ForeignKey("partnership.Group", on_delete=models.PROTECT, null=True, blank=True)
    record = models.ForeignKey(
        "partnership.Record", on_delete=models.PROTECT, null=True, blank=True, related_name="named_grants"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    #: Of a record that was opened in an emergency, for a few hours.
    expires_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    #: When somebody last looked at it and found it still right.
    confirmed_on = models.DateField("last confirmed", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            in_choices("role", Role, "grant_role_known"),
            in_order("starts_on", "ends_on", "grant_dates_in_order"),
            models.CheckConstraint(
                condition=~models.Q(role=Role.AGENCY_REPRESENTATIVE) | models.Q(agency__isnull=False),
                name="grant_representative_has_agency",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.GROUP_CHAIR) | models.Q(group__isnull=False), name="grant_chair_has_group"
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=[Role.AUDITOR, Role.REVIEWER]) | models.Q(record__isnull=False),
                name="grant_one_record_has_record",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_on=None, confirmed_by=None)
                | models.Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="grant_confirmed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
