"""From an empty portal to a PDF on the desk."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from demo.workbook import build
from tests.journeys.steps import check_page, expect_heading, sign_in, upload

pytestmark = pytest.mark.browser


def test_northvale_comes_in_as_a_workbook_and_goes_out_as_a_report(page: Page, tmp_path: Path) -> None:
    workbook = tmp_path / "northvale.xlsx"
    build(workbook, date(2026, 6, 9))
    sign_in(page)
    expect_heading(page, "Your work")
    for address in ("/reports/", "/imports/"):
        page.goto(address)
        check_page(page)
    bring_in(page, workbook)
    make_report(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the PDF").click()
    assert download.value.suggested_filename == "NSAB-annual-report-2025-26.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-1.7")


def bring_in(page: Page, workbook: Path) -> None:
    upload(page, workbook)
    expect_heading(page, "Checking the workbook")
    check_page(page)
    expect_heading(page, "What would change")
    check_page(page)
    page.get_by_role("button", name="Import these").click()
    expect_heading(page, "The workbook is imported")
    check_page(page)


def make_report(page: Page) -> None:
    page.get_by_role("button", name="Make an annual report").click()
    expect_heading(page, "Annual reports")
    check_page(page)
    page.get_by_role("link", name="NSAB 2025–26").click()
    check_page(page)
    page.get_by_role("button", name="Make the report").click()
    expect_heading(page, "Annual report 2025–26")
    check_page(page)
    page.get_by_role("button", name="Download the PDF").wait_for(timeout=90_000)
    check_page(page)
    page.get_by_role("button", name="Read it on screen").click()
    check_page(page)
    page.go_back()
