"""Business plans, priorities, objectives, what a year and a quarter brought, and the next plan."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from partnership.enums import GUARDED_CLASSES
from partnership.formats import date_words
from partnership.forms.work import keep_no_draft
from partnership.models import (
    BusinessPlan,
    Indicator,
    Objective,
    Priority,
    PriorityProgress,
    QuarterlyHighlight,
    Record,
)
from partnership.registers.fields import UKDateField
from partnership.registers.forms import NamedField, RegisterForm
from partnership.registers.rows import guarded_class
from partnership.selectors.next_plan import Unfinished

STAYS = "Objectives and actions of a priority that is not ticked stay where they are"
STAY, GO = "stay", "go"
ENDS_BEFORE = "It cannot end before it starts. Change one of the two dates"


class BusinessPlanForm(RegisterForm):
    """A board's plan for some years."""

    class Meta(RegisterForm.Meta):
        model = BusinessPlan
        fields = ["title", "reference", "boards", "starts_on", "ends_on"]
        labels = {"reference": "Code", "boards": "Partnership", "starts_on": "From", "ends_on": "To"}
        help_texts = {"reference": "A short name without spaces, such as BP-2027-30"}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", ENDS_BEFORE)
        return data


class PriorityForm(RegisterForm):
    """A priority of a plan; its reference is made of the plan's code and its number."""

    class Meta(RegisterForm.Meta):
        model = Priority
        fields = ["plan", "number", "title", "description", "outcomes_sought", "lead_group", "cross_cutting"]
        labels = {
            "title": "Priority",
            "outcomes_sought": "What the partnership wants to see",
            "cross_cutting": "Does it cut across the others?",
        }
        help_texts = {"number": "Such as 1 or A", "outcomes_sought": "One a line"}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        plan, number = data.get("plan"), data.get("number", "")
        if plan and Priority._base_manager.filter(
            plan=plan, key=f"{plan.reference}/{number}".casefold()
        ).exclude(pk=self.instance.pk).exists():  # fmt: skip
            self.add_error("number", f"{plan.title} has a priority {number} already. Choose another number")
        return data


class OfPriorityForm(RegisterForm):
    """Something that belongs to a priority: of those that the principal may change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("priority")
        if isinstance(field, NamedField):
            mine = Priority.objects.visible_to(self.principal, "change")
            if self.instance.pk is None and mine.filter(visibility__in=GUARDED_CLASSES).exists():
                keep_no_draft(self)
            if self.instance.pk:
                mine = mine | Priority.objects.filter(pk=self.instance.priority_id)
            field.queryset = mine.select_related("plan").order_by("-plan__starts_on", "reference")
            field.label_from_instance = _with_reference  # type: ignore[method-assign]  # plans repeat their titles

    def one_of(self, model: Any, field: str, words: str, **same: Any) -> None:
        """Say at a field that the priority has such a row already."""
        if None in same.values() or "" in same.values():
            return
        if model._base_manager.filter(**same).exclude(pk=self.instance.pk).exists():
            self.add_error(field, words)


class ObjectiveForm(OfPriorityForm):
    """What a priority sets out to do, and the indicators by which one sees whether it worked."""

    class Meta(RegisterForm.Meta):
        model = Objective
        fields = [
            "priority", "number", "text", "success_measure", "lead_group", "lead_agency", "due_on", "rag", "progress",
            "measures",
        ]  # fmt: skip
        labels = {
            "text": "Objective",
            "success_measure": "How we shall know",
            "due_on": "Due on",
            "rag": "Rating",
            "measures": "Indicators that measure it",
        }
        help_texts = {"number": "Such as 1.2"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if measures := self.fields.get("measures"):
            measures.queryset = measures.queryset.order_by("reference")  # type: ignore[attr-defined]  # has one
            measures.label_from_instance = _with_reference  # type: ignore[attr-defined]  # what it is called elsewhere

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        number = data.get("number", "")
        words = f"This priority has an objective {number} already. Choose another number"
        self.one_of(Objective, "number", words, priority=data.get("priority"), number_key=number.casefold())
        return data


class ProgressForm(OfPriorityForm):
    """What a year brought a priority."""

    class Meta(RegisterForm.Meta):
        model = PriorityProgress
        fields = ["priority", "year", "rag", "summary", "did", "learned", "difference", "next"]
        labels = {
            "rag": "Rating",
            "summary": "In short",
            "did": "What we did",
            "learned": "What we learned",
            "difference": "What difference it made",
            "next": "What is still to be done",
        }
        help_texts = {"year": "The partnership’s year"}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        words = "This priority has this year already. Change that one"
        self.one_of(PriorityProgress, "year", words, priority=data.get("priority"), year=data.get("year"))
        return data


class HighlightForm(OfPriorityForm):
    """What a quarter brought a priority, in a few sentences for the board's meeting."""

    class Meta(RegisterForm.Meta):
        model = QuarterlyHighlight
        fields = ["priority", "year", "quarter", "rag", "done", "difference", "next"]
        labels = {
            "rag": "Rating",
            "done": "What was done",
            "difference": "What difference it made",
            "next": "What comes next",
        }
        help_texts = {"year": "The partnership’s year"}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        same = {name: data.get(name) for name in ("priority", "year", "quarter")}
        self.one_of(QuarterlyHighlight, "quarter", "This quarter has its highlight already. Change that one", **same)
        return data


