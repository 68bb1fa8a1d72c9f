"""Somebody leaves while they are signed in: their next click leads out, and nobody can sign in with the account."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import check_page, expect_heading, sign_in
from tests.served import PASSWORD, Portal

pytestmark = pytest.mark.browser

A_LEAVER = f"""
from datetime import date
from partnership.models import User
from tests.factories.partnership import ActionFactory, PersonFactory, RiskFactory, RoleGrantFactory, TenureFactory
user = User.objects.create_user("leaver@example.org", "{PASSWORD}", name="Priya Nair")
RoleGrantFactory(user=user, role="SCR")
TenureFactory(person=PersonFactory(name="Priya Nair", user=user), seat__label="Independent scrutineer")
ActionFactory(owner="Priya Nair", reference="ACT-HANDOVER")
RiskFactory()
"""


@pytest.fixture
def filled(portal: Portal) -> Portal:
    portal.manage("shell", "--verbosity", "0", "--command", A_LEAVER)
    return portal


def try_to_sign_in(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("leaver@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def test_a_leaver_is_out_with_the_next_click(filled: Portal, page: Page, chromium: Browser) -> None:
    context = chromium.new_context(base_url=filled.address)
    leaver = context.new_page()
    try_to_sign_in(leaver)
    expect_heading(leaver, "Your work")
    close_the_account(page)
    leaver.get_by_role("link", name="Plan and registers").first.click()
    expect_heading(leaver, "Sign in to the portal")
    try_to_sign_in(leaver)
    expect_heading(leaver, "Sign in to the portal")
    context.close()
    page.get_by_role("button", name="Priya Nair is back: open the account").click()
    expect(page.get_by_role("status")).to_contain_text("The account of Priya Nair is open again")
    check_page(page)


def close_the_account(page: Page) -> None:
    sign_in(page)
    page.goto("/users/")
    check_page(page)
    page.get_by_role("link", name="Priya Nair").click()
    check_page(page)
    page.get_by_role("button", name="What they can see, and why").click()
    page.get_by_label("Reference of a record, or address of a page").fill("/risks/")
    page.get_by_role("button", name="Tell me").click()
    expect(page.get_by_role("status")).to_contain_text("Priya Nair may read")
    check_page(page)
    page.go_back()
    page.go_back()
    page.get_by_role("button", name="Priya Nair has left").click()
    expect_heading(page, "Close the account of Priya Nair")
    for words in ("1 role ends today", "1 seat becomes free", "1 open action to hand over"):
        expect(page.get_by_role("heading", name=words)).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Close this account").click()
    expect_heading(page, "Priya Nair")
    expect(page.get_by_role("status")).to_contain_text("The account of Priya Nair is closed.")
    check_page(page)


def test_the_other_pages_of_accounts_have_no_fault(filled: Portal, page: Page) -> None:
    sign_in(page)
    for address in ("/users/new/", "/users/new/?role=", "/users/new/?role=REP", "/users/roles/", "/users/?words=zebra",
                    "/permissions/", "/governance/", "/seats/1/holder/", "/users/2/roles/new/", "/users/2/change/",
                    "/users/2/records/new/", "/users/roles/2/end/", "/users/roles/2/change/"):  # fmt: skip
        response = page.goto(address)
        assert response
        assert (response.status, address) == (200, address)
        check_page(page)
    page.goto("/users/new/?role=REP")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the agency")
    check_page(page)
