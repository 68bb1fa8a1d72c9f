"""What the reviews app plugs into the ground floor. Read this first."""

from partnership.deadlines import add_deadline_source
from partnership.enums import OPEN_CLASSES, Visibility
from partnership.identifying import add_pseudonyms
from partnership.models import Agency
from partnership.policy import declare
from partnership.registry import add_entry, add_panel, add_read_first, add_register, add_returns, add_work_source
from partnership.services.clock import add_timely
from partnership.themes import add_theme_source
from reviews.catalogue import REGISTERS
from reviews.catalogue.briefings import LEARNING_ENTRIES, OF_REVIEW, RECEIPT_DEADLINE
from reviews.catalogue.child_deaths import DEATH_TABLES
from reviews.catalogue.identity import CHILDREN_OF_REVIEW
from reviews.catalogue.referrals import REFERRAL_ENTRIES
from reviews.catalogue.returns import RETURN_ENTRIES
from reviews.catalogue.reviews import TIMELINESS
from reviews.models import Review
from reviews.selectors.pseudonyms import pseudonyms_for
from reviews.selectors.themes import CHILD_DEATHS, REVIEWS
from reviews.services.publication import close_ended
from reviews.tables.returns import RETURNS_DUE
from reviews.work_items.briefings import receipts_due
from reviews.work_items.clocks import CLOCK_DEADLINES, late_clocks
from reviews.work_items.returns import RETURN_DEADLINES, review_returns_asked
from reviews.work_items.reviews import reviews_asked

declare("review", BM="RCUDAX", BSO="R", SCR="R", SGC="R", REP="R", TC="R", TR="R", REV="R", IG="R", AUD="R", RPT="R")
declare("review", "restricted", BM="RCUD", BSO="R:named", SCR="R", SGC="R:named", REP="R:named", REV="RU:named")
declare("review", "sealed", BM="RCUD:named", SCR="R:named", SGC="R:named", REP="R:named", REV="RU:named")
# What is written for a review is for those named on it, the business manager too, whatever class the review has: to
# publish a review is not to publish its papers (trust.md, section 4).
for opened in Visibility:
    declare(
        "review_paper",
        opened,
        BM="RCUD:named",
        BSO="RU:named",
        SCR="R:named",
        SGC="R:named",
        REP="R:named",
        REV="RCU:named",
    )
    declare("identity_key", opened, BM="RCU:named", SCR="R:named", REV="R:named")
    declare("review_text", opened, BM="RCUA:named", SCR="RA:named", SGC="RA:named", REP="RA:named", REV="RCU:named")
    # When it began, paused and ended, and by when it has to be done.
    every = "R:named" if opened == Visibility.SEALED else "R"
    declare("review_clock", opened, BM=every, SCR=every, BSO="R:named", SGC="R:named", REP="R:named", REV="R:named")
    # Those asked in person write it; the rest of the panel reads it once it is locked.
    declare(
        "agency_return",
        opened,
        BM="RCUD:named",
        BSO="RU:named",
        SCR="R:named",
        SGC="R:released",
        REP="RU:asked R:released",
        REV="RCU:named",
    )
    who = {"BM": "RCU:named", "SCR": "R:named"} if opened == Visibility.SEALED else {"BM": "RCU", "SCR": "R"}
    declare("referral", opened, **who, BSO="RU:named", SGC="R:named", REP="RC:agency", REV="R:named")
    public = {} if opened == Visibility.SEALED else {"PUB": "R:published"}
    declare("published_copy", opened, BM="RCUA:named", SCR="R:named", REV="R:named", **public)
# What agencies did with a briefing that was cleared; of one that was not yet, nobody is asked.
for cleared in OPEN_CLASSES:
    declare("briefing_receipt", cleared, BM="RCUDX", BSO="RCU", SCR="R", SGC="R", REP="RU:agency", REV="R:named")
declare("briefing_receipt", "restricted", BM="RCUD:named", SCR="R:named", REV="R:named")
# A draft is a paper of its review; whoever changes a cleared one, or takes the clearance back, makes a draft of it.
declare(
    "briefing",
    BM="RX CUDA:named",
    BSO="R U:named",
    SCR="R A:named",
    SGC="R",
    REP="R",
    TC="R",
    TR="R",
    REV="R:named",
    IG="R",
)
declare(
    "briefing",
    "restricted",
    BM="RCUDA:named",
    BSO="RU:named",
    SCR="RA:named",
    SGC="R:named",
    REP="R:named",
    REV="RCU:named",
)
# What the law asks of reviews, by edition.
declare("review_rules", BM="RCUD", BSO="R", SCR="R", SGC="R", REV="R:named", IG="R")
declare("child_death", "restricted", BM="RCUDX", SCR="R")
declare("death_panel", BM="RCUD", SCR="R")
declare("reconciliation", "restricted", BM="RCD", SCR="R")

# What of restricted records may be printed: the report reads it through selectors that hold only what is cleared
# (reviews/selectors/), and through nothing else.
for printed, readers in (("cleared_review", {}), ("child_death_counts", {"BM": "R", "SCR": "R"})):
    declare(printed, "public")
    declare(printed, "restricted", RPT="R", **readers)
    declare(printed, "sealed")

add_register(*REGISTERS)
add_entry(DEATH_TABLES, *LEARNING_ENTRIES, *REFERRAL_ENTRIES, TIMELINESS, *RETURN_ENTRIES)
add_panel(Review, CHILDREN_OF_REVIEW)
add_panel(Review, OF_REVIEW)
add_panel(Agency, RETURNS_DUE)
add_work_source(20, reviews_asked)
add_work_source(15, review_returns_asked)
add_read_first(late_clocks)
add_returns(receipts_due)
add_deadline_source(RECEIPT_DEADLINE, RETURN_DEADLINES, CLOCK_DEADLINES)
add_theme_source(REVIEWS, CHILD_DEATHS)
add_timely(close_ended)
add_pseudonyms(Review, pseudonyms_for)
