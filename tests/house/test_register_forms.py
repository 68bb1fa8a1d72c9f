"""Rules that hold for every register whose rows are written in the browser."""

import pytest
from django.test import Client

from partnership import registry
from partnership.enums import Role
from partnership.models.maintained import Maintained
from partnership.registers import Register
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory
from tests.house.posting import changed, posted
from tests.house.rows import OPEN_TO_AGENCIES, make, name_managers

pytestmark = pytest.mark.django_db
REGISTERS = [register for register in registry.registers() if register.form]
each_register = pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.noun)


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def live(register: Register) -> set[int]:
    return set(register.model._default_manager.filter(archived_at=None).values_list("pk", flat=True))


@each_register
def test_the_form_of_a_new_row_opens_and_says_what_is_missing(register: Register, manager: Client) -> None:
    name_managers(register.subject, "create")
    address = register.address("create")
    assert manager.get(address).status_code == 200
    page = manager.post(address, {})
    assert page.status_code == 200
    assert "Error: Add" in page.content.decode()
    assert page.context["form"].errors


@each_register
def test_a_form_that_nobody_touched_changes_nothing_but_the_version(register: Register, manager: Client) -> None:
    row = make(register.model)
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    assert changed(manager, register, row.pk).status_code == 302
    row = register.model._default_manager.get(pk=row.pk)
    after = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    assert after.pop("version") == before.pop("version") + 1
    moved = {name for name in after if after[name] != before[name]} - {"changed_at", "key", "reference", "search_text"}
    assert moved <= {"title"}  # some kinds make their title of what they are about


@each_register
def test_the_second_of_two_editors_is_told_and_nothing_is_stored(register: Register, manager: Client) -> None:
    row = make(register.model)
    address = register.address("change", row.pk)
    first = posted(manager.get(address).context["form"])
    assert manager.post(address, first).status_code == 302
    response = manager.post(address, first)
    assert response.status_code == 409
    assert "Your text is safe" in response.content.decode()


@each_register
def test_a_row_is_archived_with_a_reason_and_brought_back(register: Register, manager: Client) -> None:
    if not issubclass(register.model, Maintained):
        pytest.skip("kept as long as what it belongs to")
    row = make(register.model)
    address = register.address("archive", row.pk)
    assert manager.post(address, {"reason": ""}).status_code == 200
    assert live(register) >= {row.pk}
    assert manager.post(address, {"reason": "Entered twice"}).status_code == 302
    page = manager.get(registry.url_of(row))
    assert ("Entered twice" in page.content.decode(), row.pk in live(register)) == (True, False)
    assert manager.post(register.address("restore", row.pk)).status_code == 302
    assert row.pk in live(register)


@each_register
def test_what_is_archived_is_nowhere_for_those_who_cannot_bring_it_back(register: Register, manager: Client) -> None:
    if not issubclass(register.model, Maintained):
        pytest.skip("kept as long as what it belongs to")
    row = make(register.model)
    manager.post(register.address("archive", row.pk), {"reason": "Entered twice"})
    scrutineer = client_of(user_with(Role.SCRUTINEER))
    assert scrutineer.get(registry.url_of(row)).status_code == 404
    listed = manager.get(register.list_url + "?status=&state=").content.decode()
    assert f'href="{registry.url_of(row)}"' not in listed


@each_register
def test_another_agency_writes_nothing(register: Register, client: Client) -> None:
    row = make(register.model)
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    refused = 403 if register.subject in OPEN_TO_AGENCIES else 404
    for what in ("change", "archive"):
        assert client.get(register.address(what, row.pk)).status_code == refused, what
        assert client.post(register.address(what, row.pk), {"reason": "x"}).status_code == refused, what
    assert client.post(register.address("restore", row.pk)).status_code == 404


@each_register
def test_a_change_stands_in_the_history_with_its_person(register: Register, manager: Client) -> None:
    row = make(register.model)
    changed(manager, register, row.pk)
    newest = register.model._default_manager.get(pk=row.pk).history.first()
    assert newest.history_user_id == int(manager.session["_auth_user_id"])
