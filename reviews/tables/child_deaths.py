"""The lists of child deaths, of the panel's dates and of reconciliations: of a death its reference and state."""

from partnership.registers.tables import Date, Marked, Name, Number, Plain, RegisterTable
from reviews.marks.child_deaths import child_death_mark, months_words


class ChildDeathTable(RegisterTable):
    reference = Name("reference", "Reference")
    status = Marked("status", "Status", child_death_mark)
    waited = Marked("died_on", "Since the death", months_words)
    panel = Plain("panel__held_on", "Panel", neutral=True)

    class Meta:
        order_by = "-reference"


class DeathPanelTable(RegisterTable):
    held_on = Name("held_on", "Panel", second="theme")
    board = Plain("board", "Partnership")

    class Meta:
        order_by = "-held_on"


class ReconciliationTable(RegisterTable):
    reference = Name("reference", "Comparison")
    compared_on = Date("compared_on", "Made", neutral=True)
    listed = Number("listed", "Listed", neutral=True)
    matched = Number("matched", "Agree", neutral=True)

    class Meta:
        order_by = "-compared_on"
