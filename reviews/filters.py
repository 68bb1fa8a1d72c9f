"""What the lists of reviews and child deaths can be narrowed by."""

from partnership.registers.filters import RecordFilter, RegisterFilter
from reviews.models import ChildDeath, Review


class ReviewFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = Review
        fields = ["words", "review_kind", "status", "boards"]


class ChildDeathFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = ChildDeath
        fields = ["status", "boards"]
