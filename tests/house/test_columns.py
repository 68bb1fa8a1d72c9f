"""Every column of the sheets with forms can be typed in the browser: what a workbook brings in, people maintain."""

import pytest
from django.forms import BaseForm

from partnership import registry
from partnership.forms.bodies import TenureForm
from partnership.forms.grids import ValueRow
from partnership.forms.meetings import AgendaItemForm, MeetingForm, MinuteForm, SeatForm
from partnership.forms.periods import PeriodForm
from partnership.forms.work import CompleteForm
from partnership.workbook.importer import Importer, importers

#: Sheets of the upper floors whose rows are typed by now.
TYPED = {"reviews"}
SHEETS = [one for one in importers() if one.model._meta.app_label == "partnership" or one.sheet in TYPED]
#: Forms beside the register's own in which a sheet's columns are typed.
BESIDES: dict[str, tuple[type[BaseForm], ...]] = {
    "seats": (TenureForm,),
    "attendance": (SeatForm, MeetingForm),
    "agenda_items": (AgendaItemForm, MinuteForm, MeetingForm),
    "actions": (CompleteForm,),
    "indicator_values": (ValueRow, PeriodForm),
}
#: Columns that a form asks for under another name.
ASKED_AS = {
    ("seats", "holder"): "person",
    ("contributions", "contributor"): "agency",
    ("recommendations", "source_kind"): "plan",
    ("recommendations", "source"): "plan",
}
#: Columns that the page itself decides: the row on whose page one types, or the place in a list.
BY_ITS_PLACE = {("attendance", "seat"), ("agenda_items", "number"), ("indicator_values", "indicator")}


def typed(importer: Importer) -> set[str]:
    """The names of all fields in which a sheet's rows are typed."""
    register = registry.register_for(importer.model)
    forms = [*BESIDES.get(importer.sheet, ()), *([register.form] if register and register.form else [])]
    return {name for form in forms for name in form.base_fields}  # type: ignore[attr-defined]  # every form class has it


def names_of(importer: Importer, column: str) -> set[str]:
    links = {attribute for attribute, link in importer.all_links.items() if column in link.columns}
    return {
        ASKED_AS.get((importer.sheet, column), importer.attributes.get(column, column)),
        importer.lists.get(column, column),
        *links,
        column if column != "date" else "held_on",
    }


@pytest.mark.parametrize("importer", SHEETS, ids=lambda one: one.sheet)
def test_every_column_of_a_sheet_is_typed_somewhere(importer: Importer) -> None:
    fields = typed(importer)
    missing = {
        column
        for column in importer.definition.by_name
        if not names_of(importer, column) & fields and (importer.sheet, column) not in BY_ITS_PLACE
    }
    assert missing == set()
