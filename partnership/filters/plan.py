"""The business plan."""

from partnership import models
from partnership.registers.filters import RecordFilter, RegisterFilter, ValuesFilter


class BusinessPlanFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.BusinessPlan
        fields = ["words", "boards"]


class PriorityFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Priority
        fields = ["words", "plan", "lead_group", "boards"]


class ObjectiveFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Objective
        fields = ["rag", "lead_agency", "lead_group"]


class ProgressFilter(RegisterFilter):
    year = ValuesFilter(label="Year")

    class Meta(RegisterFilter.Meta):
        model = models.PriorityProgress
        fields = ["year", "priority", "rag"]


class HighlightFilter(RegisterFilter):
    year = ValuesFilter(label="Year")

    class Meta(RegisterFilter.Meta):
        model = models.QuarterlyHighlight
        fields = ["year", "quarter", "priority", "rag"]
