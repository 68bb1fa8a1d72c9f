"""What people do in every journey."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import AXE
from tests.served import MANAGER, PASSWORD

NARROW = {"width": 360, "height": 800}
WIDE = {"width": 1280, "height": 800}


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(MANAGER)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Continue").click()


def upload(page: Page, file: Path) -> None:
    page.goto("/imports/")
    page.get_by_label("The workbook").set_input_files(file)
    page.get_by_role("button", name="Check this file").click()


def expect_heading(page: Page, words: str, *, seconds: int = 90) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words, timeout=seconds * 1000)


def check_page(page: Page) -> None:
    """No fault that axe finds, wide and on a phone, and nothing that scrolls the page sideways there."""
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run().then(result => result.violations)")
        faults = [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]
        assert faults == [], f"{page.url} at {size['width']} px"
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url
