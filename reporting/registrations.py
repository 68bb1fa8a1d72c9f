"""What reporting plugs into the ground floor. Read this first."""

from partnership.models import Agency, Group, Meeting
from partnership.policy import declare
from partnership.registers import Panel
from partnership.registry import Entry, add_documents, add_entry, add_panel, add_register, add_searched, add_work_source
from reporting import tables
from reporting.catalogue import REGISTERS
from reporting.models import Report
from reporting.offered import documents_of, documents_of_draft
from reporting.searched import SEARCHED
from reporting.work_items import group_reports_asked
from reviews.models import ReviewText

declare("report", BM="RCUX", BSO="RCU", SCR="R")
# Documents have no cells of their own: they are open to whom the row is open that they are drawn from.
declare("document")
declare("narrative", BM="RCUX", BSO="RCU", SCR="R", SGC="R", RPT="R")
declare("agency_statement", BM="RCUX", BSO="RCU", SCR="R", REP="RCU:agency", RPT="R")
declare("group_report", BM="RCUX", BSO="RCU", SCR="R", SGC="RCU:body", REP="R:body", RPT="R")
declare("recipient", BM="RCUDX", BSO="RCU", SCR="R")
declare("glossary", BM="RCUDX", BSO="RCU", SCR="R", SGC="R", REP="R", TC="R", IG="R", RPT="R")

add_entry(
    Entry(
        "report",
        "Annual reports",
        "reporting:report-list",
        "report",
        about="The report of each board and year, drawn from the records: on screen and as a PDF.",
        model=Report,
    )
)
add_register(*REGISTERS)
add_documents(Meeting, documents_of)
add_documents(Agency, documents_of)
add_documents(ReviewText, documents_of_draft)
add_panel(
    Group,
    Panel(
        "What the group reported",
        tables.GroupReportTable,
        lambda group: group.reports.select_related("board", "group").order_by("-year", "order"),
        without=("group",),
    ),
)
add_searched(*SEARCHED)
add_work_source(20, group_reports_asked)
