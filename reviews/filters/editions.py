"""What the lists of editions and of their rules can be narrowed by."""

from partnership.registers.filters import RegisterFilter
from reviews.models import ClockRule, Criterion, Edition, KindRule


class EditionFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Edition
        fields = ["words", "checked"]


class KindRuleFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = KindRule
        fields = ["words", "edition", "kind", "checked"]


class CriterionFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Criterion
        fields = ["words", "edition", "checked"]


class ClockRuleFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = ClockRule
        fields = ["words", "edition", "starts_with", "checked"]
