"""Who carries a review out, and what they meet for."""

from datetime import date
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency, RoleGrant, User
from partnership.models.fields import ONE_LINE, in_choices, in_order
from partnership.models.maintained import Maintained
from partnership.policy import ScopedQuerySet
from reviews.enums import EventKind, PanelPart
from reviews.models.reviews import Review


class PanelMember(Maintained):
    """Somebody's part in one review. An account comes with a grant for that review alone, which ends with the part."""

    policy_subject = "review_paper"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="panel")
    part = models.CharField(max_length=10, choices=PanelPart.choices)
    user = models.ForeignKey(
        "partnership.User", on_delete=models.PROTECT, null=True, blank=True, related_name="panel_seats"
    )
    name = models.CharField("name, for somebody without an account", max_length=ONE_LINE, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grant = models.OneToOneField(
        RoleGrant, on_delete=models.PROTECT, null=True, blank=True, related_name="panel_member"
    )
    joined_on = models.DateField("from")
    left_on = models.DateField("until", null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["part", "joined_on", "id"]
        constraints = [
            in_choices("part", PanelPart, "panel_part_known"),
            in_order("joined_on", "left_on", "panel_member_dates_in_order"),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | ~models.Q(name=""), name="panel_member_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.user.name if self.user else self.name

    @classmethod
    def sits_for(cls, user: User, today: date) -> models.QuerySet[Any]:
        """The agencies for which somebody has a part in a review that goes on."""
        parts = cls.objects.filter(user=user, agency__isnull=False, archived_at=None)
        return parts.exclude(left_on__lt=today).values("agency")


class LearningEvent(Maintained):
    """Something that a review gathers people for, planned or held."""

    policy_subject = "review_paper"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=15, choices=EventKind.choices)
    held_on = models.DateField("date")
    starts_at = models.TimeField("begins", null=True, blank=True)
    where = models.CharField(max_length=ONE_LINE, blank=True)
    about = models.CharField("what it is about", max_length=ONE_LINE, blank=True)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+")
    came = models.PositiveSmallIntegerField("how many came", null=True, blank=True)
    heard = models.TextField("what was said", blank=True)
    history = HistoricalRecords(m2m_fields=[agencies])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [in_choices("kind", EventKind, "learning_event_kind_known")]

    def __str__(self) -> str:
        return self.about or self.get_kind_display()
