"""Themes as they were written before, so that the same theme is found again under one spelling."""

from collections.abc import Collection
from typing import Any, Final

from django import forms

from partnership.principals import Principal
from partnership.registers.fields import LinesField
from partnership.themes import folded, known_themes

#: The themes to tick.
KNOWN: Final = "themes_known"


class OtherThemes(LinesField):
    """The lines below the boxes: what is stored and has a box of its own does not stand here again."""

    def __init__(self, *, known: Collection[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = frozenset(map(folded, known))

    def prepare_value(self, value: Any) -> Any:
        others = [theme for theme in value if folded(theme) not in self.known] if isinstance(value, list) else value
        return super().prepare_value(others)


class SuggestsThemes(forms.Form):
    """Put before the form's own class: themes in use are ticked, others are typed, and none is stored twice.

    Only themes that the person may see are told.
    """

    principal: Principal

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes_in_use = known_themes(self.principal) if "themes" in self.fields else []
        if self.themes_in_use:
            self._offer_known()

    def _offer_known(self) -> None:
        names = list(self.fields)
        stored = set(map(folded, self.initial.get("themes") or []))
        self.fields[KNOWN] = forms.MultipleChoiceField(
            label=self.fields["themes"].label,
            help_text="Tick what is in use already, so that it is found again under one name",
            choices=[(theme, theme) for theme in self.themes_in_use],
            initial=[theme for theme in self.themes_in_use if folded(theme) in stored],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": "Choose the themes from the list, or type them below"},
        )
        lines = OtherThemes(label="Other themes (if any)", known=self.themes_in_use, required=False)
        lines.widget.attrs["rows"] = 4
        self.fields["themes"] = lines
        names.insert(names.index("themes"), KNOWN)
        self.order_fields(names)

    def clean_themes(self) -> list[str]:
        """Ticked and typed, each once and in the spelling that is in use; what was stored keeps its place."""
        spelling = {folded(name): name for name in self.themes_in_use}
        chosen = [*self.cleaned_data.get(KNOWN, []), *self.cleaned_data["themes"]]
        themes = dict.fromkeys(spelling.get(folded(theme), theme) for theme in chosen)
        places = {folded(theme): place for place, theme in enumerate(self.initial.get("themes") or [])}
        return sorted(themes, key=lambda theme: places.get(folded(theme), len(places)))
