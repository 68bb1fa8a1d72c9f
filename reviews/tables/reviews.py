"""The list of case reviews: of a restricted one its reference and state, and it is sorted by these alone."""

from django.db.models import Case, F, When

from partnership.enums import GUARDED_CLASSES, OPEN_CLASSES
from partnership.registers.tables import Date, Marked, Name, Plain, Reference, RegisterTable
from reviews.marks.reviews import review_mark


class ReviewTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name(
        "title", "Review", sort=Case(When(visibility__in=GUARDED_CLASSES, then=F("reference")), default=F("title"))
    )
    kind = Plain("review_kind", "Kind", neutral=True)
    status = Marked("status", "Status", review_mark)
    published = Date("published_on", "Published", sort=Case(When(visibility__in=OPEN_CLASSES, then=F("published_on"))))

    class Meta:
        order_by = "-reference"
