"""When something is wrong: what the pages say, and that everybody can read it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import check_page, expect_heading, sign_in, upload
from tests.partnership.workbooks import workbook

pytestmark = pytest.mark.browser
BOARDS = [
    ["code", "name", "kind", "area", "year_start_month"],
    ["NSCP", "Northvale Safeguarding Children Partnership", "nonsense", "Northvale", 4],
    ["NSAB", "Northvale Safeguarding Adults Board", "sab", "Northvale", 13],
]


def test_broken_workbook_is_explained_and_thrown_away(page: Page, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(workbook({"boards": BOARDS}).getvalue())
    sign_in(page)
    upload(page, broken)
    expect_heading(page, "What would change")
    rows = page.get_by_role("table").first.get_by_role("row").all_inner_texts()
    assert [row.split("\t")[:4] for row in rows[1:]] == [
        ["boards", "2", "kind", "“nonsense”"],
        ["boards", "3", "year_start_month", "“13”"],
    ]
    check_page(page)
    page.get_by_role("button", name="Throw this file away").click()
    expect(page.get_by_role("status")).to_contain_text("broken.xlsx is thrown away. Nothing of it was saved.")
    check_page(page)


def test_file_that_is_no_workbook_is_refused(page: Page, tmp_path: Path) -> None:
    renamed, report = tmp_path / "old.xlsx", tmp_path / "report.pdf"
    renamed.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
    report.write_bytes(b"%PDF-1.7")
    sign_in(page)
    upload(page, report)
    expect(page.get_by_role("alert")).to_contain_text("This is not an Excel workbook")
    check_page(page)
    upload(page, renamed)
    expect_heading(page, "We cannot use this file")
    check_page(page)


def test_wrong_password_and_pages_that_are_not_there(page: Page) -> None:
    sign_in(page, password="not the password")
    expect(page.get_by_role("alert")).to_contain_text("The e-mail address or the password is not right")
    check_page(page)
    for address in ("/nowhere/", "/accounts/password/reset/", "/accounts/signup/"):
        page.goto(address)
        check_page(page)
    sign_in(page)
    for address in ("/nowhere/", "/reports/new/", "/accounts/2fa/", "/accounts/password/change/"):
        page.goto(address)
        check_page(page)


def test_back_after_signing_out_shows_nothing(page: Page) -> None:
    sign_in(page)
    page.goto("/imports/")
    page.get_by_role("button", name="Sign out").click()
    expect_heading(page, "Sign in to the portal")
    page.go_back()
    expect_heading(page, "Sign in to the portal")
