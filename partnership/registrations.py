"""What the ground floor plugs in: the policy rows of its subjects, the menu, registers, home. Read this first."""

from partnership.catalogue import REGISTERS
from partnership.catalogue.deadlines import DEADLINES
from partnership.catalogue.entries import ENTRIES
from partnership.catalogue.learning import plug_in_learning
from partnership.catalogue.searched import SEARCHED
from partnership.deadlines import add_deadline_source
from partnership.enums import Role, Visibility
from partnership.policy import declare
from partnership.registry import (
    Place,
    Tile,
    add_entry,
    add_place,
    add_register,
    add_searched,
    add_tile,
    add_work_source,
)
from partnership.tiles import groups_tile, meetings_tile, named_tile
from partnership.work_items.sources import WORK_SOURCES

# Cells follow the role x object matrix; "body" is a group one sits on or chairs, "agency" one's own.
declare("board", BM="RCUDX", BSO="RU", SCR="R", SGC="R", REP="R", IG="R", TC="R", AUD="R", REV="R", TR="R", RPT="R")
declare("agency", BM="RCUDX", BSO="RCU", SCR="R", SGC="R", REP="R:agency", IG="R", TC="R", RPT="R")
declare("group", BM="RCUDX", BSO="RCU", SCR="R", SGC="R U:body", REP="R:body", IG="R", RPT="R")
# Among others its confidential standing items, which its chair keeps too.
declare(
    "group",
    "restricted",
    BM="RCUAX",
    BSO="R:named",
    SCR="R",
    SGC="RU:body R:named",
    REP="R:named",
    AUD="R:named",
    REV="R:named",
)
declare("seat", BM="RCUDX", BSO="RCU", SCR="R", SGC="R U:body", REP="R:body", IG="R", RPT="R")
declare("person", BM="RCUDX", BSO="RCU", SCR="R", SGC="R", REP="R:agency", IG="R", RPT="R")
declare("meeting", BM="RCUDAX", BSO="RCU", SCR="RA", SGC="RCUA:body", REP="R:body", AUD="R:named", RPT="R")
declare("agenda_item", BM="RCUDAX", BSO="RCU", SCR="RA", SGC="RCUDA:body", REP="R:body", AUD="R:named", RPT="R")
# A confidential item, or one of a restricted meeting.
declare(
    "agenda_item",
    "restricted",
    BM="RCUDA",
    BSO="RU:named",
    SCR="RA",
    SGC="RCUDA:body",
    REP="R:named",
    AUD="R:named",
    REV="R:named",
)
declare("attendance", BM="RCUX", BSO="RCU", SCR="R", SGC="RCU:body", REP="R:body R:agency", AUD="R:named", RPT="R")
declare(
    "action",
    BM="RCUDAX",
    BSO="RCUX",
    SCR="R",
    SGC="RCUA:body",
    REP="R:body RU:agency",
    AUD="R:named",
    REV="RCU:named",
    RPT="R",
)
declare(
    "action",
    "restricted",
    BM="RCUDAX",
    BSO="RU:named",
    SCR="R",
    SGC="R:named",
    REP="R:named R:agency",
    AUD="R:named",
    REV="RCU:named",
)
declare(
    "recommendation",
    BM="RCUDAX",
    BSO="RCUX",
    SCR="R",
    SGC="R",
    REP="R:body R:agency",
    AUD="R:named",
    REV="RCU:named",
    RPT="R",
)
# An agency that is asked answers, and of a restricted record reads the recommendation there and nothing else.
declare("recommendation_answer", BM="RCUD", BSO="RCU", SCR="R", SGC="R", REP="RU:agency", REV="R:named")
declare(
    "recommendation_answer", "restricted", BM="RCUD", BSO="RU:named", SCR="R", REP="R:named RU:agency", REV="RC:named"
)
for of_class in Visibility:
    declare("interest", of_class, BM="RCU:named" if of_class == Visibility.SEALED else "RCU", SCR="R", IG="R")
