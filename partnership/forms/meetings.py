"""Forms of meetings: the meeting, a series, the agenda, attendance, minutes, and what is raised in an item."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from partnership import models
from partnership.enums import AttendanceStatus, MeetingStatus
from partnership.forms.choices import SomeRowsField
from partnership.forms.identifying import AsksAboutNames, names_box
from partnership.models.fields import ONE_LINE
from partnership.principals import Principal
from partnership.registers.fields import UKDateField, UKTimeField
from partnership.registers.forms import NamedField, RegisterForm
from partnership.selectors.directory import names_in_directory
from partnership.selectors.meetings import MONTHLY, names_at

MOST_MEETINGS = 60
#: What a minute taker writes under an item.
TEXTS = ("minute", "decision", "public_summary")
_NAMES_NOBODY = "Do not name a child, or anything that would identify one."


class TimesMixin(forms.Form):
    """A meeting ends after it begins."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "Type a time after the start")
        return cleaned


class MeetingForm(TimesMixin, RegisterForm):
    not_watched = ("guests",)

    class Meta(RegisterForm.Meta):
        model = models.Meeting
        fields = ["group", "held_on", "starts_at", "ends_at", "venue", "title", "guests", "status"]
        labels = {
            "held_on": "Date",
            "venue": "Place",
            "title": "Name of its own",
            "guests": "Guests",
        }
        help_texts = {
            "title": "Leave empty and the meeting is called by its group and date",
            "guests": "Others who came or are invited, one a line",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["status"] = MeetingStatus.PLANNED
        self.fields["title"].required = False
        self.fields["title"].label = "Name of its own (if any)"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        held_on = cleaned.get("held_on")
        if cleaned.get("status") == MeetingStatus.HELD and held_on and held_on > timezone.localdate():
            self.add_error("status", "This day has not come. Choose planned, or another date")
        return cleaned


class SeriesForm(TimesMixin):
    """Several meetings of a group at once."""

    group = NamedField(queryset=models.Group.objects.none(), label="Group")
    first = UKDateField(label="First date")
    every = forms.ChoiceField(
        label="How often",
        choices=[
            ("1", "Every week"),
            ("2", "Every 2 weeks"),
            ("4", "Every 4 weeks"),
            ("6", "Every 6 weeks"),
            ("8", "Every 8 weeks"),
            ("12", "Every 12 weeks"),
            ("13", "Every 13 weeks"),
            (MONTHLY, "Every month, on the same weekday of the month"),
        ],
    )
    count = forms.IntegerField(
        label="How many meetings",
        min_value=1,
        max_value=MOST_MEETINGS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "required": "Type how many meetings to make",
            "invalid": f"Type a number from 1 to {MOST_MEETINGS}",
            "min_value": f"Type a number from 1 to {MOST_MEETINGS}",
            "max_value": f"Type a number from 1 to {MOST_MEETINGS}",
        },
    )
    starts_at = UKTimeField(label="Starts at (if known)", required=False)
    ends_at = UKTimeField(label="Ends at (if known)", required=False)
    venue = forms.CharField(label="Place (if known)", required=False, max_length=ONE_LINE)

    def __init__(self, *args: Any, principal: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group: Any = self.fields["group"]
        group.queryset = models.Group.objects.visible_to(principal).order_by("title")
        group.error_messages["required"] = "Choose the group"
        self.fields["first"].error_messages["required"] = "Type a date for “First date”"

    def values(self) -> dict[str, Any]:
        """What all meetings of the series have in common."""
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "venue")}


class AgendaItemForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = models.AgendaItem
        fields = ["title", "presenter", "matters_arising", "confidential"]
        labels = {
            "presenter": "Led by",
            "matters_arising": "Shows the group’s open actions",
            "confidential": "This item is confidential",
        }
        help_texts = {
            "confidential": "It is left out of the minutes that go beyond those who may see it",
        }


