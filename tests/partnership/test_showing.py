"""One partnership shown first: what the line says, what lists begin with, and that nothing is hidden in silence."""

import pytest
from django.test import Client

from partnership.enums import Role
from partnership.models import Board
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    BoardFactory,
    ContributionFactory,
    PersonFactory,
    RiskFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def children(db: None) -> Board:
    return BoardFactory(name="Children’s partnership")


@pytest.fixture
def adults(db: None) -> Board:
    return BoardFactory(name="Adults board")


@pytest.fixture
def manager(client: Client, children: Board, adults: Board) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def choose(client: Client, board: Board, back: str = "/risks/") -> None:
    response = client.post(f"/showing/?next={back}", {"board": board.pk})
    assert (response.status_code, response["Location"]) == (302, back)


def shown(client: Client, address: str, *words: str) -> list[str]:
    page = client.get(address).content.decode()
    return [one for one in words if one in page]


def test_without_a_choice_everything_is_shown(manager: Client, children: Board, adults: Board) -> None:
    RiskFactory(title="Risk of children", board=children)
    RiskFactory(title="Risk of adults", board=adults)
    words = ("Showing: <strong>All partnerships</strong>", "Risk of children", "Risk of adults")
    assert shown(manager, "/risks/", *words) == list(words)


def test_a_choice_narrows_lists_and_says_so_in_a_box(manager: Client, children: Board, adults: Board) -> None:
    RiskFactory(title="Risk of children", board=children)
    RiskFactory(title="Risk of adults", board=adults)
    choose(manager, children)
    box = "</span>Partnership: Children’s partnership</a>"
    assert shown(manager, "/risks/", box, "Risk of children", "Risk of adults") == [box, "Risk of children"]


def test_the_box_and_clear_all_filters_take_the_choice_away(manager: Client, children: Board, adults: Board) -> None:
    RiskFactory(title="Risk of adults", board=adults)
    choose(manager, children)
    for address in ("/risks/?status=open&boards=", "/risks/?words="):
        assert shown(manager, address, "Risk of adults") == ["Risk of adults"]


def test_actions_and_money_follow_the_choice(manager: Client, children: Board, adults: Board) -> None:
    for board in (children, adults):
        ActionFactory(title=f"Act for {board.name}", plan=ActionPlanFactory(record=RiskFactory(board=board)))
        ContributionFactory(board=board, financial_year="2025-26")
    choose(manager, adults)
    assert shown(manager, "/actions/", "Act for Adults board", "Act for Children’s partnership") == [
        "Act for Adults board"
    ]
    assert shown(manager, "/contributions/", "1 contribution<", "2 contributions<") == ["1 contribution<"]


def test_lists_of_no_partnership_stay_whole(manager: Client, children: Board) -> None:
    PersonFactory(name="Helen Strand")
    choose(manager, children)
    assert shown(manager, "/people/", "Helen Strand", "</span>Partnership:") == ["Helen Strand"]


def test_a_landing_page_counts_what_the_list_begins_with(manager: Client, children: Board, adults: Board) -> None:
    RiskFactory(board=children)
    RiskFactory(board=children, status="closed")
    RiskFactory(board=adults)
    choose(manager, children)
    page = manager.get("/places/plan/").content.decode()
    row = page.split('href="/risks/"')[1].split("</tr>")[0]
    assert '<td class="portal-number">1 open of 2</td>' in row
    assert "1 risk<" in manager.get("/risks/").content.decode()


def test_an_unknown_board_cannot_be_chosen(manager: Client) -> None:
    response = manager.post("/showing/", {"board": 999_999})
    assert response.status_code == 200
    assert "Choose one of the partnerships in the list" in response.content.decode()


def test_a_choice_that_is_gone_counts_for_nothing(manager: Client, children: Board, adults: Board) -> None:
    RiskFactory(title="Risk of adults", board=adults)
    choose(manager, children)
    children.delete()
    assert shown(manager, "/risks/", "Risk of adults") == ["Risk of adults"]


def test_nobody_is_sent_to_another_site(manager: Client) -> None:
    response = manager.post("/showing/?next=https://example.org/", {"board": ""})
    assert response["Location"] == "/"


def test_those_with_one_partnership_have_no_change(client: Client, children: Board) -> None:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    assert shown(client, "/", "Showing:") == []
