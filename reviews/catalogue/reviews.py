"""The register of case reviews, and the page of how long they take."""

from partnership.catalogue.panels import WORK
from partnership.registers import Register
from partnership.registry import Entry
from reviews.filters.reviews import ReviewFilter
from reviews.forms.reviews import ReviewForm
from reviews.marks.reviews import embargo_marks, review_mark
from reviews.models import Review
from reviews.pages.reviews import ReviewPage
from reviews.selectors.running_clocks import CLOCKS
from reviews.services.reviews import change_review, open_review
from reviews.tables.reviews import ReviewTable

REVIEWS = Register(
    model=Review,
    noun="review",
    plural="case reviews",
    place="reviews",
    about="Reviews of every kind, from referral to learning. Those not yet published are shown by reference only.",
    table=ReviewTable,
    filterset=ReviewFilter,
    state=lambda review: [review_mark(review), *embargo_marks(review)],
    facts=(
        ("review_kind", "Kind"),
        "referred_by",
        ("referred_on", "Referred"),
        ("considered_on", "Considered"),
        "criteria_met",
        ("commissioned_on", "Commissioned"),
        ("completed_on", "Completed"),
        "publication",
        ("published_on", "Published"),
        "paused_reason",
        "reviewer",
        "agencies",
    ),
    texts=(
        ("public_summary", "Summary cleared for print"),
        "restricted_summary",
        "themes",
        "learning",
        "method",
    ),
    guarded=frozenset({"restricted_summary", "paused_reason"}),
    panels=WORK,
    page=ReviewPage,
    form=ReviewForm,
    create=open_review,
    change=change_review,
)

TIMELINESS = Entry(
    "reviews",
    "How long reviews take",
    "reviews:timeliness",
    CLOCKS,
    about="The clocks of reviews: which are late, which were kept, how many days they took.",
)
