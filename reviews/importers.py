"""Reviews and child deaths of the workbook."""

from partnership.enums import Visibility
from partnership.policy import Principal, row_of
from partnership.workbook.importer import register
from partnership.workbook.record_importer import RecordImporter
from reviews.models import ChildDeath, Review


class ReviewImporter(RecordImporter):
    sheet = "reviews"
    model = Review
    attributes = {"kind": "review_kind"}

    def hidden_from(self, principal: Principal) -> frozenset[str]:
        """`restricted_summary` stays restricted even where the review itself has been published."""
        restricted = row_of(Review.record_kind, Visibility.RESTRICTED)
        reads_all = any(
            grant.board is None and ("view", "all") in restricted.get(grant.role, ()) for grant in principal.grants
        )
        return frozenset() if reads_all else frozenset({"restricted_summary"})


class ChildDeathImporter(RecordImporter):
    """A child's record has no title: its reference stands for it everywhere."""

    sheet = "child_deaths"
    model = ChildDeath

    def complete(self, row: ChildDeath) -> None:
        row.title = row.reference


register(ReviewImporter, ChildDeathImporter)
