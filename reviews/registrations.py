"""What the reviews app plugs into the ground floor. Read this first."""

from partnership.policy import declare

declare("review", BM="RCUAX", BSO="R", SCR="R", SGC="R", REP="R", TC="R", TR="R", REV="R", IG="R", AUD="R", RPT="R")
declare("review", "restricted", BM="RCU", BSO="R:named", SCR="R", SGC="R:named", REP="R:named", REV="RU:named")
declare("child_death", "restricted", BM="RCUX", SCR="R")
