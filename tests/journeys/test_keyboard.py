"""Signing in and importing without a mouse."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.steps import expect_heading
from tests.partnership.workbooks import workbook
from tests.served import MANAGER, PASSWORD

pytestmark = pytest.mark.browser
BOARDS = [
    ["code", "name", "kind", "area", "year_start_month"],
    ["NSCP", "Northvale Safeguarding Children Partnership", "lscp", "Northvale", 4],
]
NAME = "document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || ''"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus stands on something of this name, and can be seen to stand there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if " ".join(page.evaluate(NAME).split()) == name:
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"Tab does not reach {name}")


def test_sign_in_and_import_by_keyboard(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "boards.xlsx"
    file.write_bytes(workbook({"boards": BOARDS}).getvalue())
    # Listened for from the beginning: a busy browser that learns of it too late shows a dialog of its own.
    page.on("filechooser", lambda chooser: None)
    page.goto("/accounts/login/")
    tab_to(page, "E-mail address")
    page.keyboard.type(MANAGER)
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect_heading(page, "Your work")
    tab_to(page, "Ruth Adeyemi : your pages")
    page.keyboard.press("Enter")
    expect_heading(page, "Ruth Adeyemi: your pages")
    tab_to(page, "Import a workbook")
    page.keyboard.press("Enter")
    expect_heading(page, "Import a workbook")
    tab_to(page, "The workbook")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)
    tab_to(page, "Check this file")
    page.keyboard.press("Enter")
    expect_heading(page, "What would change")
    tab_to(page, "Import this row")
    page.keyboard.press("Enter")
    expect_heading(page, "The workbook is imported")
