"""Boards, agencies, people, groups, seats and who holds them, as a person types them."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from partnership.forms.choices import OneRowField, SomeRowsField
from partnership.models import Agency, Board, Group, Person, Seat
from partnership.models.fields import ONE_LINE
from partnership.principals import Principal
from partnership.registers.fields import UKDateField
from partnership.registers.forms import NamedField, RegisterForm

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_CODE = "A short code by which files and other systems know it, such as {}"


class BoardForm(RegisterForm):
    year_start_month = forms.TypedChoiceField(
        label="First month of its year", choices=list(enumerate(_MONTHS, start=1)), coerce=int, initial=4
    )

    class Meta(RegisterForm.Meta):
        model = Board
        fields = [
            "code", "name", "kind", "area", "year_start_month", "legal_basis", "vision", "strategic_aims", "website",
            "email", "phone",
        ]  # fmt: skip
        labels = {"email": "E-mail address", "area": "Area that it serves", "website": "Website"}
        help_texts = {
            "code": _CODE.format("NSCP"),
            "legal_basis": "Statute and guidance that it works under. Annual reports print it",
            "strategic_aims": "One a line, in their order",
        }


class AgencyForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = Agency
        fields = ["code", "name", "category", "statutory_partner", "active_from", "active_to", "replaced_by"]
        labels = {
            "category": "Kind",
            "statutory_partner": "Is it a statutory safeguarding partner?",
            "active_from": "From",
            "active_to": "To",
        }
        help_texts = {
            "code": _CODE.format("ICB"),
            "name": "As reports print it",
            "replaced_by": "To move its open actions, seats and people too, use “Merge or replace agencies”",
        }

    def clean_replaced_by(self) -> Agency | None:
        """Whoever replaced an agency cannot have been replaced by it in turn."""
        following = found = self.cleaned_data["replaced_by"]
        while following:
            if following.pk == self.instance.pk:
                raise forms.ValidationError("It was itself replaced by this agency. Choose another")
            following = following.replaced_by
        return found


class PersonForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = Person
        fields = ["name", "agency"]


class GroupForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = Group
        fields = [
            "reference", "title", "group_kind", "boards", "parent", "also_reports_to", "purpose", "meetings_per_year",
            "starts_on", "ends_on",
        ]  # fmt: skip
        labels = {
            "reference": "Code",
            "title": "Name",
            "group_kind": "Kind",
            "boards": "Partnership",
            "parent": "Reports to",
            "meetings_per_year": "Meetings a year",
            "starts_on": "From",
            "ends_on": "To",
        }
        help_texts = {
            "reference": _CODE.format("LEARN"),
            "also_reports_to": "Bodies outside the partnership, such as the community safety partnership",
            "ends_on": "For a group that is set up for a time",
        }

    def clean_parent(self) -> Group | None:
        """No group stands above itself."""
        above = found = self.cleaned_data["parent"]
        while above:
            if above.pk == self.instance.pk:
                raise forms.ValidationError("This group reports to the one that you change. Choose another")
            above = above.parent
        return found


class SeatForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = Seat
        fields = ["group", "label", "agency", "role", "job_title", "starts_on", "ends_on"]
        labels = {"label": "Name of the seat", "starts_on": "From", "ends_on": "To"}
        help_texts = {
            "label": "As attendance is printed, such as Constabulary or Lay member",
            "agency": "None for an independent chair or a lay member",
        }


class PersonField(NamedField):
    """Tells people of one name apart by their agencies."""

    def label_from_instance(self, person: Person) -> str:
        return f"{person.name}, {person.agency.name}" if person.agency else person.name


class TenureForm(forms.Form):
    """Who holds a seat, from when, and to when if it is over. Somebody new is added to the directory."""

    person = PersonField(
        queryset=Person.objects.none(),
        required=False,
        label="Who",
        empty_label="Somebody new",
        error_messages={"invalid_choice": "Choose somebody from the list"},
    )
    name = forms.CharField(
        required=False,
        max_length=ONE_LINE,
        label="Name of somebody new (if not in the list)",
        help_text="They are added to the directory, under the seat's agency",
    )
    starts_on = UKDateField(label="First day", error_messages={"required": "Type the day on which they began"})
    ends_on = UKDateField(label="Last day (if it is over)", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, principal: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = Person.objects.visible_to(principal).select_related("agency")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("person") and not cleaned.get("name") and "person" not in self.errors:
            self.add_error("person", "Choose who holds the seat, or type a name")
        if cleaned.get("person") and cleaned.get("name"):
            self.add_error("name", "You chose somebody from the list. Take away one of the two")
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day comes before the first. Change one of them")
        return cleaned


class MergerForm(forms.Form):
    """Which agencies end, which one follows, from when, and what moves."""

    old = SomeRowsField(
        queryset=Agency.objects.none(),
        label="Agencies that end",
        help_text="One that is replaced, or all that merge",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency that ends"},
    )
    new = OneRowField(
        queryset=Agency.objects.none(),
        required=False,
        label="Agency that follows",
        empty_label="A new one, described below",
        error_messages={"invalid_choice": "Choose an agency from the list"},
    )
    name = forms.CharField(
        required=False, max_length=ONE_LINE, label="Name of the new agency (if it is not in the list)"
    )
    code = forms.CharField(required=False, max_length=40, label="Code of the new agency", help_text=_CODE.format("ICB"))
    category = forms.ChoiceField(
        required=False,
        label="Kind of the new agency",
        choices=[("", "Choose"), *Agency._meta.get_field("category").flatchoices],
    )
    statutory_partner = forms.BooleanField(required=False, label="The new agency is a statutory safeguarding partner")
    on = UKDateField(
        label="First day of the agency that follows",
        help_text="Record it on the day or after it; today at the latest",
        error_messages={"required": "Type the day from which it follows"},
    )
    actions = forms.BooleanField(required=False, initial=True, label="Open actions and open risks move to it")
    seats = forms.BooleanField(
        required=False,
        initial=True,
        label="Seats on groups end the day before, and seats of its own follow them",
    )
    people = forms.BooleanField(
        required=False, initial=True, label="People move to it; who held a seat holds the one that follows"
    )
    grants = forms.BooleanField(required=False, initial=True, label="Representatives with an account speak for it")

    def __init__(self, *args: Any, principal: Principal, gives_roles: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        changeable = Agency.objects.visible_to(principal, "change")
        old, new = self.fields["old"], self.fields["new"]
        old.queryset = changeable.filter(replaced_by=None)  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        new.queryset = changeable.filter(replaced_by=None)  # type: ignore[attr-defined]  # a ModelChoiceField
        if not gives_roles:
            del self.fields["grants"]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(
                "Type today's date or an earlier one. A merger is recorded once it has happened"
            )
        return on

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if code and Agency.objects.filter(code_key=code.casefold()).exists():
            raise forms.ValidationError("There is an agency with this code. Choose it from the list, or another code")
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        described = [name for name in ("name", "code", "category") if cleaned.get(name)]
        if cleaned.get("new"):
            if described or cleaned.get("statutory_partner"):
                self.add_error("name", "You chose an agency from the list. Leave the new one blank, or take that away")
            return cleaned
        for name in ("name", "code", "category"):
            if name not in described and name not in self.errors:
                self.add_error(name, f"{_MISSING[name]}, or choose an agency from the list")
        return cleaned

    @property
    def successor(self) -> Agency | dict[str, Any]:
        """A stored agency, or the values of a new one."""
        cleaned = self.cleaned_data
        if cleaned["new"]:
            found: Agency = cleaned["new"]
            return found
        return {name: cleaned[name] for name in ("name", "code", "category", "statutory_partner")}


_MISSING = {name: f"{verb} the {name if name != 'category' else 'kind'} of the new agency" for name, verb in (
    ("name", "Type"), ("code", "Type"), ("category", "Choose")
)}  # fmt: skip
