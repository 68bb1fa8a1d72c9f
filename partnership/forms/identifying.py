"""A form that asks twice before it takes words which may tell who somebody is."""

from collections.abc import Collection
from typing import Any

from django import forms

from partnership.identifying import Telling, telling_words

CHECKED = "names_checked"
SHOWN = 4


class WarnsOfNames(forms.Form):
    """Put before the form's own class: its texts are looked through for names, dates of birth and addresses.

    What is found stands at the field, and a box appears: "These words name nobody". Only words that were not stored
    there before are asked about. It warns and never refuses, since only a person can tell.
    """

    #: Fields that hold no words about a case, such as whom to ask.
    not_watched: Collection[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[CHECKED] = forms.BooleanField(
            label="I have checked these words. They tell nobody’s name, date of birth or address",
            required=False,
            widget=forms.HiddenInput,
        )

    def known_names(self) -> Collection[str]:
        """Names that may stand here, such as the pseudonyms of the review."""
        return ()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get(CHECKED):
            return cleaned
        for name, found in self._found(cleaned).items():
            self.fields[CHECKED].widget = forms.CheckboxInput()
            self.add_error(name, _warning(found))
        return cleaned

    def _found(self, cleaned: dict[str, Any]) -> dict[str, list[Telling]]:
        known = self.known_names()
        found = {}
        for name, value in cleaned.items():
            if name not in self.not_watched and isinstance(self.fields.get(name), forms.CharField):
                before = telling_words(_text(self.get_initial_for_field(self.fields[name], name)), known=known)
                found[name] = [one for one in telling_words(_text(value), known=known) if one not in before]
        return {name: telling for name, telling in found.items() if telling}


def _text(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _warning(found: list[Telling]) -> str:
    """Such as: This may be a name: “Ryan Cole”. Use a role or the pseudonym, or tick the box below."""
    words = "; ".join(f"{one.kind}: “{one.words}”" for one in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"This may be {words}{more}. Write a role or the pseudonym, or tick the box at the end of the form"
