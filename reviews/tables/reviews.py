"""The list of case reviews: of a restricted one its reference and state."""

from partnership.registers.tables import Date, Marked, Name, Plain, Reference, RegisterTable
from reviews.marks.reviews import review_mark


class ReviewTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Review")
    kind = Plain("review_kind", "Kind", neutral=True)
    status = Marked("status", "Status", review_mark)
    published = Date("published_on", "Published")

    class Meta:
        order_by = "-reference"
