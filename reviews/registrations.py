"""What the reviews app plugs into the ground floor. Read this first."""

from partnership.policy import declare
from partnership.registry import add_register, add_work_source
from reviews.catalogue import REGISTERS
from reviews.work_items import reviews_asked

declare("review", BM="RCUAX", BSO="R", SCR="R", SGC="R", REP="R", TC="R", TR="R", REV="R", IG="R", AUD="R", RPT="R")
declare("review", "restricted", BM="RCU", BSO="R:named", SCR="R", SGC="R:named", REP="R:named", REV="RU:named")
declare("child_death", "restricted", BM="RCUX", SCR="R")

# What of restricted records may be printed: the report reads it through selectors that hold only what is cleared
# (reviews/selectors/), and through nothing else.
for cleared in ("cleared_review", "child_death_counts"):
    declare(cleared, "public")
    declare(cleared, "restricted", RPT="R")
    declare(cleared, "sealed")

add_register(*REGISTERS)
add_work_source(20, reviews_asked)
