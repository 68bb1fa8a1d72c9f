"""Two agencies become one: chosen, read through, confirmed, and their past stays readable."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import check_page, expect_heading, sign_in
from tests.served import Portal

pytestmark = pytest.mark.browser

TWO_GROUPS_THAT_MERGE = """
from datetime import date
from tests.factories.partnership import ActionFactory, AgencyFactory, PersonFactory, SeatFactory, TenureFactory
from tests.factories.partnership import GroupFactory
group = GroupFactory(title="Executive")
for code, name in (("NCCG", "North CCG"), ("SCCG", "South CCG")):
    agency = AgencyFactory(code=code, name=name, category="health_commissioner")
    person = PersonFactory(name=f"Nurse of {name}", agency=agency)
    seat = SeatFactory(group=group, agency=agency, label=name)
    TenureFactory(seat=seat, person=person, starts_on=date(2020, 1, 1))
    ActionFactory(agency=agency, title=f"Share what {name} learned")
"""


@pytest.fixture
def filled(portal: Portal) -> Portal:
    portal.manage("shell", "--verbosity", "0", "--command", TWO_GROUPS_THAT_MERGE)
    return portal


def test_two_agencies_merge_into_a_new_one(filled: Portal, page: Page) -> None:
    sign_in(page)
    page.goto("/places/directory/")
    page.get_by_role("link", name="Merge or replace agencies").click()
    check_page(page)
    page.get_by_role("button", name="Show me what will move").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one agency that ends")
    check_page(page)
    describe(page)
    page.get_by_role("button", name="Show me what will move").click()
    expect_heading(page, "What will move to NHS Vale ICB")
    expect(page.get_by_role("heading", name="2 open actions move")).to_be_visible()
    check_page(page)
    assert filled.rows("select count(*) from partnership_agency where code = 'ICB'") == [(0,)]
    page.get_by_role("button", name="Let NHS Vale ICB follow").click()
    expect_heading(page, "NHS Vale ICB")
    expect(page.get_by_role("status")).to_contain_text("NHS Vale ICB now follows North CCG and South CCG.")
    expect(page.get_by_role("link", name="Share what North CCG learned")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="North CCG", exact=True).click()
    expect_heading(page, "North CCG")
    expect(page.get_by_role("link", name="NHS Vale ICB").first).to_be_visible()
    seats = "select label, starts_on, ends_on from partnership_seat order by id"
    assert filled.rows(seats) == [
        ("North CCG", None, "2026-03-31"),
        ("South CCG", None, "2026-03-31"),
        ("NHS Vale ICB", "2026-04-01", None),
    ]


def describe(page: Page) -> None:
    for name in ("North CCG", "South CCG"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Name of the new agency").fill("NHS Vale ICB")
    page.get_by_label("Code of the new agency").fill("ICB")
    page.get_by_label("Kind of the new agency").select_option(label="Health commissioner")
    page.get_by_label("First day of the agency that follows").fill("1 April 2026")
