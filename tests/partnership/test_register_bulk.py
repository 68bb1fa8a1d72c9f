"""One change for many rows: confirmed on a page, judged row by row, kept in each history."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Action, User
from partnership.services.bulk import MOST_ROWS, change_rows
from partnership.services.rows import change_row
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    GroupFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
BULK = "/actions/bulk/"


@pytest.fixture
def user() -> User:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def manager(user: User) -> Client:
    return client_of(user)


def words(response: Any) -> str:
    """What the page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def hidden(response: Any) -> list[str]:
    return re.findall(r'name="row" value="([^"]+)"', response.content.decode())


def confirm(client: Client, rows: list[Action], **asked: Any) -> Any:
    """The page that says what will change."""
    return client.post(BULK, {"row": [f"{row.pk}:{row.version}" for row in rows], **asked})


def do(client: Client, page: Any, **asked: Any) -> Any:
    return client.post(BULK, {"row": hidden(page), "confirmed": "yes", **asked}, follow=True)


def test_boxes_stand_before_rows_that_may_be_changed_together(manager: Client) -> None:
    action = ActionFactory(title="Do it")
    page = manager.get("/actions/").content.decode()
    assert f'name="row" value="{action.pk}" aria-label="Select {action.reference}: Do it"' in page
    assert [label for label in ("Change owner", "Change due date", "Change status") if label in page] == [
        "Change owner",
        "Change due date",
        "Change status",
    ]


def test_who_may_change_nothing_has_no_boxes(client: Client) -> None:
    ActionFactory()
    client.force_login(user_with(Role.SCRUTINEER))
    assert 'name="row"' not in client.get("/actions/").content.decode()
    assert client.get(f"{BULK}?field=owner&row=1").status_code == 403


def test_a_representative_changes_many_actions_no_more_than_one() -> None:
    agency = AgencyFactory()
    action = ActionFactory(agency=agency, owner="Before")
    client = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    assert 'name="row"' not in client.get("/actions/").content.decode()
    page = confirm(client, [action], field="owner", owner="After")
    assert "One of them cannot be changed like this" in words(page)
    client.post(BULK, {"row": f"{action.pk}:{action.version}", "field": "owner", "owner": "After", "confirmed": "yes"})
    action.refresh_from_db()
    assert action.owner == "Before"


def test_the_owner_of_many_is_changed_after_a_page_that_says_of_which(user: User, manager: Client) -> None:
    first, second = ActionFactory(title="One", owner="Jo"), ActionFactory(title="Two", owner="Jo")
    same = ActionFactory(title="Three", owner="Sam")
    rows = [first, second, same]
    asked = manager.get(BULK, {"field": "owner", "row": [row.pk for row in rows], "list": "state=open"})
    assert "Change the owner of 3 actions" in words(asked)
    page = confirm(manager, rows, field="owner", owner="Sam", list="state=open")
    said = words(page)
    assert "Change the owner of 2 actions?" in said
    assert "New owner: Sam . You selected 3: one is so already." in said
    assert f"{same.reference}: Three (no change)" in said
    assert Action.objects.filter(owner="Sam").count() == 1
    done = do(manager, page, field="owner", owner="Sam", list="state=open")
    assert done.redirect_chain == [("/actions/?state=open", 302)]
    assert "Changed the owner of 2 actions." in words(done)
    assert Action.objects.filter(owner="Sam").count() == 3
    assert [entry.history_user for entry in first.history.order_by("-history_id")[:1]] == [user]
    assert [action.version for action in Action.objects.order_by("pk")] == [2, 2, 1]


def test_a_row_that_somebody_changed_meanwhile_is_left_and_named(user: User, manager: Client) -> None:
    mine, theirs = ActionFactory(title="Mine"), ActionFactory(title="Theirs")
    page = confirm(manager, [mine, theirs], field="owner", owner="Sam")
    change_row(row=theirs, values={"owner": "Kim"}, version=1, by=user)
    done = do(manager, page, field="owner", owner="Sam")
    said = words(done)
    assert "Changed the owner of 1 action." in said
    assert f"Somebody else changed 1 action meanwhile. Nothing was done to {theirs.reference}: Theirs." in said
    assert list(Action.objects.order_by("pk").values_list("owner", flat=True)) == ["Sam", "Kim"]


