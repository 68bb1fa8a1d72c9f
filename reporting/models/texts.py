"""What people write for a report: narratives, agency statements, group reports, glossary, who receives it."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency, Board, Group
from partnership.models.fields import ONE_LINE, YearField, in_choices, key_field
from partnership.policy import ScopedQuerySet
from reporting.enums import ReportKind
from reporting.section import section_titles


class Narrative(models.Model):
    """A text of one section of a report; `edition` is a reporting year or a newsletter's name."""

    policy_subject = "narrative"
    board_lookup = "board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="narratives")
    report = models.CharField(max_length=15, choices=ReportKind.choices)
    edition = models.CharField(max_length=ONE_LINE)
    edition_key = key_field()
    section = models.CharField(max_length=40)
    order = models.IntegerField()
    heading = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    author = models.CharField(max_length=ONE_LINE, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "report", "edition", "section", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "report", "edition_key", "section", "order"], name="narrative_unique_place"
            ),
            in_choices("report", ReportKind, "narrative_report_known"),
        ]

    def __str__(self) -> str:
        return f"{self.section_title}, {self.edition}, part {self.order}"

    @property
    def section_title(self) -> str:
        """What the section is called in print; its key where the product has no such section any more."""
        return section_titles().get(self.section, self.section)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.edition_key = self.edition.casefold()
        super().save(*args, **kwargs)


class AgencyStatement(models.Model):
    """One part of an agency's yearly statement to a board."""

    policy_subject = "agency_statement"
    board_lookup = "board"
    agency_lookups = ("agency",)

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="agency_statements")
    year = YearField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="statements")
    order = models.IntegerField()
    heading = models.CharField(max_length=500)
    text = models.TextField()
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "year", "agency", "order"]
        constraints = [
            models.UniqueConstraint(fields=["board", "year", "agency", "order"], name="agency_statement_unique_place")
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.heading}"


class GroupReport(models.Model):
    """One part of a group's yearly report to a board."""

    policy_subject = "group_report"
    record_path = "group__"
    body_lookups = ("group",)

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="group_reports")
    year = YearField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reports")
    order = models.IntegerField()
    heading = models.CharField(max_length=500)
    text = models.TextField()
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "year", "group", "order"]
        constraints = [
            models.UniqueConstraint(fields=["board", "year", "group", "order"], name="group_report_unique_place")
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.heading}"


class Recipient(models.Model):
    """Who the published report must be sent to."""

    policy_subject = "recipient"
    board_lookup = "board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="recipients")
    name = models.CharField(max_length=ONE_LINE)
    name_key = key_field()
    email = models.EmailField(blank=True)
    required = models.BooleanField(null=True)
    sent_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "id"]
        constraints = [models.UniqueConstraint(fields=["board", "name_key"], name="recipient_unique_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = self.name.casefold()
        super().save(*args, **kwargs)


class GlossaryTerm(models.Model):
    """A term or acronym and what it means."""

    policy_subject = "glossary"

    term = models.CharField(max_length=ONE_LINE)
    term_key = key_field(unique=True)
    meaning = models.TextField()
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["term_key"]

    def __str__(self) -> str:
        return self.term

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.term_key = self.term.casefold()
        super().save(*args, **kwargs)
