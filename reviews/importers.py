"""Reviews and child deaths of the workbook."""

from partnership.principals import OPERATOR, Principal
from partnership.workbook.importer import register
from partnership.workbook.record_importer import RecordImporter
from reviews.models import ChildDeath, Review
from reviews.selectors.papers import fields_of_papers, of_papers


class ReviewImporter(RecordImporter):
    sheet = "reviews"
    model = Review
    attributes = {"kind": "review_kind"}

    def hidden_from(self, principal: Principal, pk: int) -> frozenset[str]:
        """What the page of a review hides from those not named on it."""
        if principal is OPERATOR or Review._base_manager.filter(of_papers(principal), pk=pk).exists():
            return frozenset()
        fields = fields_of_papers(Review._base_manager.only("visibility").get(pk=pk))
        keys = {column.name for column in self.definition.keys}
        held_in = {**{name: name for name in self.definition.by_name}, **self.attributes, **self.lists}
        return frozenset(name for name, field in held_in.items() if field in fields and name not in keys)


class ChildDeathImporter(RecordImporter):
    """A child's record has no title: its reference stands for it everywhere."""

    sheet = "child_deaths"
    model = ChildDeath

    def complete(self, row: ChildDeath) -> None:
        row.title = row.reference


register(ReviewImporter, ChildDeathImporter)
