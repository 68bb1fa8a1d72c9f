"""Editions of law and guidance, and their rules, as the business manager types them."""

from typing import Any, Final

from django import forms

from partnership.registers.forms import RegisterForm
from reviews import models
from reviews.enums import ReviewKind

_CHECKED: Final = {"checked": "I have compared this with the published text"}
_ORDER_HINT: Final = {"order": "Where it stands among the others: 1 comes first"}


class EditionForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = models.Edition
        fields = ["title", "code", "in_force_from", "in_force_until", "source", "checked"]
        labels = _CHECKED | {
            "code": "Short name",
            "in_force_from": "In force from",
            "in_force_until": "In force until",
            "source": "Where it can be read",
        }
        help_texts = {"code": "For example 2026"}


class KindRuleForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = models.KindRule
        fields = ["edition", "kind", "name", "basis", "order", "checked"]
        labels = _CHECKED | {"name": "What we call it", "basis": "Where it comes from", "order": "Place in the list"}
        help_texts = _ORDER_HINT | {"name": "Areas have names of their own, such as practice learning review"}


class CriterionForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = models.Criterion
        fields = ["edition", "letter", "words", "order", "checked"]
        labels = _CHECKED | {"words": "Criterion", "order": "Place in the list"}
        help_texts = _ORDER_HINT | {"words": "In plain words, without changing what it asks"}


class ClockRuleForm(RegisterForm):
    kinds = forms.MultipleChoiceField(
        label="Kinds of review",
        choices=ReviewKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked means all kinds of the edition",
    )

    class Meta(RegisterForm.Meta):
        model = models.ClockRule
        fields = [
            "edition",
            "name",
            "kinds",
            "starts_with",
            "ends_with",
            "limit",
            "unit",
            "at_least",
            "is_aim",
            "pausable",
            "order",
            "checked",
        ]
        labels = _CHECKED | {
            "name": "What has to happen",
            "starts_with": "From",
            "ends_with": "To",
            "at_least": "This is the shortest time, not the longest",
            "is_aim": "This is an aim, not a duty",
            "pausable": "It stands still while the review is paused",
            "order": "Place in the list",
        }
        help_texts = _ORDER_HINT

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("starts_with") and cleaned.get("starts_with") == cleaned.get("ends_with"):
            self.add_error("ends_with", "A clock runs from one thing to another. Choose something else here")
        return cleaned
