"""Models of reports and the texts that people write for them."""

from reporting.models.documents import Document
from reporting.models.reports import Report, ReportFile
from reporting.models.texts import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient

__all__ = [
    "AgencyStatement",
    "Document",
    "GlossaryTerm",
    "GroupReport",
    "Narrative",
    "Recipient",
    "Report",
    "ReportFile",
]