# Who is named on a record, which class it has, and who may not open it; approving is the second person's.
for of_class in Visibility:
    in_unit = "RCUA:named" if of_class == Visibility.SEALED else "RCUA"
    declare("record_access", of_class, BM=in_unit, SCR="RUA", IG="R")
declare("plan", BM="RCUDAX", BSO="RCU", SCR="R", SGC="R", REP="R:body", RPT="R")
declare("priority", BM="RCUDAX", BSO="RCU", SCR="R", SGC="R U:body", REP="R:body R:agency", RPT="R")
declare("risk", BM="RCUDAX", BSO="RCU", SCR="RA", SGC="RCU:body", REP="R:body", AUD="R:named", RPT="R")
# An agency that is challenged writes its answer, and nothing else (services/challenges.py).
declare("challenge", BM="RCUDAX", BSO="RCU", SCR="RC", SGC="R:body", REP="R:body RU:agency", RPT="R")
declare("escalation", BM="RCUDAX", BSO="RCU", SCR="R", REP="R:agency", RPT="R")
declare("policy", BM="RCUDAX", BSO="RCU", SCR="R", SGC="R U:body", REP="R", TC="R", IG="R", RPT="R")
declare("inspection", BM="RCUDAX", BSO="RCU", SCR="R", SGC="R", REP="R:body R:agency", RPT="R")
declare("engagement", BM="RCUDAX", BSO="RCU", SCR="R", SGC="R", REP="R:body", RPT="R")
declare("scrutiny", BM="RCUDAX", BSO="RCU", SCR="RCU", SGC="R", REP="R:body", RPT="R")
declare("money", BM="RCUDAX", BSO="RCU", SCR="R", REP="R:agency", RPT="R")
declare("indicator", BM="RCUDAX", BSO="RCU", SCR="R", SGC="R", REP="R:body R:agency", RPT="R")
declare("workbook", BM="CX")
declare("read_log", BM="R", IG="RX")
declare("read_log_summary", BM="R", SCR="R", IG="R")
declare("user", BM="RCU", IG="R", ADM="RCU")
declare("outbox", BM="RU", ADM="RU")
# Files and comments have no cells of their own: they are open to whom the row is open that they hang on.
declare("attachment")

# Reviewers and auditors have no menu, only the one record that they were sent.
STAFF = frozenset(
    {Role.BUSINESS_MANAGER, Role.SUPPORT_OFFICER, Role.SCRUTINEER, Role.GROUP_CHAIR, Role.GOVERNANCE_LEAD}
)
TRAINERS = frozenset({Role.TRAINING_COORDINATOR, Role.TRAINER})
AGENCIES = frozenset({Role.AGENCY_REPRESENTATIVE})
add_place(
    Place("meetings", "Meetings", 10, STAFF | AGENCIES),
    Place("actions", "Actions", 20, STAFF | AGENCIES),
    Place("plan", "Plan and registers", 30, STAFF),
    Place("reviews", "Reviews", 40, STAFF),
    Place("audits", "Audits", 50, STAFF),
    Place("returns", "Returns", 55, AGENCIES),
    Place("performance", "Performance", 60, STAFF),
    Place("training", "Training", 70, STAFF | TRAINERS | AGENCIES),
    Place("report", "Report", 80, STAFF | AGENCIES),
    Place("directory", "Directory", 90, STAFF | {Role.TECHNICAL_ADMIN}),
)
add_register(*REGISTERS)
add_searched(*SEARCHED)
add_entry(*ENTRIES)
add_deadline_source(*DEADLINES)
plug_in_learning()
add_tile(
    Tile(5, "partnership/tiles/named.html", named_tile),
    Tile(10, "partnership/tiles/meetings.html", meetings_tile),
    Tile(20, "partnership/tiles/groups.html", groups_tile),
)
for order, source in enumerate(WORK_SOURCES):
    add_work_source(order, source)
