"""The registers of case reviews and child deaths."""

from partnership.catalogue.panels import WORK
from partnership.registers import Register
from reviews import filters, marks, tables
from reviews.models import ChildDeath, Review
from reviews.pages import ChildDeathPage

REGISTERS = (
    Register(
        model=Review,
        noun="review",
        plural="case reviews",
        place="reviews",
        about="Reviews of every kind, from referral to learning. Those not yet published are shown by reference only.",
        table=tables.ReviewTable,
        filterset=filters.ReviewFilter,
        state=lambda review: [marks.review_mark(review), *marks.embargo_marks(review)],
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
    ),
    Register(
        model=ChildDeath,
        noun="child death",
        plural="child deaths",
        place="reviews",
        about="What the child death overview panel reviews. Each is shown by reference only.",
        table=tables.ChildDeathTable,
        filterset=filters.ChildDeathFilter,
        state=lambda death: [marks.child_death_mark(death)],
        facts=(
            ("died_on", "Died"),
            ("notified_on", "Notified"),
            "resident",
            "age_band",
            "gender",
            "ethnicity",
            "expected",
            "joint_agency_response",
            ("reviewed_on", "Reviewed"),
            ("modifiable", "Modifiable factors"),
        ),
        texts=("factors", "learning"),
        panels=WORK,
        page=ChildDeathPage,
    ),
)
