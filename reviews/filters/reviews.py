"""What the list of case reviews can be narrowed by."""

from partnership.registers.filters import RecordFilter, RegisterFilter
from reviews.models import Review


class ReviewFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = Review
        fields = ["words", "review_kind", "status", "boards"]