class StandingItemForm(forms.Form):
    """One line of a group's agenda template; a line that is left empty counts for nothing."""

    number = forms.IntegerField(
        label="Number",
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Type a number from 1 to 999"),
    )
    title = forms.CharField(label="Title", max_length=500, required=False)
    matters_arising = forms.BooleanField(label="Open actions", required=False)
    confidential = forms.BooleanField(label="Confidential", required=False)
    remove = forms.BooleanField(label="Take out", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_changed() and not cleaned.get("remove"):
            if not cleaned.get("title"):
                self.add_error("title", "Type the title, or tick “Take out”" if self.initial else "Type the title")
            if not cleaned.get("number") and "number" not in self.errors:
                self.add_error("number", "Type the number at which it stands")
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("number", "title", "matters_arising", "confidential")}


class SeatForm(forms.Form):
    """How one seat was filled. What it said when the page was loaded travels along: only what was changed is saved."""

    status = forms.ChoiceField(
        choices=AttendanceStatus.choices, widget=forms.RadioSelect, required=False, show_hidden_initial=True
    )
    deputy = forms.CharField(max_length=ONE_LINE, required=False, show_hidden_initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = cleaned.get("deputy") and "deputy" in self.changed_data
        if named and cleaned.get("status") != AttendanceStatus.DEPUTY:
            self.add_error("deputy", f"Choose D if {cleaned['deputy']} came as deputy, or take the name out")
        return cleaned

    @property
    def touched(self) -> bool:
        return bool({"status", "deputy"} & set(self.changed_data))


class MinuteForm(AsksAboutNames):
    """What is written under an item. Its box is always there, since a script shows it while somebody types."""

    minute = forms.CharField(
        label="Minute",
        help_text=f"Write what was said and why it matters. {_NAMES_NOBODY}",
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
    )
    decision = forms.CharField(
        label="Decision",
        help_text="Leave empty if nothing was decided.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    public_summary = forms.CharField(
        label="Summary for everybody",
        help_text="What a newsletter or the annual report may print. Leave empty if nothing.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    names_checked = names_box(AsksAboutNames.checked)

    def __init__(self, data: Any = None, *, item: models.AgendaItem, principal: Principal) -> None:
        stored = {name: getattr(item, name) for name in (*TEXTS, "version")}
        super().__init__(data, initial=stored, principal=principal)
        self.item = item

    def known_names(self) -> Collection[str]:
        """The directory, and who came to the meeting without being in it."""
        return names_in_directory(self.principal) | names_at(self.item)

    def texts(self) -> dict[str, str]:
        """Line ends as they are stored, so that a text that nobody changed equals itself."""
        return {
            name: self.cleaned_data[name].replace("\r\n", "\n") for name in ("minute", "decision", "public_summary")
        }


class RaiseForm(RegisterForm):
    """A small form under an item. `asked` words what is missing where the label makes no sentence."""

    asked: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.asked.items():
            self.fields[name].error_messages["required"] = words
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField) and not field.widget.is_hidden:
                field.widget.attrs["class"] = "govuk-input--width-2"


class RaiseActionForm(RaiseForm):
    asked = {"title": "Type what will be done"}

    class Meta(RegisterForm.Meta):
        model = models.Action
        fields = ["title", "owner", "agency", "due_on"]
        labels = {"title": "What will be done", "owner": "Who will do it", "due_on": "By when"}


class RaiseChallengeForm(RaiseForm):
    asked = {"challenge": "Type what is challenged"}

    class Meta(RegisterForm.Meta):
        model = models.Challenge
        fields = ["challenge", "agencies", "responsible"]
        labels = {"challenge": "What is challenged", "agencies": "Agencies", "responsible": "Who answers"}


class RaiseRiskForm(RaiseForm):
    asked = {"title": "Type what could happen"}

    class Meta(RegisterForm.Meta):
        model = models.Risk
        fields = ["title", "likelihood", "impact"]
        labels = {"title": "What could happen", "likelihood": "Likelihood", "impact": "Impact"}
        help_texts = {"likelihood": "1 is rare, 5 is almost certain", "impact": "1 is slight, 5 is severe"}


class CarryForm(forms.Form):
    """Items that go to a later meeting."""

    to = NamedField(queryset=models.Meeting.objects.none(), label="To which meeting", empty_label=None)
    items = SomeRowsField(
        queryset=models.AgendaItem.objects.none(),
        label="Items",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one item"},
    )

    def __init__(self, *args: Any, meetings: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        chosen: Any = self.fields["items"]
        to.queryset, chosen.queryset = meetings, items
