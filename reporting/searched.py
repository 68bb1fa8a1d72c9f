"""What people wrote for reports, found by its words."""

from partnership.searching import Searched
from reporting.models import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient

SEARCHED = (
    Searched(AgencyStatement, name="heading", texts=("text",), second=("agency__name", "year")),
    Searched(GroupReport, name="heading", texts=("text",), second=("year",)),
    Searched(Narrative, name="heading", texts=("text", "author"), second=("edition",)),
    Searched(GlossaryTerm, name="term", texts=("meaning",)),
    Searched(Recipient, name="name", texts=("email",)),
)
