"""Themes as they were written before, so that the same theme is found again under one spelling."""

from typing import Any

from django import forms
from django.utils.text import Truncator

from partnership.principals import Principal
from partnership.themes import folded, known_themes

LONGEST_HINT = 600


class SuggestsThemes(forms.Form):
    """Put before the form's own class: says which themes there are, and writes those typed in the spelling in use.

    Only themes that the person may see are told.
    """

    principal: Principal

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes_in_use = known_themes(self.principal) if "themes" in self.fields else []
        if self.themes_in_use:
            field = self.fields["themes"]
            names = Truncator(", ".join(self.themes_in_use)).chars(LONGEST_HINT)
            field.help_text = f"{field.help_text}. In use already: {names}"

    def clean_themes(self) -> list[str]:
        """Each once, in the spelling that is in use."""
        spelling = {folded(name): name for name in self.themes_in_use}
        return list(dict.fromkeys(spelling.get(folded(theme), theme) for theme in self.cleaned_data["themes"]))
