"""The registers of seven-minute briefings and of what agencies did with them."""

from django.urls import reverse

from partnership.deadlines import DeadlineSource
from partnership.principals import Principal
from partnership.registers import Link, Panel, Register
from partnership.registry import Entry, url_of
from reviews.filters.briefings import BriefingFilter, ReceiptFilter
from reviews.forms.briefings import BriefingForm
from reviews.marks.briefings import briefing_mark, receipt_mark
from reviews.models import Briefing, BriefingReceipt, Review
from reviews.pages.briefings import BriefingPage, ReceiptPage
from reviews.selectors.briefings import PARTS, receipts_owed
from reviews.selectors.papers import reviews_to_tell
from reviews.services.briefings import change_briefing, create_briefing
from reviews.tables.briefings import BriefingOfReviewTable, BriefingTable, ReceiptOfBriefingTable, ReceiptTable


def _make(principal: Principal, review: Review) -> Link | None:
    """The way to make a briefing from a review, for those who write for it."""
    if not reviews_to_tell(principal).filter(pk=review.pk).exists():
        return None
    return Link("Make a seven-minute briefing", reverse("reviews:briefing-create", args=[review.pk]))


BRIEFINGS = Register(
    model=Briefing,
    noun="briefing",
    plural="learning briefings",
    place="reviews",
    about="What reviews taught, on one page for teams: cleared by somebody who did not write it.",
    table=BriefingTable,
    filterset=BriefingFilter,
    related=("of_review", "written_by", "cleared_by"),
    state=lambda briefing: [briefing_mark(briefing)],
    facts=(("of_review", "Made from"), ("written_by__name", "Written by")),
    texts=(*PARTS, "links"),
    panels=(
        Panel(
            "What agencies did with it",
            ReceiptOfBriefingTable,
            lambda row: row.receipts.select_related("briefing", "agency").order_by("agency__name", "pk"),
        ),
    ),
    page=BriefingPage,
    form=BriefingForm,
    create=create_briefing,
    change=change_briefing,
)

RECEIPTS = Register(
    model=BriefingReceipt,
    noun="briefing receipt",
    plural="briefing receipts",
    heading="What agencies did with briefings",
    place="reviews",
    about="Which teams used a learning briefing, how many staff, and what changed.",
    table=ReceiptTable,
    filterset=ReceiptFilter,
    related=("agency", "answered_by"),
    state=lambda receipt: [receipt_mark(receipt)],
    facts=(("agency__name", "Agency"), ("asked_on", "Asked"), ("due_on", "Due"), ("staff", "Staff")),
    texts=(("teams", "Which teams used it"), ("what_changed", "What changed")),
    page=ReceiptPage,
)

#: On the page of the review.
OF_REVIEW = Panel(
    "Learning briefings",
    BriefingOfReviewTable,
    lambda review: review.briefings.order_by("pk"),
    add=_make,
)

RECEIPT_DEADLINE = DeadlineSource(
    key="briefing-receipt",
    words="To answer",
    rows=receipts_owed,
    day="due_on",
    name=lambda receipt: receipt.briefing.reference,
    path=url_of,
    late=receipts_owed,
)

#: What agencies are asked for stands under one name on their menu, beside the briefings that they read.
LEARNING_ENTRIES = (
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
