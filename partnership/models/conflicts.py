"""Conflicts of interest: who loses sight of a record whatever their role."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.bodies import Agency
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet


class InterestQuerySet(ScopedQuerySet):
    def in_force(self) -> "InterestQuerySet":
        return self.filter(ended_at=None)


class Interest(models.Model):
    """A person, or everybody who speaks for an agency, has a conflict of interest with a record.

    While it is in force they see nothing of the record and of what hangs on it (partnership/policy.py). Never removed:
    it is ended, with a reason.
    """

    policy_subject = "interest"
    record_path = "record__"

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="interests")
    user = models.ForeignKey(
        "partnership.User", on_delete=models.PROTECT, null=True, blank=True, related_name="interests"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="interests")
    reason = models.TextField()
    declared_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(auto_now_add=True)
    ended_reason = models.TextField("why it ended", blank=True)
    ended_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["-declared_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=True, agency__isnull=False)
                | models.Q(user__isnull=False, agency__isnull=True),
                name="interest_of_a_person_or_an_agency",
            ),
            models.UniqueConstraint(
                fields=["record", "user"], condition=models.Q(ended_at=None, agency=None), name="interest_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["record", "agency"],
                condition=models.Q(ended_at=None, user=None),
                name="interest_once_an_agency",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.agency)
