"""What people do in every journey."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import AXE
from tests.served import MANAGER, PASSWORD, Portal

NARROW = {"width": 360, "height": 800}
WIDE = {"width": 1280, "height": 800}


def sign_in(page: Page, password: str = PASSWORD, email: str = MANAGER) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
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
    page.wait_for_load_state()
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run().then(result => result.violations)")
        faults = [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]
        assert faults == [], f"{page.url} at {size['width']} px"
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url


@contextlib.contextmanager
def window_of(portal: Portal, chromium: Browser, email: str = "") -> Iterator[Page]:
    """A window of somebody's own, signed in; without an address that of somebody from the public."""
    context = chromium.new_context(base_url=portal.address, viewport=WIDE)
    page = context.new_page()
    if email:
        sign_in(page, email=email)
        expect_heading(page, "Your work")
    yield page
    context.close()


def show_that_it_is_you(page: Page) -> None:
    """The password once more, where a page asks for a sign-in of a moment ago."""
    expect_heading(page, "Show that it is you")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def expect_told(page: Page, words: str) -> None:
    """What the portal says was done."""
    expect(page.get_by_role("status")).to_contain_text(words)


def status_of(page: Page, address: str) -> int:
    """How an address is answered to whoever is signed in there."""
    return page.request.get(address).status
