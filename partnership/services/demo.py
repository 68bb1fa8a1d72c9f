"""The demonstration partnership: Northvale's workbook, and a user for each role."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from demo.kept_here import add_what_is_kept_here
from demo.workbook import build
from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Agency, Group, Person, Record, RoleGrant, User
from partnership.services.workbook import import_workbook


@dataclass(frozen=True)
class DemoUser:
    """Somebody of Northvale, with what the role is for: an agency or group by code, a record by reference."""

    name: str
    role: Role
    agency: str = ""
    group: str = ""
    record: str = ""

    @property
    def email(self) -> str:
        first, last = self.name.lower().split()[-2:]
        return f"{first}.{last}@northvale.example.org"


USERS = (
    DemoUser("Ruth Adeyemi", Role.BUSINESS_MANAGER),
    DemoUser("Tom Pickering", Role.SUPPORT_OFFICER),
    DemoUser("Dr Margaret Oyelaran", Role.SCRUTINEER),
    DemoUser("Helen Strand", Role.GROUP_CHAIR, group="LEARN"),
    DemoUser("Priya Nair", Role.AGENCY_REPRESENTATIVE, agency="ICB"),
    DemoUser("DCI Paul Harker", Role.AGENCY_REPRESENTATIVE, agency="POL"),
    DemoUser("Alison Price", Role.AGENCY_REPRESENTATIVE, agency="EDU"),
    DemoUser("Nadia Cole", Role.TRAINING_COORDINATOR),
    DemoUser("Grace Whitlow", Role.TRAINER),
    DemoUser("Dr Colin Ferris", Role.REVIEWER, record="NV-2026-02"),
    DemoUser("Anil Desai", Role.AUDITOR, record="AUD-2026-02"),
    DemoUser("Frances Moor", Role.GOVERNANCE_LEAD),
    DemoUser("Sam Trent", Role.TECHNICAL_ADMIN),
)


def load_demo(*, password: str | None = None) -> str:
    """Import Northvale's workbook and create its users; gives the password that they all share.

    Loading again brings the records up to date and gives the users a new password. DomainError where the portal holds
    accounts that are not the demonstration's: a password that stands on a screen must never open real records.
    """
    emails = {user.email for user in USERS}
    if User.objects.exclude(email__in=emails).exists():
        raise DomainError("This portal has real accounts. Load the demonstration into an empty one.")
    workbook = settings.VAR_DIR / "northvale.xlsx"
    workbook.parent.mkdir(parents=True, exist_ok=True)
    build(workbook, timezone.localdate())
    with transaction.atomic():
        _import(workbook)
        password = password or secrets.token_urlsafe(9)
        _create(USERS, password)
        people = {user.name: user for user in User.objects.all()}
        add_what_is_kept_here(people, timezone.localdate())
    return password


def _import(workbook: Path) -> None:
    with workbook.open("rb") as file:
        result = import_workbook(file=file, by=None)
    if not result.is_sound:
        raise DomainError(f"The demonstration's workbook has errors, first: {result.problems[0]}")


def _create(users: Iterable[DemoUser], password: str) -> None:
    today = timezone.localdate()
    for demo in users:
        user, _ = User.objects.get_or_create(email=demo.email, defaults={"name": demo.name})
        user.set_password(password)
        user.save()
        RoleGrant.objects.get_or_create(
            user=user,
            role=demo.role,
            agency=Agency.objects.filter(code=demo.agency).first(),
            group=Group.objects.filter(reference=demo.group).first(),
            record=Record.objects.filter(reference=demo.record).first() if demo.record else None,
            defaults={"starts_on": today, "ends_on": today + timedelta(days=365), "reason": "Demonstration"},
        )
        _link(user)


def _link(user: User) -> None:
    """The person who holds the demonstration user's seats is that user."""
    person = Person.objects.filter(name_key=user.name.casefold(), user=None).first()
    if person and not hasattr(user, "person"):
        person.user = user
        person.save()
