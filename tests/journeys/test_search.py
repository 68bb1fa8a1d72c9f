"""Somebody looks for a word, from the bar, on a wide screen and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import NARROW, check_page, expect_heading, sign_in
from tests.served import Portal

pytestmark = pytest.mark.browser

ROWS = """
from tests.factories.partnership import ActionFactory, RiskFactory
for number in range(30):
    RiskFactory(title=f"Neglect seen late {number}", description="Thresholds **differ** between teams.")
ActionFactory(title="Put the neglect tool to use", reference="ACT-1")
RiskFactory(title="CANARY", reference="R-SECRET", visibility="restricted")
"""


@pytest.fixture
def filled(portal: Portal) -> Portal:
    portal.manage("shell", "--verbosity", "0", "--command", ROWS)
    return portal


def test_a_word_is_looked_for_narrowed_to_a_kind_and_opened(filled: Portal, page: Page) -> None:
    sign_in(page)
    page.get_by_role("banner").get_by_label("Words to search for").fill("neglect")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="31 results for “neglect”")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("26 to 31 on this page")).to_be_visible()
    page.get_by_role("link", name="Actions 1", exact=True).click()
    page.get_by_role("link", name="Put the neglect tool to use").click()
    expect_heading(page, "Put the neglect tool to use")


def test_a_restricted_record_is_found_by_its_reference_alone(filled: Portal, page: Page) -> None:
    sign_in(page)
    page.goto("/search/?words=canary")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    check_page(page)
    page.get_by_label("Words, a name or a reference").fill("r-secret")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="R-SECRET")).to_be_visible()
    expect(page.get_by_text("CANARY")).to_have_count(0)


def test_the_search_and_ones_own_pages_are_behind_menu_on_a_phone(filled: Portal, page: Page) -> None:
    sign_in(page)
    page.set_viewport_size(NARROW)
    box = page.get_by_role("banner").get_by_label("Words to search for")
    expect(box).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    box.fill("neglect")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="31 results for “neglect”")).to_be_visible()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("banner").get_by_role("link", name="your pages").click()
    expect(page.get_by_role("link", name="Download everything")).to_be_visible()
    check_page(page)
