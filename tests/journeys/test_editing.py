"""Two editors at once, and a session that lapses in mid-sentence: nothing that anybody typed is lost."""

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import check_page, expect_heading, sign_in
from tests.served import Portal

pytestmark = pytest.mark.browser

A_RISK = """
from tests.factories.partnership import BoardFactory, RiskFactory
RiskFactory(title="Too few safe beds", controls="Two homes asked", boards=[BoardFactory()])
"""


@pytest.fixture
def risk(portal: Portal, page: Page) -> str:
    """The address of a stored risk; its page is open to somebody who has signed in."""
    portal.manage("shell", "--verbosity", "0", "--command", A_RISK)
    sign_in(page)
    pk = portal.rows("select record_ptr_id from partnership_risk")[0][0]
    return f"/risks/{pk}/"


@contextlib.contextmanager
def second_window(portal: Portal, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(base_url=portal.address)
    yield context.new_page()
    context.close()


def forget_sessions(portal: Portal) -> None:
    """What half an hour without a page does."""
    with contextlib.closing(sqlite3.connect(portal.database, timeout=20)) as connection, connection:
        connection.execute("delete from django_session")


def test_of_two_editors_neither_loses_a_word(portal: Portal, page: Page, chromium: Browser, risk: str) -> None:
    page.goto(f"{risk}change/")
    with second_window(portal, chromium) as other:
        sign_in(other)
        other.goto(f"{risk}change/")
        other.get_by_label("What we do about it").fill("Four homes asked")
        other.get_by_role("button", name="Save the risk").click()
        expect_heading(other, "Too few safe beds")
    page.get_by_label("What we do about it").fill("Two homes asked, and the council")
    page.get_by_label("Risk", exact=True).fill("Too few safe beds for children")
    page.get_by_role("button", name="Save the risk").click()
    expect(page.get_by_text("Your text is safe. It is not saved yet.")).to_be_visible()
    check_page(page)
    mine = page.get_by_role("group", name="What we do about it").get_by_label("Take what you typed")
    expect(mine).not_to_be_checked()
    page.get_by_role("group", name="Risk", exact=True).get_by_label("Take what you typed").check()
    page.get_by_role("button", name="Save these choices").click()
    expect_heading(page, "Too few safe beds for children")
    assert portal.rows("select controls from partnership_risk") == [("Four homes asked",)]


def test_a_session_that_lapses_in_mid_sentence_loses_nothing(portal: Portal, page: Page, risk: str) -> None:
    page.goto(f"{risk}change/")
    page.get_by_label("What we do about it").fill("A long sentence about beds")
    forget_sessions(portal)
    page.get_by_role("button", name="Save the risk").click()
    expect(page.get_by_text("Your text is safe")).to_be_visible()
    assert "about beds" not in page.content()
    page.get_by_label("E-mail address").fill("manager@example.org")
    page.get_by_label("Password", exact=True).fill("three words unrelated")
    page.get_by_role("button", name="Continue").click()
    expect_heading(page, "Your text is safe")
    check_page(page)
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_label("What we do about it")).to_have_value("A long sentence about beds")
    page.get_by_role("button", name="Save the risk").click()
    expect_heading(page, "Too few safe beds")
    assert portal.rows("select controls from partnership_risk") == [("A long sentence about beds",)]


def test_a_browser_that_was_closed_offers_the_draft(page: Page, risk: str) -> None:
    page.goto(f"{risk}change/")
    page.get_by_label("What we do about it").press_sequentially("And a draft")
    page.wait_for_timeout(1500)
    page.goto(f"{risk}change/")
    page.get_by_role("button", name="Use that text").click()
    assert "And a draft" in page.get_by_label("What we do about it").input_value()
    page.get_by_role("button", name="Save the risk").click()
    expect_heading(page, "Too few safe beds")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == []


def test_a_comment_that_was_added_offers_no_draft(page: Page, risk: str) -> None:
    page.goto(risk)
    page.get_by_label("Your comment").press_sequentially("Heard at the board")
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Add a comment").click()
    expect(page.get_by_text("Your comment is added.")).to_be_visible()
    expect(page.get_by_role("button", name="Use that text")).to_have_count(0)


def test_nothing_of_a_restricted_record_stays_on_the_computer(portal: Portal, page: Page, risk: str) -> None:
    with contextlib.closing(sqlite3.connect(portal.database, timeout=20)) as connection, connection:
        connection.execute("update partnership_record set visibility = 'restricted' where kind = 'risk'")
    page.goto(f"{risk}change/")
    page.get_by_label("What we do about it").press_sequentially("About a worker")
    page.wait_for_timeout(1500)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == []
