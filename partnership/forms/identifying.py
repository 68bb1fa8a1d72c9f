"""Forms that ask twice before they take words which may tell who somebody is.

Every form of a register asks, since each is an `AsksAboutNames`; a form about a case asks more strictly, as
`WarnsOfNames`. Asking never refuses: only a person can tell.
"""

import re
from collections.abc import Collection
from pathlib import PurePath
from typing import Any, Final

from django import forms

from partnership.identifying import Telling, telling_words
from partnership.principals import PUBLIC, Principal
from partnership.selectors.directory import names_in_directory
from partnership.uploads_guard import CheckedFile

CHECKED: Final = "names_checked"
SHOWN: Final = 4
#: One-line fields that take a sentence. Any other line holds by nature a code, a place, or the name of a colleague.
_SENTENCES: Final = frozenset({"title", "theme", "reason", "rag_override_reason", "description"})
_RENAME: Final = "Give the file another name and choose it again"


def names_box(words: str) -> forms.BooleanField:
    """The tick that lets words pass."""
    return forms.BooleanField(label=f"I have checked these words. {words}", required=False)


class AsksAboutNames(forms.Form):
    """Its long texts, titles and names of files are looked through for names, dates of birth and addresses.

    What is found stands at the field, and a box appears: "I have checked these words". Words that were stored there
    before are not asked about, nor are people of the directory whom the principal may see.
    """

    #: Fields that may hold names, such as whom to ask.
    not_watched: Collection[str] = ()
    #: What is said with the tick, and what to write else.
    checked = "Nobody can tell from them who a child or a family is"
    instead = "a role"
    #: Whether something was found, so that the box is to be seen.
    asks_about_names = False
    principal: Principal

    def __init__(self, *args: Any, principal: Principal = PUBLIC, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.principal = principal

    def watches(self, name: str) -> bool:
        """Whether the words of this field are looked through."""
        field = self.fields[name]
        if isinstance(field, forms.CharField):
            return name in _SENTENCES or isinstance(field.widget, forms.Textarea)
        return isinstance(field, forms.FileField)

    def known_names(self) -> Collection[str]:
        """Names that may stand here. It is asked for only where something was found."""
        return names_in_directory(self.principal)

    def clean(self) -> dict[str, Any]:
        """What was typed; never None, which Django allows."""
        return super().clean() or self.cleaned_data

    def full_clean(self) -> None:
        """The words come last: what the form itself finds wrong is judged with them in it."""
        super().full_clean()
        found = self._found() if self.is_bound else {}
        if not found:
            return
        self.asks_about_names = True
        self.fields[CHECKED] = names_box(self.checked)
        if not forms.CheckboxInput().value_from_datadict(self.data, self.files, self.add_prefix(CHECKED)):
            for name, telling in found.items():
                is_file = isinstance(self.fields[name], forms.FileField)
                self.add_error(name, _warning(telling, _RENAME if is_file else f"Write {self.instead}"))

    def _found(self) -> dict[str, list[Telling]]:
        return self._new_words() and self._new_words(known=self.known_names())

    def _new_words(self, *, known: Collection[str] = ()) -> dict[str, list[Telling]]:
        """What each field tells that it did not tell before."""
        found = {}
        for name, value in self.cleaned_data.items():
            if name in self.fields and name not in self.not_watched and self.watches(name):
                before = telling_words(_text(self.get_initial_for_field(self.fields[name], name)), known=known)
                found[name] = [one for one in telling_words(_text(value), known=known) if one not in before]
        return {name: telling for name, telling in found.items() if telling}


class WarnsOfNames(AsksAboutNames):
    """Put before the form's own class, for words about a case: every text is looked through, and no name is known."""

    checked = "They tell nobody’s name, date of birth or address"
    instead = "a role or the pseudonym"

    def watches(self, name: str) -> bool:
        return isinstance(self.fields[name], (forms.CharField, forms.FileField))

    def known_names(self) -> Collection[str]:
        """Names that may stand here, such as the pseudonyms of the review."""
        return ()


def _text(value: Any) -> str:
    if isinstance(value, CheckedFile):
        # ryan_cole-2.docx is looked at as Ryan Cole 2.
        return re.sub(r"[\W_]+", " ", PurePath(value.name).stem).title()
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _warning(found: list[Telling], advice: str) -> str:
    """Such as: This may be a name: “Ryan Cole”. Write a role, or tick the box at the end of the form."""
    words = "; ".join(f"{one.kind}: “{one.words}”" for one in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"This may be {words}{more}. {advice}, or tick the box at the end of the form"
