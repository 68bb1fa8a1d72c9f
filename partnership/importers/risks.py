"""Risks of the workbook."""

from partnership.models import Risk
from partnership.workbook.record_importer import RecordImporter


class RiskImporter(RecordImporter):
    sheet = "risks"
    model = Risk
