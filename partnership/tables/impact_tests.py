"""Impact tests of recommendations."""

from partnership.learning_marks import proven_mark
from partnership.registers.tables import Date, Marked, Name, Plain, RegisterTable, Written


class ImpactTestTable(RegisterTable):
    tested = Name("tested_on", "Date")
    recommendation = Plain(
        "recommendation",
        "Recommendation",
        second="recommendation__plan__record",
        sort="recommendation__number",
        neutral=True,
    )
    how = Plain("how", "How somebody looked")
    proven = Marked("proven", "Result", proven_mark)
    again = Date("again_on", "Look again on", neutral=True)

    class Meta:
        order_by = "-tested"


class TestsDoneTable(RegisterTable):
    """On the page of the recommendation itself."""

    tested = Name("tested_on", "Date", second="how")
    found = Written("found", "What was found", neutral=True)
    proven = Marked("proven", "Result", proven_mark)
    again = Date("again_on", "Look again on", neutral=True)
