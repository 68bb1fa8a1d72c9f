"""A list as a file: exactly what is listed, nothing that is held back, no cell a formula."""

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError
from django.test import Client

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.models import ReadEntry
from partnership.registers import Register
from partnership.registers.exports import LONGEST_NAME, file_name
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    GroupFactory,
    RiskFactory,
    RoleGrantFactory,
)
from tests.house.rows import make

pytestmark = pytest.mark.django_db
each_register = pytest.mark.parametrize("register", registry.registers(), ids=lambda one: one.noun)


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def sent(response: Any) -> io.BytesIO:
    assert response.status_code == 200
    return io.BytesIO(b"".join(response.streaming_content))


def sheet(client: Client, address: str) -> list[list[Any]]:
    workbook = openpyxl.load_workbook(sent(client.get(address)))
    return [[cell.value for cell in row] for row in workbook.active.iter_rows()]


def lines(client: Client, address: str) -> list[list[str]]:
    text = sent(client.get(address)).read().decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:])))


def test_an_export_holds_what_is_listed_in_its_order_with_second_lines_as_columns(manager: Client) -> None:
    agency = AgencyFactory(name="Police")
    ActionFactory(reference="A-2", title="Second", agency=agency, owner="Sam", due_on=date(2099, 5, 2))
    ActionFactory(reference="A-1", title="First", agency=agency, owner="Jo", due_on=date(2099, 5, 1))
    ActionFactory(reference="A-3", title="Done", agency=agency, status="complete")
    found = sheet(manager, "/actions/?state=open&format=xlsx")
    heads = found[0]
    assert heads[:3] == ["Reference", "Action", "In the plan of"]
    shown = ["Reference", "Action", "Agency", "Owner", "Due", "Rating"]
    rows = [[row[heads.index(head)] for head in shown] for row in found[1:]]
    assert [[*row[:4], row[4].date(), row[5]] for row in rows] == [
        ["A-1", "First", "Police", "Jo", date(2099, 5, 1), "On course"],
        ["A-2", "Second", "Police", "Sam", date(2099, 5, 2), "On course"],
    ]
    assert lines(manager, "/actions/?state=open&format=csv&sort=-due")[1][heads.index("Due")] == "02/05/2099"


def test_an_export_has_the_columns_that_somebody_chose(manager: Client) -> None:
    ActionFactory(title="First", progress="**Half** done")
    manager.post("/actions/columns/", {"columns": ["progress"]})
    found = sheet(manager, "/actions/?format=xlsx")
    assert [found[0][0], found[0][-1], found[1][0], found[1][-1]] == [
        "Action",
        "Progress notes",
        "First",
        "**Half** done",
    ]


