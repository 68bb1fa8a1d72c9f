"""Reviews and child deaths of the workbook."""

from partnership.policy import sees_guarded
from partnership.principals import Principal
from partnership.workbook.importer import register
from partnership.workbook.record_importer import RecordImporter
from reviews.models import ChildDeath, Review


class ReviewImporter(RecordImporter):
    sheet = "reviews"
    model = Review
    attributes = {"kind": "review_kind"}

    def hidden_from(self, principal: Principal, pk: int) -> frozenset[str]:
        """`restricted_summary` stays restricted even where the review itself has been published."""
        return frozenset() if sees_guarded(principal, Review(pk=pk)) else frozenset({"restricted_summary"})


class ChildDeathImporter(RecordImporter):
    """A child's record has no title: its reference stands for it everywhere."""

    sheet = "child_deaths"
    model = ChildDeath

    def complete(self, row: ChildDeath) -> None:
        row.title = row.reference


register(ReviewImporter, ChildDeathImporter)
