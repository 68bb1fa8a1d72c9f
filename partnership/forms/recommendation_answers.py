"""Asking agencies about a recommendation, and their answer."""

from typing import Any

from django import forms

from partnership.forms.choices import SomeRowsField
from partnership.forms.identifying import WarnsOfNames
from partnership.forms.work import WordedForm, keep_no_draft
from partnership.models import Agency, RecommendationAnswer
from partnership.registers.fields import UKDateField
from partnership.registers.forms import RegisterForm


class AskAgenciesForm(forms.Form):
    """Which of the agencies are asked, and by when they answer."""

    agencies = SomeRowsField(
        label="Which agencies do you ask?",
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="An agency without a tick is not asked",
        error_messages={"required": "Choose at least one agency"},
    )
    due_on = UKDateField(label="Answer by", error_messages={"required": "Type the day by which they answer"})

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agencies"]
        field.queryset = agencies


class AnswerForm(WarnsOfNames, WordedForm):
    """Yes or no, and what the agency will do or why it declines."""

    missing = {"accepted": "Say whether your agency takes it on"}

    accepted = forms.TypedChoiceField(
        label="Does your agency take it on?",
        choices=[("yes", "Yes, we take it on"), ("no", "No, we decline")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    class Meta(RegisterForm.Meta):
        model = RecommendationAnswer
        fields = ["accepted", "reason"]
        labels = {"reason": "What will your agency do, or why does it decline?"}
        help_texts = {"reason": "If you decline, say why and what you will do instead. Name no child"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["accepted"] = {True: "yes", False: "no", None: ""}[self.initial.get("accepted")]
        self.fields["accepted"].error_messages["invalid_choice"] = self.missing["accepted"]
        keep_no_draft(self)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("accepted") is False and not data.get("reason"):
            self.add_error("reason", "Say why your agency declines, and what it will do instead")
        return data
