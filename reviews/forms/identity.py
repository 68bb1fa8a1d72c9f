"""What a child is called, and who the child is."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from partnership.formats import date_words
from partnership.models.fields import ONE_LINE
from partnership.registers.fields import UKDateField
from partnership.registers.forms import RegisterForm
from partnership.services.reasons import LONGEST_REASON
from reviews.models import Child

_LINES = {"rows": 3, "autocomplete": "off"}


class ChildForm(RegisterForm):
    """The reference and the pseudonym that stand for a child's name."""

    class Meta(RegisterForm.Meta):
        model = Child
        fields = ["review", "reference", "pseudonym"]
        help_texts = {
            "reference": "Such as C1. It tells nothing of the child",
            "pseudonym": "A name that is not the child’s, nor like it. “The child we call Ash”",
        }


class OpenForm(forms.Form):
    """Why somebody opens the key."""

    reason = forms.CharField(
        label="Why do you open it?",
        help_text="It stands in the read log beside your name, before anything is shown",
        max_length=LONGEST_REASON,
        error_messages={"required": "Type why you open it"},
    )


class VersionForm(forms.Form):
    """Which state of the key was read before it was changed."""

    version = forms.IntegerField(min_value=1)


class IdentityForm(forms.Form):
    """Who one child is. Nothing of it is ever searched, exported, printed in a report or sent."""

    name = forms.CharField(label="Full name", max_length=ONE_LINE)
    other_names = forms.CharField(label="Other names in records (if any)", max_length=ONE_LINE, required=False)
    born_on = UKDateField(label="Date of birth (if known)", required=False)
    address = forms.CharField(label="Address (if known)", required=False, widget=forms.Textarea(attrs=_LINES))
    numbers = forms.CharField(
        label="Numbers in agencies’ records (if any)", required=False, widget=forms.Textarea(attrs=_LINES)
    )
    family = forms.CharField(label="Family (if known)", required=False, widget=forms.Textarea(attrs=_LINES))

    def __init__(self, data: Any = None, *, child: Child, initial: Mapping[str, str]) -> None:
        super().__init__(data, prefix=str(child.pk), initial=_as_typed(initial))
        self.child = child
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        self.fields["name"].error_messages["required"] = f"Type the full name of the child we call {child.pseudonym}"

    @property
    def known(self) -> list[tuple[str, str]]:
        """What is known, to be read: titles and words."""
        found = [(str(field.label), self.initial.get(name)) for name, field in self.fields.items()]
        said = [(label, date_words(value) if isinstance(value, date) else value) for label, value in found]
        return [(label.partition(" (")[0], words) for label, words in said if words]

    def as_text(self) -> dict[str, str]:
        """What was typed, as it is sealed: texts, and dates as 2019-04-03."""
        return {name: str(value or "") for name, value in self.cleaned_data.items()}


def _as_typed(sealed: Mapping[str, str]) -> dict[str, Any]:
    """What `as_text` made, with its day as a day again."""
    born_on = sealed.get("born_on")
    return {**sealed, "born_on": date.fromisoformat(born_on)} if born_on else dict(sealed)


def identity_forms(
    children: Iterable[Child], data: Any = None, known: Mapping[str, Mapping[str, str]] | None = None
) -> list[IdentityForm]:
    """One form a child, filled with what is known."""
    return [IdentityForm(data, child=child, initial=(known or {}).get(str(child.pk), {})) for child in children]
