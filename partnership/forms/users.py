"""Accounts and roles, as a person types them. Each role asks for what it is given for, and nothing else."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from partnership.enums import Role
from partnership.forms.accounts import NOT_AN_EMAIL
from partnership.forms.bodies import PersonField
from partnership.forms.choices import OneRowField
from partnership.forms.identifying import AsksAboutNames
from partnership.models import Agency, Board, Group, Person, Record, RoleGrant, User
from partnership.principals import PUBLIC_REPORT, Principal
from partnership.registers.fields import UKDateField
from partnership.registers.forms import NamedField
from partnership.roles import GIVEN

#: History keeps as much of a reason.
LONGEST_REASON = 100
NO_RECORD = "There is no record of this reference that you may see. Look at its page and copy the reference"


class ChooseRoleForm(forms.Form):
    """The first question of an invitation: which role."""

    role = forms.ChoiceField(
        label="What will they do?",
        widget=forms.RadioSelect,
        choices=[(role, Role(role).label) for role in GIVEN],
        error_messages={"required": "Choose a role", "invalid_choice": "Choose a role from the list"},
    )


class RecordField(forms.CharField):
    """A record by its reference, among those that the person may see."""

    principal: Principal

    def __init__(self) -> None:
        super().__init__(
            label="Reference of the record",
            help_text="As it stands on its page, such as CSPR-2026-03",
            error_messages={"required": "Type the reference of the record"},
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
        )

    def clean(self, value: Any) -> Record:
        reference = super().clean(value)
        found = list(Record.objects.visible_to(self.principal).filter(reference__iexact=reference)[:2])
        if not found:
            raise forms.ValidationError(NO_RECORD)
        if len(found) > 1:
            raise forms.ValidationError("More than one record has this reference. Give one of them another first")
        return found[0]


class SpanForm(forms.Form):
    """From when to when, and why."""

    starts_on = UKDateField(label="First day", error_messages={"required": "Type the day from which it counts"})
    ends_on = UKDateField(
        label="Last day (if it ends)",
        required=False,
        help_text="12 months is usual. One without an end comes up in each quarter's check",
    )
    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="For whoever checks roles later, such as “Took over from Priya Nair”",
        error_messages={"required": "Say why, in one sentence"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day comes before the first. Change one of them")
        return cleaned


class RoleForm(SpanForm):
    """A role with what it is given for."""

    agency = NamedField(
        queryset=Agency.objects.filter(replaced_by=None),
        label="Agency",
        empty_label="Choose",
        error_messages={"required": "Choose the agency", "invalid_choice": "Choose an agency from the list"},
    )
    group = NamedField(
        queryset=Group.objects.all(),
        label="Group",
        empty_label="Choose",
        error_messages={"required": "Choose the group", "invalid_choice": "Choose a group from the list"},
    )
    record = RecordField()
    board = NamedField(
        queryset=Board.objects.all(),
        label="Partnership",
        required=False,
        empty_label="All partnerships",
        error_messages={"invalid_choice": "Choose a partnership from the list"},
    )

    field_order = ["name", "email", "person", "agency", "group", "record", "board", "starts_on", "ends_on", "reason"]

    def __init__(self, *args: Any, role: str, principal: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = GIVEN[role]
        asked = {given.needs, "board" if given.by_board else ""}
        for name in ("agency", "group", "record", "board"):
            if name not in asked:
                del self.fields[name]
        scope_fields(self, principal)

    @property
    def grant(self) -> dict[str, Any]:
        """What `services.grants.give_role` takes besides the person and the role."""
        names = ("agency", "group", "record", "board", "starts_on", "ends_on", "reason")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class AccountForm(forms.Form):
    """Who somebody is."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Type their name"})
    email = forms.EmailField(
        label="Work e-mail address",
        help_text="Whoever reads mail at this address can choose the password",
        error_messages={"required": "Type their e-mail address", "invalid": NOT_AN_EMAIL},
    )
    person = PersonField(
        queryset=Person.objects.none(),
        required=False,
        label="Who they are in the directory (if they are in it)",
        empty_label="Not in the directory",
        help_text="Their seats then end with their account",
        error_messages={"invalid_choice": "Choose somebody from the list who has no account"},
    )

    #: Whose account it is; nobody's yet in an invitation.
    user: User | None = None

    def offer_people(self, principal: Principal) -> None:
        """Offer the people who have no account, and who this one is."""
        people: Any = self.fields["person"]
        free = Q(user=None) | Q(user=self.user) if self.user else Q(user=None)
        people.queryset = Person.objects.visible_to(principal).select_related("agency").filter(free)

    def clean_email(self) -> str:
        """One account an address."""
        address: str = self.cleaned_data["email"]
        taken = User.objects.filter(email=address.casefold()).first()
        if taken and taken != self.user:
            raise forms.ValidationError(f"{taken.name} has an account with this address. Look under Users and roles")
        return address


class ChangeAccountForm(AccountForm):
    """Somebody's name, address and place in the directory, corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, principal: Principal, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.offer_people(principal)


class InviteForm(RoleForm, AccountForm):
    """A new account with its first role."""

    def __init__(self, *args: Any, role: str, principal: Principal, **kwargs: Any) -> None:
        super().__init__(*args, role=role, principal=principal, **kwargs)
        self.offer_people(principal)


class NameOnRecordForm(SpanForm):
    """A record that somebody is named on in addition to a role that they hold."""

    held = OneRowField(
        queryset=RoleGrant.objects.none(),
        label="Their role",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose the role", "invalid_choice": "Choose one of their roles"},
    )
    record = RecordField()

    field_order = ["held", "record", "starts_on", "ends_on", "reason"]

    def __init__(self, *args: Any, held: Any, principal: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: Any = self.fields["held"]
        roles.queryset = held
        roles.label_from_instance = lambda grant: grant.get_role_display()
        scope_fields(self, principal)


class EndGrantForm(AsksAboutNames):
    """The last day of a role, and why."""

    last_day = UKDateField(
        label="Last day",
        help_text="It counts until the end of this day. Yesterday's date ends it at once",
        error_messages={"required": "Type the last day on which it counts"},
    )
    reason = forms.CharField(
        label="Why", max_length=LONGEST_REASON, error_messages={"required": "Say why, in one sentence"}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """That a grant is still right as it was read, and which view and page of the list it was read on."""

    version = forms.IntegerField()
    show = forms.ChoiceField(choices=[("due", "due"), ("all", "all")], required=False)
    page = forms.IntegerField(required=False, min_value=1)


class ChangeEndForm(EndGrantForm):
    """Another last day, or none."""

    last_day = UKDateField(label="Last day (if it ends)", required=False, help_text="12 months from today is usual")


def scope_fields(form: forms.Form, principal: Principal) -> None:
    """Let a form offer what the person may see, and the bodies that any annual report names.

    The technical administrator reads no records, and yet has to say for which agency somebody speaks.
    """
    for field in form.fields.values():
        if isinstance(field, NamedField) and not isinstance(field, PersonField):
            rows: Any = field.queryset
            field.queryset = rows.visible_to(principal) | rows.visible_to(PUBLIC_REPORT)
        if isinstance(field, RecordField):
            field.principal = principal


def in_a_year(today: date) -> date:
    """The day before the same day next year."""
    try:
        return today.replace(year=today.year + 1) - date.resolution
    except ValueError:  # the 29th of February
        return today.replace(year=today.year + 1, day=28)
