"""Child deaths, the panel's dates, and lists of registered deaths, as a person types them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from partnership.enums import BoardKind
from partnership.forms.choices import OneRowField
from partnership.forms.identifying import WarnsOfNames
from partnership.forms.registers import BOARDS, ReferencedForm
from partnership.period import period_words
from partnership.registers.fields import UKDateField
from partnership.registers.forms import RegisterForm
from reviews import faults
from reviews.enums import DEATH_CATEGORIES, DelayReason, Modifiable
from reviews.models import ChildDeath, DeathPanel
from reviews.registered_deaths import RegisteredDeath, read_registered_deaths

_CATEGORIES = [(number, f"{number} {words}") for number, words in DEATH_CATEGORIES.items()]

_PAST = {
    "died_on": "the child died",
    "notified_on": "the death was notified",
    "reviewed_on": "the panel reviewed it",
}


def _faults(values: Mapping[str, Any]) -> faults.Faults:
    """Beside what can never be so, what nobody should type; a workbook that says it is read as it stands."""
    yield from faults.child_death_faults(values)
    for name, happened in _PAST.items():
        if (day := values.get(name)) and day > timezone.localdate():
            yield name, f"This day is in the future. Type the day on which {happened}"
    if values.get("modifiable") == Modifiable.NO and values.get("factors"):
        yield "modifiable", "There are factors in the list: choose Yes, or take them out"
    if any(board.kind == BoardKind.SAB for board in values.get("boards") or ()):
        yield "boards", "A safeguarding adults board reviews no deaths of children. Choose a children’s partnership"


class ChildDeathForm(WarnsOfNames, ReferencedForm):
    rule = staticmethod(_faults)

    category = forms.TypedChoiceField(
        label="Category of death (once reviewed)",
        choices=[
            ("", "Not decided yet"),
            *_CATEGORIES,
        ],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="The first in this order that fits",
    )
    delay_reasons = forms.MultipleChoiceField(
        label="Why it has not been reviewed yet (if it waits)",
        choices=DelayReason.choices,
        required=False,
        help_text="An inquest or information that the status says it waits for needs no tick",
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta(RegisterForm.Meta):
        model = ChildDeath
        fields = [
            "died_on", "notified_on", "resident", "age_band", "gender", "ethnicity", "expected",
            "joint_agency_response", "status", "delay_reasons", "panel", "reviewed_on", "category", "modifiable",
            "factors", "learning", "boards", "reference",
        ]  # fmt: skip
        labels = BOARDS | {
            "died_on": "Died",
            "notified_on": "Notified to us",
            "resident": "Normally lived in the area",
            "expected": "Was the death expected?",
            "joint_agency_response": "Was there a joint agency response?",
            "panel": "Panel that will review it",
            "reviewed_on": "Reviewed",
            "modifiable": "Modifiable factors",
            "factors": "Which factors",
        }
        help_texts = {"learning": "What others can learn. Nothing that tells who the child is"}


class DeathPanelForm(WarnsOfNames, RegisterForm):
    class Meta(RegisterForm.Meta):
        model = DeathPanel
        fields = ["held_on", "theme", "note", "board"]
        labels = {"board": "Partnership"}
        help_texts = {"theme": "A panel may take deaths of one kind together, such as deaths of babies"}


class ReconcileForm(forms.Form):
    """A list of registered deaths, to be laid beside the panel's. It is read and not kept."""

    file = forms.FileField(
        label="The list",
        help_text="Excel or CSV with the columns reference, died_on, gender and age_band. No names are read",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "Choose the file with the list"},
    )
    source = forms.CharField(
        label="Where it comes from",
        max_length=300,
        help_text="Such as “Registrar, deaths registered in 2025–26”",
        error_messages={"required": "Type where the list comes from"},
    )
    period_from = UKDateField(label="Deaths from", error_messages={"required": "Type the list’s first day"})
    period_to = UKDateField(label="Deaths until", error_messages={"required": "Type the list’s last day"})
    board: Any = OneRowField(label="Partnership", queryset=None, error_messages={"required": "Choose the partnership"})

    def __init__(self, *args: Any, boards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]  # a choice among rows

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", "The last day cannot come before the first")
        return cleaned

    def clean_file(self) -> list[RegisteredDeath]:
        rows, problems = read_registered_deaths(self.cleaned_data["file"])
        if problems:
            raise forms.ValidationError(problems)
        return rows


class DeathTablesForm(forms.Form):
    """Which tables are shown: of a partnership, up to a year, of one year or of several together."""

    board: Any = OneRowField(label="Partnership", queryset=None, empty_label=None)
    year = forms.ChoiceField(label="Year")
    years = forms.TypedChoiceField(
        label="Together", choices=[(1, "One year"), (3, "Three years"), (5, "Five years")], coerce=int
    )

    def __init__(self, data: Any, *, boards: Any, labels: list[str]) -> None:
        super().__init__(data)
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]  # a choice among rows
        self.fields["year"].choices = [(label, period_words(label)) for label in labels]  # type: ignore[attr-defined]
