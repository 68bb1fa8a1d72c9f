"""What an action led to, as a person types it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnership.formats import capital
from partnership.forms.identifying import WarnsOfNames
from partnership.forms.work import WordedForm, keep_no_draft
from partnership.models import Action, ActionResult, Record
from partnership.outside_words import kind_words
from partnership.registers.forms import NamedField, RegisterForm
from partnership.selectors.results import RECORD_KINDS


class LedToField(NamedField):
    """Policies, courses and audits, each with its kind before its name."""

    def label_from_instance(self, row: Any) -> str:
        name = super().label_from_instance(row)
        return name if row.pk == self.unnamed else f"{capital(kind_words(row))}: {name}"


class ResultForm(WarnsOfNames, WordedForm):
    """The action by its reference, what it led to, and the record if there is one."""

    missing = {
        "action": "Type the reference of the action",
        "kind": "Choose what it led to",
        "what": "Say what changed",
    }

    action = forms.CharField(
        label="Action", max_length=40, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    record = LedToField(
        label="Which policy, course or audit?",
        queryset=Record.objects.filter(kind__in=RECORD_KINDS.values()).order_by("kind", "title", "pk"),
        required=False,
        empty_label="None on record",
    )

    class Meta(RegisterForm.Meta):
        model = ActionResult
        fields = ["kind", "record", "what"]
        labels = {"kind": "What it led to", "what": "What changed"}
        help_texts = {"what": "In one line, such as: a missed appointment is followed up within two days"}
        widgets = {"kind": forms.RadioSelect}

    field_order = ["action", *Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields.get("kind")
        if kind:
            kind.choices = [choice for choice in kind.choices if choice[0]]
        if self.instance.pk:
            self.fields.pop("action")
        keep_no_draft(self)

    def clean_action(self) -> Action:
        typed = self.cleaned_data["action"].strip()
        rows = Action.objects.visible_to(self.principal, "create").select_related("plan__record")
        action: Action | None = rows.filter(reference_key=typed.casefold()).first()
        if action is None:
            raise ValidationError(f"No action that you keep has the reference “{typed}”. Look it up and type it again")
        return action

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        record = data.get("record")
        if record and data.get("kind") and RECORD_KINDS.get(data["kind"]) != record.kind:
            self.add_error("record", "This is of another kind than what it led to. Change one of the two")
        return data
