"""Rules that hold for every register, generated from the registry."""

import re
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.models import ReadEntry, Record
from partnership.policy import allows
from partnership.principals import Grant, Principal
from partnership.registers import Register
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, RoleGrantFactory
from tests.house.rows import MAKERS, OPEN_TO_AGENCIES, make, name_managers

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
NEVER_ISSUED = 999_999_999
REGISTERS = registry.registers()
RECORD_REGISTERS = [one for one in REGISTERS if issubclass(one.model, Record)]
each_register = pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.noun)
each_record_register = pytest.mark.parametrize("register", RECORD_REGISTERS, ids=lambda one: one.noun)


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def body(response: Any) -> str:
    """The page without its one-time values: the form's token, and the code of a page that was not found."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|NF-[A-Z2-7]{4}', "", response.content.decode())


def classed(row: Any, visibility: Visibility) -> Any:
    row.title = "CANARY of a title"
    row.visibility = visibility
    row.save()
    return row


def queries_of(client: Client, register: Register) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(register.list_url + "?words=&status=&state=").status_code == 200
    return len(captured)


def test_every_register_has_a_row_to_test_with() -> None:
    assert {register.model for register in REGISTERS} == set(MAKERS)


def test_every_kind_of_record_has_a_register() -> None:
    assert {register.model for register in RECORD_REGISTERS} == set(Record.__subclasses__())


@each_register
def test_list_and_page_open(register: Register, manager: Client) -> None:
    row = make(register.model)
    listed = manager.get(register.list_url + "?status=&state=")
    assert (listed.status_code, manager.get(registry.url_of(row)).status_code) == (200, 200)
    assert f'href="{registry.url_of(row)}"' in body(listed)


@each_register
def test_a_list_without_rows_says_what_it_is_for(register: Register, manager: Client) -> None:
    name_managers(register.subject)
    response = manager.get(register.list_url)
    assert response.status_code == 200
    assert f"No {register.plural}" in body(response)


@each_register
def test_a_list_costs_the_same_at_one_three_and_thirty_rows(register: Register, manager: Client) -> None:
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            make(register.model)
        counts.append(queries_of(manager, register))
    assert counts == [counts[0]] * 3
    assert counts[0] <= MOST_QUERIES


@pytest.mark.slow
@pytest.mark.once
@each_register
def test_a_list_of_three_hundred_rows_costs_what_one_of_one_costs(register: Register) -> None:
    """As somebody who is not the business manager, wherever the kind is open to others."""
    roles = (Role.SUPPORT_OFFICER, Role.BUSINESS_MANAGER)
    may = (role for role in roles if allows(Principal(grants=(Grant(role),)), "view", register.subject))
    role = next(may, Role.BUSINESS_MANAGER)  # what is for named people alone names the manager, row by row
    client = client_of(user_with(role))
    counts = []
    for more in (1, 2, 297):
        for _ in range(more):
            make(register.model)
        counts.append(queries_of(client, register))
    assert counts == [counts[0]] * 3
    assert counts[0] <= MOST_QUERIES


@each_register
def test_lists_have_six_columns_at_most_and_sort_by_each(register: Register, manager: Client) -> None:
    make(register.model)
    columns = list(register.table.base_columns.items())
    assert len(columns) - len(register.table.extra) <= 6
    for name, column in columns:
        if column.orderable is not False and name not in register.table.extra:
            response = manager.get(register.list_url, {"sort": f"-{name}", "status": "", "state": ""})
            assert 'aria-sort="descending"' in body(response)


@each_register
def test_another_agency_finds_nothing(register: Register, client: Client) -> None:
    row = make(register.model)
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    expected = 200 if register.subject in OPEN_TO_AGENCIES else 404
    assert client.get(registry.url_of(row)).status_code == expected


@each_register
def test_what_is_forbidden_looks_like_what_never_was(register: Register, client: Client) -> None:
    row = make(register.model)
    client.force_login(user_with(Role.TECHNICAL_ADMIN))
    forbidden = client.get(registry.url_of(row))
    missing = client.get(reverse(register.detail_name, args=[NEVER_ISSUED]))
    assert (forbidden.status_code, missing.status_code) == (404, 404)
    assert body(forbidden) == body(missing)
    assert forbidden.headers == missing.headers


@each_record_register
def test_a_sealed_record_is_for_named_people_only(register: Register, client: Client) -> None:
    row = classed(make(register.model), Visibility.SEALED)
    user = user_with(Role.BUSINESS_MANAGER)
    client.force_login(user)
    assert client.get(registry.url_of(row)).status_code == 404
    assert "CANARY" not in body(client.get(register.list_url + "?status="))
    RoleGrantFactory(user=user, role=Role.BUSINESS_MANAGER, record=row)
    assert client.get(registry.url_of(row)).status_code == 200


@each_record_register
def test_a_restricted_record_is_listed_by_reference_and_logged_when_opened(register: Register, manager: Client) -> None:
    row = classed(make(register.model), Visibility.RESTRICTED)
    listed = body(manager.get(register.list_url + "?status="))
    assert ("CANARY" in listed, row.reference in listed) == (False, True)
    assert ReadEntry.objects.count() == 0
    page = body(manager.get(registry.url_of(row)))
    assert ("portal-banner" in page, f"<title>{row.reference} " in " ".join(page.split())) == (True, True)
    assert list(ReadEntry.objects.values_list("record_id", "address")) == [(row.pk, registry.url_of(row))]


@each_record_register
def test_a_restricted_record_stays_closed_without_its_trace(
    register: Register, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**entry: Any) -> None:
        raise DatabaseError

    row = classed(make(register.model), Visibility.RESTRICTED)
    monkeypatch.setattr("partnership.views.traced.note_reading", refuse)
    response = manager.get(registry.url_of(row))
    assert response.status_code == 503
    assert "CANARY" not in body(response)


@pytest.mark.parametrize(
    "key", ["meetings", "actions", "plan", "reviews", "audits", "performance", "training", "report"]
)
def test_a_place_counts_what_lies_under_it_in_a_fixed_number_of_queries(key: str, manager: Client) -> None:
    models: list[type[Model]] = [register.model for register in REGISTERS if register.place == key]
    counts = []
    for _ in range(2):
        for model in models:
            make(model)
        with CaptureQueriesContext(connection) as captured:
            assert manager.get(reverse("partnership:place", args=[key])).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
