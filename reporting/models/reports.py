"""A report of a board and a year, and the files drawn from it."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Board
from partnership.models.fields import YearField
from partnership.policy import ScopedQuerySet
from reporting.enums import FileKind


class Report(models.Model):
    """The annual report of a board for a reporting year; its content is computed, never stored here."""

    policy_subject = "report"
    board_lookup = "board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports")
    year = YearField()
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "board"]
        constraints = [models.UniqueConstraint(fields=["board", "year"], name="report_one_a_board_and_year")]

    def __str__(self) -> str:
        return f"Annual report {self.year}, {self.board}"


class ReportFile(models.Model):
    """A file drawn from a report. The row exists only once the file is stored and has been opened again.

    Equal content gives equal bytes, so a report has one row for each state of its records that was ever drawn.
    """

    policy_subject = "report"
    board_lookup = "report__board"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=FileKind.choices)
    file = models.FileField(upload_to="reports/%Y/")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["report", "kind", "sha256"], name="report_file_unique_content")]

    def __str__(self) -> str:
        return f"{self.report}, {self.get_kind_display()}"