def test_the_button_has_the_number_of_rows_and_the_file_is_called_so(manager: Client) -> None:
    for _ in range(3):
        ActionFactory(due_on=date(2020, 1, 1))
    ActionFactory()
    page = manager.get("/actions/?state=open&due=overdue").content.decode()
    assert "Export these 3 to Excel<" in page
    response = manager.get("/actions/?state=open&due=overdue&format=xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="actions-open-overdue-3.xlsx"'


def test_a_long_name_is_cut_before_its_count() -> None:
    name = file_name("actions", ["Ävery löng filter " * 20, "—"], 139, "xlsx")
    assert (len(name) <= LONGEST_NAME, name.isascii(), name[-9:]) == (True, True, "-139.xlsx")


HARMFUL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u200b=1", "\ufeff@x", "＝1"]


@pytest.mark.parametrize("text", HARMFUL)
def test_no_text_becomes_a_formula(text: str, manager: Client) -> None:
    ActionFactory(title=text)
    column = sheet(manager, "/actions/?format=xlsx")
    workbook = openpyxl.load_workbook(sent(manager.get("/actions/?format=xlsx")))
    assert workbook.active["B2"].data_type == "s"
    assert column[0][1] == "Action"
    cell = lines(manager, "/actions/?format=csv")[1][1]
    assert cell.startswith("'")


def test_control_characters_are_left_out(manager: Client) -> None:
    ActionFactory(title="One\x0btwo\x07 _x0041_")
    # As spreadsheets write an underscore that is one.
    assert sheet(manager, "/actions/?format=xlsx")[1][1] == "Onetwo _x005F_x0041_"
    assert lines(manager, "/actions/?format=csv")[1][1] == "Onetwo _x0041_"


def test_who_may_not_export_has_no_button_and_is_refused(client: Client) -> None:
    ActionFactory()
    client.force_login(user_with(Role.SCRUTINEER))
    assert "Export these" not in client.get("/actions/").content.decode()
    assert client.get("/actions/?format=xlsx").status_code == 403


def test_what_may_be_seen_but_not_exported_is_neither_counted_nor_sent() -> None:
    open_one, closed_one = ActionFactory(title="Open"), ActionFactory(title="CANARY")
    record = closed_one.plan.record
    record.visibility = Visibility.RESTRICTED
    record.save()
    user = user_with(Role.SUPPORT_OFFICER)
    RoleGrantFactory(user=user, role=Role.SUPPORT_OFFICER, record=record)
    client = client_of(user)
    page = client.get("/actions/").content.decode()
    assert ("2 actions" in page, "Export these 1 to Excel<" in page) == (True, True)
    assert [row[1] for row in sheet(client, "/actions/?format=xlsx")[1:]] == [open_one.title]


def test_a_restricted_record_goes_out_by_its_reference_and_stands_in_the_read_log_first(manager: Client) -> None:
    risk = RiskFactory(title="CANARY of a title", visibility=Visibility.RESTRICTED)
    RiskFactory(title="An open one")
    manager.get("/risks/")
    assert ReadEntry.objects.count() == 0
    text = sent(manager.get("/risks/?status=&format=csv")).read().decode()
    assert ("CANARY" in text, risk.reference in text) == (False, True)
    assert list(ReadEntry.objects.values_list("record_id", "address")) == [(risk.pk, "/risks/?status=&format=csv")]


def test_without_its_trace_nothing_goes_out(manager: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**entry: Any) -> None:
        raise DatabaseError

    RiskFactory(visibility=Visibility.RESTRICTED)
    monkeypatch.setattr("partnership.registers.lists.note_list_export", refuse)
    assert manager.get("/risks/?format=csv").status_code == 503


def test_a_record_that_may_not_be_opened_is_not_named_in_an_export() -> None:
    group = GroupFactory(title="CANARY panel")
    RiskFactory(group=group)
    group.visibility = Visibility.SEALED
    group.save()
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    assert "CANARY" not in sent(client.get("/risks/?status=&format=csv")).read().decode()


def test_the_title_of_a_sealed_source_is_not_in_the_log_of_actions(manager: Client) -> None:
    plan = ActionPlanFactory(record=RiskFactory(title="CANARY", visibility=Visibility.RESTRICTED))
    ActionFactory(plan=plan, progress="CANARY in a note")
    manager.post("/actions/columns/", {"columns": ["progress"]})
    assert "CANARY" not in sent(manager.get("/actions/?format=csv")).read().decode()


@each_register
def test_every_list_can_be_exported_or_says_that_it_cannot(register: Register, manager: Client) -> None:
    make(register.model)
    response = manager.get(f"{register.list_url}?status=&state=&format=csv")
    if response.status_code == 403:
        assert "Export these" not in manager.get(f"{register.list_url}?status=&state=").content.decode()
        return
    found = list(csv.reader(io.StringIO(sent(response).read().decode("utf-8-sig"))))
    assert len(found) == 2
    assert len(found[0]) == len(found[1])
    assert "<" not in "".join(found[1])


def test_a_workbook_is_as_wide_as_what_stands_in_it(manager: Client) -> None:
    ActionFactory(reference="A-1", title="t" * 40, owner="Jo", due_on=date(2099, 5, 1))
    content = sent(manager.get("/actions/?state=open&format=xlsx"))
    worksheet = openpyxl.load_workbook(content).active
    widths = {cell.value: worksheet.column_dimensions[cell.column_letter].width for cell in worksheet[1]}
    assert [widths[head] for head in ("Reference", "Action", "Owner", "Due")] == [11, 42, 10, 14]
