"""What is asked of agencies about briefings, on their home and among their returns; and where it is plugged in."""

from collections.abc import Iterator

from partnership.deadlines import add_deadline_source
from partnership.enums import OPEN_CLASSES
from partnership.formats import date_words
from partnership.models import Agency
from partnership.principals import Principal
from partnership.registry import Entry, ReturnDue, add_entry, add_panel, add_returns, url_of
from partnership.themes import add_theme_source
from reviews.catalogue.briefings import OF_REVIEW, RECEIPT_DEADLINE
from reviews.models import Briefing, BriefingReceipt, Review
from reviews.selectors.briefings import waiting
from reviews.selectors.themes import CHILD_DEATHS, REVIEWS


def receipts_due(agency: Agency, principal: Principal) -> Iterator[ReturnDue]:
    """What an agency has to say about briefings that are cleared."""
    rows = waiting(BriefingReceipt.objects.visible_to(principal).filter(agency=agency))
    open_rows = rows.filter(briefing__visibility__in=OPEN_CLASSES).select_related("briefing")
    for receipt in open_rows.order_by("due_on", "pk"):
        words = f"Answer by {date_words(receipt.due_on)}"
        yield ReturnDue(f"What you did with “{receipt.briefing.title}”", words, url_of(receipt))


#: What agencies are asked for stands under one name on their menu, beside the briefings that they read.
ENTRIES = (
    Entry(
        "reviews",
        "Repeat themes",
        "reviews:theme-list",
        "review",
        about="What was found before: by theme and year, over reviews, audits, inspections and child deaths.",
    ),
    Entry(
        "returns",
        "Learning briefings",
        "reviews:briefing-list",
        "briefing",
        about="What reviews taught, on one page for teams.",
        model=Briefing,
    ),
    Entry(
        "returns",
        "What you did with briefings",
        "reviews:briefing-receipt-list",
        "briefing_receipt",
        about="Which teams used a learning briefing, how many staff, and what changed.",
        model=BriefingReceipt,
    ),
    Entry(
        "training",
        "Learning briefings",
        "reviews:briefing-list",
        "briefing",
        about="What reviews taught, on one page for teams.",
        model=Briefing,
    ),
)


def plug_in_learning() -> None:
    """What briefings add to menus, home, digests, calendars and the page of a review."""
    add_entry(*ENTRIES)
    add_panel(Review, OF_REVIEW)
    add_returns(receipts_due)
    add_deadline_source(RECEIPT_DEADLINE)
    add_theme_source(REVIEWS, CHILD_DEATHS)
