"""A seven-minute briefing, its clearing, whom to ask about it, and what an agency answers."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnership.forms.identifying import WarnsOfNames
from partnership.forms.work import WordedForm, keep_no_draft
from partnership.registers.forms import RegisterForm
from reviews.models import Briefing, BriefingReceipt, Review
from reviews.selectors.briefings import LONGEST, LONGEST_PARTS, LONGEST_TITLE, PARTS, length_of, words_hash
from reviews.selectors.pseudonyms import pseudonyms_of
from reviews.services.briefings import TELLS

_LINE = "Begin a line with “- ” for a list"


class BriefingForm(WarnsOfNames, WordedForm):
    """The seven parts. The review is chosen once; a briefing stays with it."""

    missing = {"of_review": "Choose the review", "title": "Type a title that tells nothing of the case"}
    not_watched = frozenset({"links"})

    class Meta(RegisterForm.Meta):
        model = Briefing
        fields = ["of_review", "title", *(name for name, _ in PARTS), "links", "is_public"]
        labels = {
            "of_review": "Review",
            **dict(PARTS),
            "is_public": "The public may read it too, not only partners",
        }
        help_texts = {
            "title": "About the learning, never about the case: partners and perhaps the public read it",
            "background": "All seven parts go on one page. Many short lines take more room than few long ones",
            "findings": _LINE,
            "what_to_do": _LINE,
            "questions": _LINE,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("of_review", None)
        limits = {"title": LONGEST_TITLE, **LONGEST_PARTS}
        labels = {**dict(PARTS), "links": "Links"}
        for name, field in self.fields.items():
            field.label = labels.get(name, field.label)
            if name in limits:
                _count(field, limits[name])
        keep_no_draft(self)

    def known_names(self) -> frozenset[str]:
        """What the children of the review are called."""
        review = self._review()
        return pseudonyms_of(review) if review else frozenset()

    def _review(self) -> Review | None:
        chosen: Review | None = self.cleaned_data.get("of_review")
        return chosen or (self.instance.of_review if self.instance.pk else None)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        review = self._review()
        if review and review.reference.casefold() in data.get("title", "").casefold():
            self.add_error("title", TELLS.removesuffix("."))
        over = 0 if self.errors else length_of(self._as_typed(data)) - LONGEST
        if over > 0:
            words = f"Shorten the parts by about {over:,} characters: together they do not fit on one page"
            self.add_error(None, words)
        return data

    def _as_typed(self, data: dict[str, Any]) -> SimpleNamespace:
        """The briefing as it would be stored; a field that is not asked for stays as it is."""
        names = ("title", "links", *dict(PARTS))
        return SimpleNamespace(**{name: data.get(name, getattr(self.instance, name)) for name in names})


def _count(field: Any, limit: int) -> None:
    """Have the characters of a field counted while somebody types, and again when the form is sent."""
    field.widget.max_characters = limit
    field.widget.attrs["class"] = f"{field.widget.attrs.get('class', '')} govuk-js-character-count".strip()
    field.validators.append(_at_most(limit, str(field.label)))


def _at_most(limit: int, label: str) -> Callable[[str], None]:
    def check(words: str) -> None:
        if (over := len(words.replace("\r\n", "\n")) - limit) > 0:
            much = f"{over:,} character{'' if over == 1 else 's'}"
            raise ValidationError(f"Shorten “{label}” by {much}: it can have up to {limit}")

    return check


class ClearForm(RegisterForm):
    """That somebody has read exactly these words."""

    words = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta(RegisterForm.Meta):
        model = Briefing
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["words"] = words_hash(self.instance)


class ReceiptForm(WarnsOfNames, WordedForm):
    """What an agency did with a briefing."""

    missing = {
        "teams": "Say which teams used it",
        "staff": "Type how many staff, or 0",
        "what_changed": "Say what changed, or that nothing has changed yet",
    }

    staff = forms.IntegerField(
        label="How many staff?",
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={"invalid": "Type a whole number, such as 24", "min_value": "Type a whole number, such as 24"},
    )

    class Meta(RegisterForm.Meta):
        model = BriefingReceipt
        fields = ["teams", "staff", "what_changed"]
        labels = {"teams": "Which teams used it?", "what_changed": "What has changed?"}
        help_texts = {"what_changed": "In what your staff do, and how you know. Write “Nothing yet” if that is so"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("teams", "what_changed"):
            field = self.fields[name]
            field.required = True
            field.error_messages["required"] = self.missing[name]
