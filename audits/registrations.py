"""What the audits app plugs into the ground floor. Read this first."""

from partnership.policy import declare

declare("audit", BM="RCUAX", BSO="RCU", SCR="R", SGC="R U:body", REP="R:body R:agency", AUD="R:named", RPT="R")
# Case rows are restricted matter even where the audit is not: named people and the agency whose rows they are.
declare("audit_grade", BM="RX", BSO="R:named", SCR="R", REP="R:agency", AUD="R:named", RPT="R")
declare("section11", BM="RCUAX", BSO="RCU", SCR="R", SGC="R", REP="RCU:agency", AUD="R:named", RPT="R")
