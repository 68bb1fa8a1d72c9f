"""Actions and recommendations as people write them, and each step of an action's life."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnership.enums import ActionStatus
from partnership.formats import date_words
from partnership.models import Action, ActionPlan, Recommendation, Record
from partnership.registers.forms import RegisterForm
from partnership.selectors.sources import name_of_source, sources_called
from partnership.selectors.work import groups_of
from partnership.services.actions import OVERRIDES

_SOURCE_HINT = (
    "The reference of the group, priority, review, audit, inspection, risk or challenge that it belongs to, "
    "such as LEARN or R-07"
)
GROUPS_NAMED = 6
#: That an action is done is recorded on its own page, where its impact is asked for.
NOT_COMPLETE = [(one.value, one.label) for one in ActionStatus if one != ActionStatus.COMPLETE]


class WordedForm(RegisterForm):
    """A form whose labels are questions: what is said where an answer is missing stands in `missing`."""

    missing: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.missing.items():
            if field := self.fields.get(name):
                field.error_messages["required"] = words
        for field in self.fields.values():
            label = str(field.label or "")
            field.label = label[: label.index("?") + 1] if "?" in label else label  # nothing after a question


class PlannedForm(WordedForm):
    """Something in the action plan of a record, which is named by its reference."""

    sheet = ""
    missing = {"plan": "Type the reference of what it belongs to", "title": "Say what is to be done"}

    plan = forms.CharField(label="Where it comes from", help_text=_SOURCE_HINT, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            record = self.instance.plan.record
            self.initial["plan"] = name_of_source(record, sheet=self.sheet, principal=self.principal)
        else:
            keep_no_draft(self)  # which record it is for, and whether that is restricted, is not known yet
        if plan := self.fields.get("plan"):
            plan.help_text = f"{plan.help_text}{self._own_groups()}"

    def _own_groups(self) -> str:
        groups = groups_of(self.principal, timezone.localdate())[:GROUPS_NAMED]
        names = ", ".join(f"{group.reference} ({group.title})" for group in groups)
        return f". Your groups: {names}" if names else ""

    def clean_plan(self) -> ActionPlan:
        """The plan of the record that is named; not stored yet where it would be the first work there."""
        typed = self.cleaned_data["plan"]
        found = sources_called(typed, sheet=self.sheet, principal=self.principal)
        if not found:
            raise ValidationError(f"Nothing that you can see has the reference “{typed}”. Look it up and type it again")
        if len(found) > 1:
            kinds = " and ".join(f"a {record.kind}" for record in found)
            raise ValidationError(
                f"There is {kinds} with this reference. Type the kind before it: “{found[0].kind} {typed}”"
            )
        return _plan(found[0])


class ActionForm(PlannedForm):
    """An action, but for what is asked when it is done."""

    sheet = "actions"

    recommendation = forms.IntegerField(
        label="Number of the recommendation that it carries out",
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": "Type the number of a recommendation, such as 4"},
    )

    class Meta(RegisterForm.Meta):
        model = Action
        fields = ["title", "agency", "owner", "raised_on", "due_on", "status", "at_risk", "reference", "progress"]
        labels = {
            "title": "What is to be done",
            "raised_on": "Raised on",
            "due_on": "Due on",
            "at_risk": "Its owner says that it is at risk",
            "progress": "Progress notes",
        }
        help_texts = {
            "owner": "The person or the seat that does it",
            "reference": "Leave it blank, and the portal gives it the next one",
        }

    field_order = ["plan", "recommendation", *Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reference := self.fields.get("reference"):
            reference.required = self.instance.pk is not None
        if self.instance.status == ActionStatus.COMPLETE:
            self.fields.pop("status", None)
        if status := self.fields.get("status"):
            status.choices = NOT_COMPLETE  # type: ignore[attr-defined]  # a field with choices
        if self.instance.recommendation:
            self.initial["recommendation"] = self.instance.recommendation.number

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        raised, due, done = data.get("raised_on"), data.get("due_on"), self.instance.completed_on
        if raised and due and due < raised:
            self.add_error("due_on", "It cannot be due before it was raised. Change one of the two dates")
        if raised and done and done < raised:
            self.add_error("raised_on", f"It was done on {date_words(done)}, so it cannot have been raised after that")
        plan = data.get("plan") or (self.instance.plan if self.instance.pk and "plan" not in self.fields else None)
        number = data.pop("recommendation", None)
        if plan and "recommendation" in self.fields:
            data["recommendation"] = self._recommendation(plan, number) if number else None
        return data

    def _recommendation(self, plan: ActionPlan, number: int) -> Recommendation | None:
        found = Recommendation.objects.visible_to(self.principal).filter(plan=plan.pk, number=number).first()
        if found is None:
            self.add_error(
                "recommendation", f"{plan.record.reference} has no recommendation {number}. Add it there first"
            )
        return found


class RecommendationForm(PlannedForm):
    """A recommendation; its number follows the last one where it is left blank."""

    sheet = "recommendations"

    class Meta(RegisterForm.Meta):
        model = Recommendation
        fields = ["number", "text", "agencies", "accepted", "status", "response"]
        labels = {
            "text": "Recommendation",
            "agencies": "Addressed to",
            "accepted": "Accepted",
            "response": "What they answered",
        }
        help_texts = {"number": "Leave it blank, and it gets the next one"}
        widgets = {"number": forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"})}

    field_order = ["plan", *Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if number := self.fields.get("number"):
            number.required = self.instance.pk is not None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        plan, number = data.get("plan"), data.get("number")
        if not (plan and plan.pk and number):
            return data
        if Recommendation._base_manager.filter(plan=plan.pk, number=number).exclude(pk=self.instance.pk).exists():
            self.add_error("number", f"There is a recommendation {number} already. Leave it blank to get the next one")
        return data


class ProgressNoteForm(WordedForm):
    """What has been done, or what stands in the way."""

    missing = {"note": "Write what has been done, or what stands in the way"}

    note = forms.CharField(label="What has been done, or what stands in the way", widget=forms.Textarea)

    class Meta(RegisterForm.Meta):
        model = Action
        fields = ["at_risk"]
        labels = {"at_risk": "This action is at risk: it may not be done by its date"}

    field_order = ["note", "at_risk"]


class ImpactForm(WordedForm):
    """What difference an action has made so far."""

    class Meta(RegisterForm.Meta):
        model = Action
        fields = ["impact"]
        labels = {"impact": "What difference has it made?"}
        help_texts = {"impact": "For children and families, or for those who work with them, and how you know"}


class CompleteForm(WordedForm):
    """That an action is done: since when, and with what difference."""

    class Meta(RegisterForm.Meta):
        model = Action
        fields = ["completed_on", "impact", "no_impact_reason"]
        labels = {
            "impact": "What difference has it made?",
            "no_impact_reason": "Why can no difference be shown yet?",
        }
        help_texts = {
            "impact": "For children and families, or for those who work with them, and how you know",
            "no_impact_reason": "Only if you cannot say yet what difference it made: why, and when you will know",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["completed_on"] = self.instance.completed_on or timezone.localdate()
        if completed := self.fields.get("completed_on"):
            completed.required = True
            completed.label = "When was it done?"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        done, raised = data.get("completed_on"), self.instance.raised_on
        impact, reason = (data.get(name, getattr(self.instance, name)) for name in ("impact", "no_impact_reason"))
        if done and done > timezone.localdate():
            self.add_error("completed_on", "This day is in the future. Type the day on which it was done")
        if done and raised and done < raised:
            self.add_error("completed_on", f"It was raised on {date_words(raised)}. Type a day from then on")
        if not (impact or reason):
            self.add_error(
                "impact" if "impact" in self.fields else None,
                "Say what difference it made, or below why no difference can be shown yet",
            )
        return data


class ReopenForm(WordedForm):
    """Why an action is taken up again."""

    missing = {"reason": "Say why it is taken up again"}

    reason = forms.CharField(label="Why is it taken up again?", widget=forms.Textarea)

    class Meta(RegisterForm.Meta):
        model = Action
        fields: list[str] = []


class RatingForm(WordedForm):
    """A rating by hand, with its reason; none gives the computed one back."""

    class Meta(RegisterForm.Meta):
        model = Action
        fields = ["rag_override", "rag_override_reason"]
        labels = {"rag_override": "Rating", "rag_override_reason": "Why?"}
        widgets = {"rag_override": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"red": "Red: off course", "amber": "Amber: at risk", "green": "Green: on course"}
        choices = [("", "As computed from its date and what its owner says"), *((one, words[one]) for one in OVERRIDES)]
        if rating := self.fields.get("rag_override"):
            rating.choices, rating.label = choices, "Rating"  # type: ignore[attr-defined]  # a field with choices

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        reason = data.get("rag_override_reason", self.instance.rag_override_reason)
        if data.get("rag_override") and not reason:
            self.add_error(
                "rag_override_reason" if "rag_override_reason" in self.fields else None,
                "Say why the rating is not the computed one",
            )
        return data


def keep_no_draft(form: forms.BaseForm) -> None:
    """Nothing that may belong to a restricted record is kept on anybody's computer."""
    for field in form.fields.values():
        field.widget.attrs.pop("data-draft", None)


def _plan(record: Record) -> ActionPlan:
    """The record's plan as it is stored, or one that a service may begin."""
    stored: ActionPlan | None = ActionPlan._base_manager.filter(record=record.pk).select_related("record").first()
    return stored or ActionPlan(record=record)
