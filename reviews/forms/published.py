"""How the public narrows the list of published reviews: plain words and choices, of what is public alone."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms

from reviews.enums import ReviewKind
from reviews.selectors.published import Published, themes_of

LONGEST_WORDS = 200


class PublishedFilter(forms.Form):
    """Choices are those that some of `reviews` answers to; what is asked otherwise is said at its field."""

    words = forms.CharField(
        label="Words",
        help_text="In the title or in the review",
        max_length=LONGEST_WORDS,
        required=False,
        error_messages={"max_length": f"Type fewer words: {LONGEST_WORDS} characters at most"},
    )
    kind = forms.ChoiceField(label="Kind of review", required=False)
    theme = forms.ChoiceField(label="Theme", required=False)
    year = forms.ChoiceField(label="Year of publication", required=False)

    def __init__(self, data: Any, *, reviews: Sequence[Published]) -> None:
        super().__init__(data)
        kinds = {one.kind for one in reviews}
        self._offer("kind", [(kind.value, kind.label) for kind in ReviewKind if kind in kinds])
        self._offer("theme", [(theme, theme) for theme in themes_of(reviews)])
        self._offer("year", [(str(year), str(year)) for year in sorted({one.year for one in reviews}, reverse=True)])

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "All"), *choices]
        field.error_messages["invalid_choice"] = f"Choose the {field.label.lower()} from the list"

    @property
    def chosen(self) -> list[dict[str, str]]:
        """Each thing that is asked, in words, and the address of the list without it."""
        asked = self.asked
        return [
            {
                "words": self._words(name, value),
                "remove_url": "?" + urlencode({other: asked[other] for other in asked if other != name}),
            }
            for name, value in asked.items()
        ]

    def _words(self, name: str, value: str) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        return f"{self.fields[name].label}: {choices.get(value, value)}"

    @property
    def asked(self) -> dict[str, str]:
        """What the list is narrowed by, as far as it is on offer."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
