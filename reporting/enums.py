"""Choices of reports, spelled as the workbook spells them."""

from django.db.models import TextChoices


class ReportKind(TextChoices):
    ANNUAL_REPORT = "annual_report", "Annual report"
    NEWSLETTER = "newsletter", "Newsletter"


class DocumentKind(TextChoices):
    """What is drawn from one row for the people concerned."""

    AGENDA_PACK = "agenda_pack", "Agenda pack (PDF)"
    MINUTES_PDF = "minutes_pdf", "Minutes (PDF)"
    MINUTES_WORD = "minutes_word", "Minutes (Word)"
    AGENCY_SUMMARY = "agency_summary", "One-page summary (PDF)"


class FileKind(TextChoices):
    PDF = "pdf", "PDF"
