"""The list of child deaths: of each its reference and state."""

from partnership.registers.tables import Marked, Name, RegisterTable
from reviews.marks.child_deaths import child_death_mark


class ChildDeathTable(RegisterTable):
    reference = Name("reference", "Reference")
    status = Marked("status", "Status", child_death_mark)

    class Meta:
        order_by = "-reference"
