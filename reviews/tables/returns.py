"""Returns on the page of an agency: by the reference of their review, as far as the reader may open them."""

from typing import Any

from django.urls import reverse

from partnership.registers.declaration import Panel
from partnership.registers.parts import Link
from partnership.registers.tables import Column, Date, Marked, RegisterTable
from reviews.enums.returns import OPEN_RETURNS
from reviews.marks.returns import return_mark
from reviews.models import AgencyReturn
from reviews.selectors.returns import name_of_return


class ReturnName(Column):
    """The one link of the row."""

    css = "portal-name"

    def first(self, record: Any, table: RegisterTable) -> Any:
        return Link(name_of_return(record), reverse("reviews:return-detail", args=[record.pk]))


class AgencyReturnTable(RegisterTable):
    name = ReturnName("kind", "Return", neutral=True)
    due = Date("due_on", "Due", neutral=True)
    mark = Marked("state", "Where it stands", return_mark)


#: Not among the returns of the agency's summary: that is handed round, and holds nothing of restricted records.
RETURNS_DUE = Panel(
    "Returns for case reviews",
    AgencyReturnTable,
    lambda agency: (
        AgencyReturn.objects.filter(agency=agency, state__in=OPEN_RETURNS)
        .select_related("review")
        .order_by("due_on", "pk")
    ),
)
