"""Asking for a new due date, and answering."""

from django import forms

from partnership.enums import RequestAnswer
from partnership.forms.identifying import AsksAboutNames
from partnership.forms.work import WordedForm
from partnership.models import DueDateRequest
from partnership.registers.forms import RegisterForm


class DueDateRequestForm(WordedForm):
    """A new date, and why the old one cannot be kept."""

    missing = {"reason": "Say why the date cannot be kept"}

    class Meta(RegisterForm.Meta):
        model = DueDateRequest
        fields = ["due_on", "reason"]
        labels = {"due_on": "New due date", "reason": "Why can the date not be kept?"}


class AnswerForm(AsksAboutNames):
    """What becomes of a request for a new date."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[
            (RequestAnswer.AGREED.value, "Agree: the date moves"),
            (RequestAnswer.REFUSED.value, "Refuse: the date stays"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the date moves or stays"},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Whoever asked reads it",
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": ""}),
        error_messages={"required": "Say why: whoever asked reads it"},
    )
