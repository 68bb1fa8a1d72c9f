"""Documents that are drawn from one row: minutes, agenda packs, an agency's sheet."""

from typing import Any

from django.db import models

from partnership.models import Agency, Job, Meeting
from partnership.models.fields import in_choices
from reporting.enums import DocumentKind


class Document(models.Model):
    """A document of one kind, drawn from a meeting or an agency for one audience; asked for, and made by a job.

    The file's fields are filled only once it is stored and has been opened again. `audience` is empty for what every
    member of the meeting's group may see, or else a digest of the roles that it was drawn for. `holds` names the rows
    that stand in it, so that it is not handed out once one of them is nobody's business any more
    (reporting/selectors/documents.py).
    """

    policy_subject = "document"

    kind = models.CharField(max_length=14, choices=DocumentKind.choices)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="documents")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="documents")
    confidential = models.BooleanField(default=False)
    audience = models.CharField(max_length=64, blank=True)
    holds = models.JSONField(default=dict)
    file = models.FileField(upload_to="documents/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="documents")

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            in_choices("kind", DocumentKind, "document_kind_known"),
            models.CheckConstraint(
                condition=models.Q(meeting__isnull=False, agency__isnull=True)
                | models.Q(meeting__isnull=True, agency__isnull=False),
                name="document_of_one_row",
            ),
            models.UniqueConstraint(
                fields=["kind", "meeting", "confidential"],
                condition=models.Q(meeting__isnull=False),
                name="document_one_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["kind", "agency", "audience"],
                condition=models.Q(agency__isnull=False),
                name="document_one_an_agency_and_audience",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.row}"

    @property
    def row(self) -> Any:
        """What it is drawn from."""
        found: Any = self.meeting or self.agency  # a constraint holds that there is one
        return found

    @property
    def is_made(self) -> bool:
        return self.made_at is not None
