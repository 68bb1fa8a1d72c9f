"""What the lists of reviews and child deaths show: of a restricted one its reference and state."""

from partnership.registers.tables import Date, Marked, Name, Plain, Reference, RegisterTable
from reviews import marks


class ReviewTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Review")
    kind = Plain("review_kind", "Kind", neutral=True)
    status = Marked("status", "Status", marks.review_mark)
    published = Date("published_on", "Published")

    class Meta:
        order_by = "-reference"


class ChildDeathTable(RegisterTable):
    reference = Name("reference", "Reference")
    status = Marked("status", "Status", marks.child_death_mark)

    class Meta:
        order_by = "-reference"
