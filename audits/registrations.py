"""What the audits app plugs into the ground floor. Read this first."""

from audits.catalogue import REGISTERS
from audits.models import Audit, Section11Return
from audits.selectors.returns import section11_due
from audits.selectors.themes import AUDITS
from audits.work_items import audits_asked
from partnership.catalogue.learning import CAME_FROM
from partnership.policy import declare
from partnership.registry import Entry, add_entry, add_panel, add_register, add_returns, add_work_source
from partnership.themes import add_theme_source

declare("audit", BM="RCUAX", BSO="RCU", SCR="R", SGC="R U:body", REP="R:body R:agency", AUD="R:named", RPT="R")
# Case rows are restricted matter even where the audit is not: named people and the agency whose rows they are.
declare("audit_grade", BM="RX", BSO="R:named", SCR="R", REP="R:agency", AUD="R:named", RPT="R")
declare("section11", BM="RCUAX", BSO="RCU", SCR="R", SGC="R", REP="RCU:agency", AUD="R:named", RPT="R")

add_register(*REGISTERS)
add_panel(Audit, CAME_FROM)
add_theme_source(AUDITS)
add_returns(section11_due)
# What agencies are asked for stands under one name on their menu.
add_entry(
    Entry(
        "returns",
        "Section 11 returns",
        "audits:section-11-return-list",
        "section11",
        about="Your agency’s yearly answer to the standards of section 11 of the Children Act 2004.",
        model=Section11Return,
    )
)
add_work_source(20, audits_asked)
