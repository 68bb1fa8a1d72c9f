"""The demonstration: loaded whole, loaded again, and never beside real accounts."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import (
    Attachment,
    Comment,
    DueDateRequest,
    FundingShare,
    Meeting,
    QuarterlyHighlight,
    RoleGrant,
    StandingItem,
    User,
)
from partnership.services import demo
from partnership.services.demo import USERS, DemoUser, load_demo
from reviews.services.statute import load_statute
from tests.clients import client_of
from tests.factories.partnership import UserFactory

pytestmark = pytest.mark.django_db
NOT_INTERNAL = {Role.PUBLIC, Role.PUBLIC_REPORT, Role.PRACTITIONER}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path, db: None) -> None:
    settings.VAR_DIR = tmp_path
    load_statute()  # as every portal has it by its migrations


@pytest.mark.slow
def test_demonstration_loads_with_a_user_for_each_role_and_loads_again() -> None:
    out = StringIO()
    call_command("load_demo", password="the first of them", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()[1:]] == [user.email for user in USERS]
    assert set(RoleGrant.objects.values_list("role", flat=True)) == set(Role) - NOT_INTERNAL
    assert {client_of(user).get("/").status_code for user in User.objects.all()} == {200}
    kept_here = (StandingItem, QuarterlyHighlight, FundingShare, DueDateRequest, Attachment, Comment)
    assert [model.objects.exists() for model in kept_here] == [True] * len(kept_here)
    before = [model.objects.count() for model in (Meeting, RoleGrant, User, *kept_here)]
    password = load_demo()
    assert [model.objects.count() for model in (Meeting, RoleGrant, User, *kept_here)] == before
    assert [user.check_password(password) for user in User.objects.all()] == [True] * len(USERS)
    chair = User.objects.get(name="Helen Strand")
    assert chair.person.name == "Helen Strand"


def test_portal_with_real_accounts_keeps_the_demonstration_out() -> None:
    UserFactory(email="head@county.example.org")
    with pytest.raises(DomainError, match="has real accounts"):
        load_demo()
    assert User.objects.count() == 1


def test_wrong_workbook_leaves_no_user_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def nonsense(out: Path, today: date) -> None:
        book = Workbook()
        book.active.title = "nonsense"
        book.save(out)

    monkeypatch.setattr(demo, "build", nonsense)
    with pytest.raises(DomainError, match="workbook has errors, first: workbook!1 file: found no sheet"):
        load_demo()
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Ruth Adeyemi", "ruth.adeyemi@northvale.example.org"),
        ("Dr Asha Menon", "asha.menon@northvale.example.org"),
        ("DCI Paul Harker", "paul.harker@northvale.example.org"),
    ],
)
def test_address_of_a_demonstration_user(name: str, email: str) -> None:
    assert DemoUser(name, Role.TRAINER).email == email