def test_nothing_is_completed_in_bulk(manager: Client) -> None:
    action = ActionFactory()
    page = confirm(manager, [action], field="status", status="complete")
    assert "There is a problem" in words(page)
    done = ActionFactory(status="complete", completed_on=date(2026, 1, 1))
    assert "One of them cannot be changed like this" in words(
        confirm(manager, [done], field="status", status="in_progress")
    )


def test_a_date_that_cannot_be_is_said_at_the_field(manager: Client) -> None:
    action = ActionFactory()
    assert "There is a problem" in words(confirm(manager, [action], field="due_on", due_on="31/6/2026"))
    page = confirm(manager, [action], field="due_on", due_on="30 June 2026")
    assert "Change the due date of 1 action?" in words(page)
    do(manager, page, field="due_on", due_on="30 June 2026")
    action.refresh_from_db()
    assert action.due_on == date(2026, 6, 30)


def test_what_is_not_shown_to_somebody_is_neither_named_nor_changed() -> None:
    group, other = GroupFactory(), GroupFactory()
    SeatFactory(group=group)
    mine = ActionFactory(plan=ActionPlanFactory(record=group), title="Mine")
    hidden_one = ActionFactory(plan=ActionPlanFactory(record=other), title="CANARY", owner="Before")
    client = client_of(user_with(Role.GROUP_CHAIR, group=group))
    page = confirm(client, [mine, hidden_one], field="owner", owner="Sam")
    assert ("Change the owner of 1 action?" in words(page), "CANARY" in words(page)) == (True, False)
    keys = [f"{mine.pk}:1", f"{hidden_one.pk}:1"]
    client.post(BULK, {"row": keys, "field": "owner", "owner": "Sam", "confirmed": "yes"})
    assert list(Action.objects.order_by("pk").values_list("owner", flat=True)) == ["Sam", "Before"]


def test_a_refusal_changes_none(user: User) -> None:
    def refuse_the_last(**change: Any) -> Any:
        if change["row"] == rows[-1]:
            raise DomainError("Not this one.")
        return change_row(**change)

    rows = [ActionFactory(), ActionFactory()]
    with pytest.raises(DomainError):
        change_rows(rows=[(row, 1) for row in rows], values={"owner": "Sam"}, change=refuse_the_last, by=user)
    assert list(Action.objects.values_list("owner", "version")) == [("", 1), ("", 1)]


@pytest.mark.parametrize("query", ["", "?field=title&row=1", "?field=nonsense&row=1"])
def test_only_declared_fields_are_changed_like_this(query: str, manager: Client) -> None:
    assert manager.get(f"{BULK}{query}").status_code == 404


def test_nothing_ticked_and_too_many_ticked_are_said(manager: Client) -> None:
    none = manager.get(f"{BULK}?field=owner&list=state%3Dopen", follow=True)
    assert none.redirect_chain == [("/actions/?state=open", 302)]
    assert "Tick the actions that you want to change first." in words(none)
    many = "&".join(f"row={number}" for number in range(MOST_ROWS + 1))
    assert f"Tick {MOST_ROWS} actions at most." in words(manager.get(f"{BULK}?field=owner&{many}", follow=True))


@pytest.mark.parametrize("row", ["x", "1:x", ":", "1:2:3", "²"])
def test_junk_in_what_was_ticked_is_no_error(row: str, manager: Client) -> None:
    assert manager.post(BULK, {"field": "owner", "owner": "Sam", "row": row}).status_code == 200


def test_the_way_back_leads_nowhere_else(manager: Client) -> None:
    response = manager.get(f"{BULK}?field=owner&list=//evil.example/")
    assert response["Location"].startswith("/actions/?")
