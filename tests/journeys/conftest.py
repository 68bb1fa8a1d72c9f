"""A real server, a real browser, and axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.served import ROOT, Portal, blank_portal, copy_of

CHROMIUM = "/usr/bin/chromium"
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """An empty portal with one business manager, made once."""
    return blank_portal(tmp_path_factory.mktemp("blank"))


@pytest.fixture
def portal(blank: Portal, tmp_path: Path) -> Iterator[Portal]:
    """A portal of the test's own, served."""
    served = copy_of(blank, tmp_path)
    with served.server():
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(portal: Portal, chromium: Browser) -> Iterator[Page]:
    """A window of 1,280 px at the portal's address; what the content security policy refuses fails the test."""
    context = chromium.new_context(base_url=portal.address, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert refused == []
