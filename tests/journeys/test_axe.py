"""No fault that axe finds on any list, any kind of page, home, the menu's pages and the public pages.

Walks the registry, so that a new register is covered without a word here.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from partnership import registry
from partnership.enums import Role
from partnership.principals import Grant, Principal
from tests.journeys.steps import check_page, sign_in
from tests.served import Portal

pytestmark = pytest.mark.browser

ONE_ROW_EACH = """
from partnership import registry
from tests.house.rows import make
for register in registry.registers():
    row = make(register.model)
    for text in register.texts:
        name = text if isinstance(text, str) else text[0]
        if "__" in name:
            continue
        setattr(row, name, getattr(row, name) or "Some **words** that somebody wrote")
    row.save()
"""
MANAGER = Principal(grants=(Grant(Role.BUSINESS_MANAGER),))


def check(page: Page, address: str, status: int = 200) -> None:
    response = page.goto(address)
    assert response
    assert (response.status, address) == (status, address)
    check_page(page)


@pytest.fixture
def filled(portal: Portal) -> Portal:
    """A portal with a row of every register, all its texts written."""
    portal.manage("shell", "--verbosity", "0", "--command", ONE_ROW_EACH)
    return portal


def test_every_list_and_a_page_of_every_register(filled: Portal, page: Page) -> None:
    sign_in(page)
    for register in registry.registers():
        check(page, f"{register.list_url}?status=&state=")
        check(page, str(page.locator(".portal-table tbody a").first.get_attribute("href")))


def test_every_form_empty_filled_and_in_error(filled: Portal, page: Page) -> None:
    sign_in(page)
    for register in (one for one in registry.registers() if one.form):
        check(page, register.address("create"))
        page.locator(".portal-form button[type=submit]").first.click()
        expect(page).to_have_title(re.compile("^Error:"))
        check_page(page)
        page.goto(f"{register.list_url}?status=&state=")
        row = str(page.locator(".portal-table tbody a").first.get_attribute("href"))
        check(page, f"{row}change/")
        check(page, f"{row}archive/")


def test_home_the_menu_and_what_it_says_of_nothing(filled: Portal, page: Page) -> None:
    sign_in(page)
    places = [url for _, url in registry.places_for(MANAGER)]
    searches = ("/search/", "/search/?words=a", "/search/?words=the", "/search/?words=zebra+crossing")
    for address in ("/", "/showing/", "/your-pages/", "/risks/?words=zebra", *searches, *places):
        check(page, address)
    check(page, "/nowhere/", status=404)


def test_what_a_stranger_may_read(page: Page) -> None:
    for name in ("partnership:help", "partnership:accessibility", "partnership:privacy", "partnership:contact"):
        check(page, reverse(name))
    check(page, reverse("account_login"))
    check(page, "/nowhere/", status=404)
