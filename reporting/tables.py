"""What the lists of texts for reports show."""

from partnership.registers.tables import Date, Name, Plain, RegisterTable


class AgencyStatementTable(RegisterTable):
    heading = Name("heading", "Part")
    agency = Plain("agency__name", "Agency")
    board = Plain("board__name", "Partnership")
    year = Plain("year", "Year")

    class Meta:
        order_by = "-year"


class GroupReportTable(RegisterTable):
    heading = Name("heading", "Part")
    group = Plain("group", "Group", sort="group__title")
    board = Plain("board__name", "Partnership")
    year = Plain("year", "Year")

    class Meta:
        order_by = "-year"


class NarrativeTable(RegisterTable):
    heading = Name("heading", "Text")
    report = Plain("report", "Report", second="edition")
    section = Plain("section_title", "Section", second="author", sort="section")
    board = Plain("board__name", "Partnership")

    class Meta:
        order_by = "-report"


class RecipientTable(RegisterTable):
    name = Name("name", "Recipient", second="email", sort="name_key")
    board = Plain("board__name", "Partnership")
    required = Plain("required", "Required by law")
    sent = Date("sent_on", "Sent")

    class Meta:
        order_by = "name"


class GlossaryTable(RegisterTable):
    term = Name("term", "Term", sort="term_key")
    meaning = Plain("meaning", "Meaning")

    class Meta:
        order_by = "term"
