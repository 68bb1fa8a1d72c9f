"""The register of referrals, and the ways to it from the menus of agencies and of the business unit."""

from partnership.registers import Register
from partnership.registry import Entry
from reviews.filters.referrals import ReferralFilter
from reviews.marks.referrals import referral_mark
from reviews.models import Referral
from reviews.pages.referrals import ReferralPage
from reviews.tables.referrals import ReferralTable

REFERRALS = Register(
    model=Referral,
    noun="referral",
    plural="referrals",
    place="reviews",
    about="Cases that agencies referred, and what each agency was told. They are shown by reference only.",
    table=ReferralTable,
    filterset=ReferralFilter,
    related=("agency",),
    state=lambda referral: [referral_mark(referral)],
    facts=(
        ("agency", "Agency"),
        ("harm", "What happened"),
        ("aware_on", "The agency learned of it"),
        ("review__referred_on", "Sent"),
        ("agencies_known", "Other agencies that knew the family"),
        ("own_reference", "The agency’s own case number"),
        ("contact", "Whom we can ask"),
        ("answered_on", "Answered"),
    ),
    texts=(
        ("answer", "What we told the agency"),
        ("what_happened", "What is known"),
        ("why", "Why it should be reviewed"),
        ("made_safe", "What has been done to keep children safe"),
    ),
    page=ReferralPage,
)
REFERRAL_ENTRIES = (
    Entry("reviews", "Refer a case", "reviews:referral-create", "referral", "create", "Record one that came to us."),
    Entry("returns", "Refer a case", "reviews:referral-create", "referral", "create", "Tell us of a case to review."),
    Entry("returns", "Your referrals", "reviews:referral-list", "referral", about="What you sent, and our answers."),
)
