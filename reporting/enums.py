"""Choices of reports, spelled as the workbook spells them."""

from django.db.models import TextChoices


class ReportKind(TextChoices):
    ANNUAL_REPORT = "annual_report", "Annual report"
    NEWSLETTER = "newsletter", "Newsletter"


class FileKind(TextChoices):
    PDF = "pdf", "PDF"
