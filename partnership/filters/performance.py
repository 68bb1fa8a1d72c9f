"""Indicators."""

from partnership import models
from partnership.registers.filters import RecordFilter, RegisterFilter, ValuesFilter


class IndicatorFilter(RecordFilter):
    theme = ValuesFilter(label="Theme")

    class Meta(RegisterFilter.Meta):
        model = models.Indicator
        fields = ["words", "theme", "source_agency", "boards"]
