"""What reporting plugs into the ground floor. Read this first."""

from partnership.policy import declare
from partnership.registry import add_register
from reporting.catalogue import REGISTERS

declare("report", BM="RCUX", BSO="RCU", SCR="R")
declare("narrative", BM="RCU", BSO="RCU", SCR="R", SGC="R", RPT="R")
declare("agency_statement", BM="RCU", BSO="RCU", SCR="R", REP="RCU:agency", RPT="R")
declare("group_report", BM="RCU", BSO="RCU", SCR="R", SGC="RCU:body", REP="R:body", RPT="R")
declare("recipient", BM="RCUD", BSO="RCU", SCR="R")
declare("glossary", BM="RCUD", BSO="RCU", SCR="R", SGC="R", REP="R", TC="R", IG="R", RPT="R")

add_register(*REGISTERS)
