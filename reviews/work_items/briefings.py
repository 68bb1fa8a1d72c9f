"""What agencies are asked about briefings, among their returns."""

from collections.abc import Iterator

from partnership.enums import OPEN_CLASSES
from partnership.formats import date_words
from partnership.models import Agency
from partnership.principals import Principal
from partnership.registry import ReturnDue, url_of
from reviews.models import BriefingReceipt
from reviews.selectors.briefings import waiting


def receipts_due(agency: Agency, principal: Principal) -> Iterator[ReturnDue]:
    """What an agency has to say about briefings that are cleared."""
    rows = waiting(BriefingReceipt.objects.visible_to(principal).filter(agency=agency))
    open_rows = rows.filter(briefing__visibility__in=OPEN_CLASSES).select_related("briefing")
    for receipt in open_rows.order_by("due_on", "pk"):
        words = f"Answer by {date_words(receipt.due_on)}"
        yield ReturnDue(f"What you did with “{receipt.briefing.title}”", words, url_of(receipt))
