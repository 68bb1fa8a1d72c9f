"""What the training app plugs into the ground floor. Read this first."""

from partnership.policy import declare

declare("course", BM="RCU", BSO="RCU", SCR="R", SGC="R", REP="R", TC="RCUAX", TR="R", PR="R", IG="R", RPT="R")
declare("course_event", BM="RCU", BSO="RCU", SCR="R", SGC="R", REP="R", TC="RCUAX", TR="R", PR="R", IG="R", RPT="R")
declare("booking", BM="RX", BSO="RCU", REP="R:agency", TC="RCUX", RPT="R")
declare("training_total", BM="RCUX", BSO="RCU", SCR="R", SGC="R", TC="RCUX", RPT="R")
declare("workforce_training", BM="RCUX", BSO="RCU", SCR="R", REP="RCU:agency", TC="RCUX", RPT="R")
