"""Indicators and their values of the workbook."""

from partnership.models import Indicator, IndicatorValue
from partnership.workbook.importer import Importer
from partnership.workbook.record_importer import RecordImporter


class IndicatorImporter(RecordImporter):
    sheet = "indicators"
    model = Indicator
    attributes = {"code": "reference"}


class IndicatorValueImporter(Importer):
    sheet = "indicator_values"
    model = IndicatorValue
