"""A small fictional report with every kind of block, for tests of drawing and printing."""

from datetime import date
from decimal import Decimal

from partnership import charts
from reporting.blocks import (
    Bullets,
    Callout,
    Cell,
    Change,
    Chart,
    Chip,
    Column,
    Columns,
    Entry,
    Fact,
    Figures,
    Glossary,
    Heading,
    Headline,
    Mark,
    Matrix,
    MatrixRow,
    PriorityOpener,
    Prose,
    Quote,
    Register,
    SideBox,
    Standfirst,
    Statement,
    StatusBar,
    StatusCount,
    Table,
    Term,
    Tree,
    TreeBox,
)
from reporting.document import CoverFact, DocumentSection, ReportDocument

YEARS = ("2014", "2015", "2016")
SPARK = charts.Sparkline("Plans", YEARS, (Decimal(3), Decimal(5), None), "count", ("2014", "2016"))
LINES = charts.LineChart("Rate", YEARS, (charts.Series("Northvale", (Decimal(7), Decimal(8), Decimal(9))),), "rate")
CONTRIBUTIONS = Table(
    "Contributions agreed",
    (Column("Contributor"), Column("Agreed", "right", 30), Column("Share of the whole", width=50)),
    (
        ("Northvale Council", "£130,017", Cell(share=Decimal("0.6"))),
        (Cell("Westmoor Police", second="Police"), "−£7,000", Cell(share=Decimal("0.001"))),
    ),
    (("All contributions", "£123,017", ""),),
    note="A dash means that no value is on record.",
)
ATTENDANCE = Matrix(
    "Who attended",
    "Seat",
    ("25 Apr 2017", "10 Jul 2017"),
    (
        MatrixRow("Chair", (Mark("present"), Mark("deputy")), ("2 of 2", "100%")),
        MatrixRow("Lay Member", (Mark("absent"), Mark("not_due")), ("0 of 1", "0%")),
    ),
    ("Attended of due", "Rate"),
    MatrixRow("Attended, of those due", ("1 of 2", "1 of 1"), ("2 of 3", "67%")),
)
TREE = Tree(
    "How we are organised",
    (TreeBox("The Board", "Independent Chair"), TreeBox("Executive")),
    (TreeBox("Quality Assurance", below=(TreeBox("Neglect group", temporary=True),)), TreeBox("Training")),
    (TreeBox("Northvale Council"), TreeBox("Westmoor Police")),
    ("Safeguarding Adults Board",),
)
PRIORITY = (
    PriorityOpener("2", "Neglect", Chip("at_risk"), "Neglect group", "Plan 2017–19", "Why at risk", "One is overdue"),
    Columns(
        (Heading("What we did"), Bullets(("Wrote guidance",)), Quote("Help came earlier.", "Chair")),
        (SideBox("How we know", (StatusBar("Actions", (StatusCount("complete", 2), StatusCount("overdue", 1))),)),),
    ),
    Callout("difference", "What difference we made", "More notices were issued"),
)
ALL_BLOCKS = (
    Standfirst("Two sentences."),
    Heading("First", 3),
    Prose("# Inside\n\nText with [a link](https://example.org/) and **weight**."),
    Figures((Headline("on a plan", "201", "", Change("up", "+33 (+20%)", "worse", "from 168"), "", SPARK),)),
    Chart("Children looked after", LINES, "The rate rose each year.", half=True),
    CONTRIBUTIONS,
    ATTENDANCE,
    TREE,
    Register((Entry("A challenge", "CH-1", Chip("on_course", "Open"), (Fact("Asked for", "Data"),), "It came."),)),
    Glossary((Term("CSE", "Child sexual exploitation"),)),
    *PRIORITY,
    Statement("Northvale Council", "## Our commitment\n\nWe keep children safe.", (Headline("plans", "201"),), "June"),
)


def document(*blocks, title="What the data tell us"):
    """A report of one section with these blocks, or with every kind of block."""
    return ReportDocument(
        title="Annual report",
        board_name="Northvale Safeguarding Children Partnership",
        year_label="2017–18",
        dated=date(2018, 9, 28),
        sections=(DocumentSection("data", title, blocks or ALL_BLOCKS, "8", "The year in brief"),),
        strapline="How well agencies worked together",
        facts=(CoverFact(chip=Chip("complete", "Published")), CoverFact("28 September 2018", "First edition")),
    )
