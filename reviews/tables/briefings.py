"""Seven-minute briefings, and what agencies did with them."""

from partnership.registers.tables import Date, Marked, Name, Number, Plain, Reference, RegisterTable, Written
from reviews.marks.briefings import briefing_mark, receipt_mark


class BriefingTable(RegisterTable):
    """The list: of one that is not cleared its reference and state."""

    reference = Reference("reference", "Reference")
    title = Name("title", "Briefing")
    cleared = Marked("cleared_at", "For whom", briefing_mark)
    cleared_on = Date("cleared_at", "Cleared on")

    class Meta:
        order_by = "-cleared_on"


class BriefingOfReviewTable(RegisterTable):
    """On the page of the review."""

    title = Name("title", "Briefing")
    cleared = Marked("cleared_at", "For whom", briefing_mark)


class ReceiptTable(RegisterTable):
    """The list over all briefings."""

    briefing = Plain("briefing", "Briefing", sort="briefing__title")
    agency = Name("agency__name", "Agency")
    due = Date("due_on", "Due", neutral=True)
    staff = Number("staff", "Staff")
    teams = Written("teams", "Teams", orderable=False)
    answer = Marked("answered_at", "Answer", receipt_mark)

    class Meta:
        order_by = "due"


class ReceiptOfBriefingTable(RegisterTable):
    """On the page of the briefing."""

    agency = Name("agency__name", "Agency")
    teams = Written("teams", "Teams", neutral=True)
    staff = Number("staff", "Staff", neutral=True)
    changed = Written("what_changed", "What changed", neutral=True)
    answer = Marked("answered_at", "Answer", receipt_mark)
