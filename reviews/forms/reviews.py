"""A case review as the business manager types it, and what its independent reviewer writes in it."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from partnership.forms.identifying import CHECKED, WarnsOfNames
from partnership.forms.registers import BOARDS
from partnership.forms.work import keep_no_draft
from partnership.models.fields import ONE_LINE
from partnership.policy import allows
from partnership.registers.forms import RegisterForm
from reviews.enums import Publication, ReviewStatus
from reviews.forms.themes import KNOWN, SuggestsThemes
from reviews.models import Review
from reviews.selectors.pseudonyms import pseudonyms_of
from reviews.services.reviews import ELSEWHERE, OF_REVIEWER

#: What may be said of publication before there is a text to publish; the rest has a page of its own.
_BEFORE_TEXT: Final = (Publication.TO_PUBLISH, Publication.NOT_FOR_PUBLICATION)

#: The day that a state needs.
_DAY_OF: Final[Mapping[Any, tuple[str, str]]] = {
    ReviewStatus.COMPLETE: ("completed_on", "Type the date on which it was completed"),
    ReviewStatus.COMMISSIONED: ("commissioned_on", "Type the date on which the review was begun"),
}
_DAY_NOT_ASKED: Final = "Somebody named on it types the date first"


class ReviewForm(SuggestsThemes, WarnsOfNames, RegisterForm):
    not_watched = ("reviewer", "reference")

    reference = forms.CharField(
        label="Reference",
        max_length=ONE_LINE,
        required=False,
        help_text="Left blank, it gets the next one",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    class Meta(RegisterForm.Meta):
        model = Review
        fields = [
            "reference",
            "title",
            "review_kind",
            "edition",
            "boards",
            "status",
            "publication",
            "referred_by",
            "referred_on",
            "aware_on",
            "considered_on",
            "criteria_met",
            "commissioned_on",
            "completed_on",
            "panel_copy_on",
            "published_on",
            "paused_reason",
            "reviewer",
            "agencies",
            "period_from",
            "period_to",
            "method",
            "family_part",
            "themes",
            "learning",
            "public_summary",
            "restricted_summary",
        ]
        labels = BOARDS | {
            "title": "What we call it",
            "review_kind": "Kind",
            "edition": "Law or guidance that it goes by",
            "referred_by": "Referred by",
            "referred_on": "Referred",
            "aware_on": "When the authority learned of it",
            "considered_on": "Date of the decision",
            "criteria_met": "Are the criteria met?",
            "commissioned_on": "Begun",
            "completed_on": "Completed",
            "panel_copy_on": "Full report sent to the Panel",
            "published_on": "Published",
            "paused_reason": "Why it is paused",
            "agencies": "Agencies involved",
            "period_from": "Chronologies from",
            "period_to": "Chronologies to",
            "family_part": "The family’s part in the review",
            "learning": "Learning that may be shared",
            "public_summary": "Summary cleared for print",
            "restricted_summary": "Restricted summary",
        }
        help_texts = {
            "title": "A pseudonym or a theme, never a real name",
            "edition": "Left blank for a new review, it is the one in force when it began",
            "publication": "The report itself is published on its own page",
            "public_summary": "The only text of a review that a public report may print",
            "restricted_summary": "Never printed",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance.pk is not None
        if stored:
            self.fields.pop("publication", None)
        if stored and not allows(self.principal, "create", "review"):
            for name in set(self.fields) - OF_REVIEWER - {"version", CHECKED, KNOWN}:
                del self.fields[name]
        self._offer("status", [one for one in ReviewStatus if one not in ELSEWHERE or one == self.instance.status])
        self._offer("publication", list(_BEFORE_TEXT))
        keep_no_draft(self)

    def _offer(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields.get(name)
        if field:
            field.choices = [("", "Choose"), *((one.value, one.label) for one in choices)]

    def known_names(self) -> frozenset[str]:
        """What the children of the review are called."""
        return pseudonyms_of(self.instance)

    def clean_reference(self) -> str:
        return self.cleaned_data["reference"] or self.instance.reference

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, words = _DAY_OF.get(cleaned.get("status"), ("", ""))
        if name and "status" in self.changed_data and not cleaned.get(name, getattr(self.instance, name)):
            asked = name in self.fields
            self.add_error(name if asked else "status", words if asked else _DAY_NOT_ASKED)
        return cleaned
