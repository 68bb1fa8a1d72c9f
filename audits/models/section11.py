"""Section 11 self-assessment (Children Act 2004)."""

from collections.abc import Sequence

from django.db import models

from audits.enums import StandardRag
from partnership.models import Agency, Board, Record
from partnership.models.fields import ONE_LINE, YearField, in_choices, in_range


class Section11Return(Record):
    """One agency's answer to one standard in one year; recommendations and actions can hang on it.

    Its reference is BOARD/YEAR/AGENCY/STANDARD, as the workbook's `source` columns write it.
    """

    record_kind = "section11"
    key_sources = ("boards", "agency")
    agency_lookups = ("agency",)
    search_fields = ("evidence", "action")

    year = YearField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="section11_returns")
    standard = models.PositiveSmallIntegerField()
    standard_title = models.CharField(max_length=ONE_LINE, blank=True)
    rag = models.CharField(max_length=15, choices=StandardRag.choices)
    evidence = models.TextField(blank=True)
    action = models.TextField(blank=True)

    class Meta:
        constraints = [
            in_choices("rag", StandardRag, "section11_rag_known"),
            in_range("standard", 1, 8, "section11_standard_1_to_8"),
        ]

    def natural_key(self, boards: Sequence[Board]) -> str:
        return f"{boards[0].code}/{self.year}/{self.agency.code}/{self.standard}"
