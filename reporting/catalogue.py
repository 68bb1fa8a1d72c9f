"""The registers of texts that people write for reports."""

from partnership.registers import Register
from reporting import filters, tables
from reporting.models import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient

BOARD = ("board", "Partnership")

REGISTERS = (
    Register(
        model=AgencyStatement,
        noun="agency statement",
        plural="agency statements",
        place="report",
        about="What each agency says of its year, part by part.",
        table=tables.AgencyStatementTable,
        filterset=filters.AgencyStatementFilter,
        related=("board", "agency"),
        facts=(BOARD, "year", "agency", ("order", "Place")),
        texts=("text",),
    ),
    Register(
        model=GroupReport,
        noun="group report",
        plural="group reports",
        place="report",
        about="What each group reports of its year to the board.",
        table=tables.GroupReportTable,
        filterset=filters.GroupReportFilter,
        related=("board",),
        facts=(BOARD, "year", "group", ("order", "Place")),
        texts=("text",),
    ),
    Register(
        model=Narrative,
        noun="narrative",
        plural="narratives",
        place="report",
        about="The texts of reports, section by section.",
        table=tables.NarrativeTable,
        filterset=filters.NarrativeFilter,
        related=("board",),
        facts=(BOARD, "report", "edition", "section_title", ("order", "Place"), "author"),
        texts=("text",),
    ),
    Register(
        model=Recipient,
        noun="recipient",
        plural="recipients",
        place="report",
        about="Who the published report must be sent to.",
        table=tables.RecipientTable,
        filterset=filters.RecipientFilter,
        related=("board",),
        facts=(BOARD, "email", ("required", "Required by law"), ("sent_on", "Sent")),
    ),
    Register(
        model=GlossaryTerm,
        noun="glossary term",
        plural="glossary terms",
        heading="Glossary",
        place="report",
        about="Terms and acronyms, and what they mean.",
        table=tables.GlossaryTable,
        filterset=filters.GlossaryFilter,
        texts=("meaning",),
    ),
)
