"""A risk is raised and moved; a year's contributions are typed without a mouse."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import check_page, expect_heading, sign_in
from tests.partnership.workbooks import workbook
from tests.served import Portal

pytestmark = pytest.mark.browser
SHEETS = {
    "boards": [
        ["code", "name", "kind", "area", "year_start_month"],
        ["NSCP", "Northvale Safeguarding Children Partnership", "lscp", "Northvale", 4],
    ],
    "agencies": [
        ["code", "name", "category"],
        ["NBC", "Northvale Borough Council", "local_authority"],
        ["POL", "Northvale Constabulary", "police"],
    ],
    "contributions": [
        ["board", "financial_year", "contributor", "agreed"],
        ["NSCP", "2025-26", "NBC", "118,000.00"],
        ["NSCP", "2025-26", "POL", "42,500.00"],
    ],
}
MONEY = "/money/1/2026-27/"


@pytest.fixture
def ready(portal: Portal, page: Page, tmp_path: Path) -> Page:
    """A portal with a board, two agencies and last year's contributions, and its manager signed in."""
    file = tmp_path / "begin.xlsx"
    file.write_bytes(workbook(SHEETS).getvalue())
    portal.manage("import_workbook", str(file))
    sign_in(page)
    expect_heading(page, "Your work")
    return page


def test_a_risk_is_raised_and_moved(ready: Page) -> None:
    page = ready
    page.goto("/risks/")
    page.get_by_role("button", name="Add a risk").click()
    expect_heading(page, "Add a risk")
    page.get_by_label("Risk", exact=True).fill("Children go missing from care homes")
    page.get_by_label("Likelihood now").select_option("4 Likely")
    page.get_by_label("Impact now").select_option("4 Major")
    page.get_by_label("Closed").fill("31/6/2026")
    page.get_by_label("Northvale Safeguarding Children Partnership").check()
    page.get_by_role("button", name="Add this risk").click()
    expect(page.get_by_role("link", name="June 2026 has 30 days. Type 30/6/2026 or another date")).to_be_visible()
    check_page(page)
    page.get_by_label("Closed").fill("")
    page.get_by_role("button", name="Add this risk").click()
    expect_heading(page, "Children go missing from care homes")
    page.get_by_role("button", name="Move this risk").click()
    expect_heading(page, "Move this risk")
    check_page(page)
    page.get_by_label("Impact").select_option("3 Moderate")
    page.get_by_label("Reason").fill("Return interviews are on time again")
    page.get_by_label("Next review").fill("1 March 2027")
    page.get_by_role("button", name="Move this risk").click()
    expect_heading(page, "Children go missing from care homes")
    scores = page.get_by_role("table").filter(has_text="down from 16")
    expect(scores).to_contain_text("Return interviews are on time again")
    check_page(page)
    page.goto("/risks/")
    expect(page.get_by_role("row").filter(has_text="Children go missing")).to_contain_text("was 16")
    page.get_by_role("link", name="Show where they should come to").click()
    expect(page.get_by_role("heading", name="Where these risks should come to")).to_be_visible()
    check_page(page)


def test_a_years_contributions_are_typed_by_keyboard(ready: Page) -> None:
    page = ready
    page.goto(MONEY)
    check_page(page)
    page.get_by_role("button", name="Enter the contributions").focus()
    page.keyboard.press("Enter")
    expect_heading(page, "Enter the contributions")
    check_page(page)
    tab_to(page, "Agreed, Northvale Borough Council")
    page.keyboard.type("£119,500.50")
    tab_to(page, "Agreed, Northvale Constabulary")
    page.keyboard.type("lots")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Type an amount in pounds, such as 28,706.49")).to_be_visible()
    check_page(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Agreed, Northvale Constabulary")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("43000")
    page.keyboard.press("Enter")
    expect_heading(page, "Money 2026–27")
    expect(page.get_by_role("row").filter(has_text="Total")).to_contain_text("£162,500.50")
    expect(page.get_by_role("row").filter(has_text="Constabulary")).to_contain_text("+£500 (+1%)")
    check_page(page)


def test_a_grid_says_what_somebody_else_stored(ready: Page) -> None:
    page = ready
    page.goto(f"{MONEY}contributions/")
    other = page.context.new_page()
    other.goto(f"{MONEY}contributions/")
    for one, amount in ((other, "50"), (page, "60")):
        one.get_by_label("Agreed, Northvale Constabulary").fill(amount)
        one.get_by_role("button", name="Save these rows").click()
    expect(page.get_by_text("Stored now: Agreed: £50.00")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Save these rows").click()
    expect(page.get_by_role("row").filter(has_text="Constabulary")).to_contain_text("£60.00")


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the focus stands on the box of this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == label:
            return
    raise AssertionError(f"Tab does not reach {label}")