class TakeOverForm(forms.Form):
    """What of a plan goes over into a later one; open actions only where somebody chooses so."""

    def __init__(self, *args: Any, unfinished: Unfinished, runs_until: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unfinished = unfinished
        self._offer("priorities", "Priorities that go over", unfinished.priorities, unfinished.open_priorities, STAYS)
        self._offer("objectives", "Objectives that go over", unfinished.objectives, unfinished.open_objectives)
        if unfinished.actions:
            self.fields["actions_go"] = _actions_go(len(unfinished.actions), runs_until)
        self._offer("actions", "Open actions that go over, if any do", unfinished.actions, set(unfinished.actions))

    def _offer(self, name: str, label: str, rows: dict[int, str], ticked: set[int], hint: str = "") -> None:
        """Boxes; what is not finished is ticked at first."""
        if rows:
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=label,
                choices=list(rows.items()),
                coerce=int,
                required=False,
                help_text=hint,
                widget=forms.CheckboxSelectMultiple,
                initial=sorted(ticked),
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.pop("actions_go", STAY) == STAY:
            data["actions"] = []
        taken = set(data.get("priorities", ()))
        for name in ("objectives", "actions"):
            data[name] = self.unfinished.going_with(taken, name, data.get(name, ()))
        return data


class NextPlanForm(TakeOverForm):
    """The plan that follows, and what of the present one goes over."""

    title = forms.CharField(
        label="What the next plan is called", max_length=500, error_messages={"required": "Type what it is called"}
    )
    code = forms.CharField(
        label="Code",
        help_text="A short name without spaces, such as BP-2027-30",
        max_length=300,
        error_messages={"required": "Type its code"},
    )
    starts_on = UKDateField(label="From", error_messages={"required": "Type the day on which it starts"})
    ends_on = UKDateField(label="To", error_messages={"required": "Type the day on which it ends"})

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Record.objects.filter(kind=BusinessPlan.record_kind, key=code.casefold()).exists():
            raise forms.ValidationError("There is a plan with this code. Choose another one")
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", ENDS_BEFORE)
        return data


def _actions_go(count: int, runs_until: date) -> forms.ChoiceField:
    """Whether actions go over; at first they stay as long as the plan runs in which they were agreed."""
    running = runs_until >= timezone.localdate()
    until = f"This plan runs until {date_words(runs_until)}. " if running else ""
    return forms.ChoiceField(
        label="What happens to the open action?" if count == 1 else f"What happens to the {count:,} open actions?",
        help_text=f"{until}What stays can be taken over later: come back to this page.",
        choices=[(STAY, "They stay in this plan for now"), (GO, "Those ticked below go over today")],
        widget=forms.RadioSelect,
        initial=STAY if running else GO,
        error_messages={"required": "Choose whether open actions stay or go over"},
    )


def _with_reference(row: Priority | Indicator) -> str:
    return row.reference if guarded_class(row) else f"{row.reference} {row.title}"
