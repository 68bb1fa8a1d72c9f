"""A review that stands still for a trial and goes on: its clock and its last day before, meanwhile and after."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.clock import ClockedPortal, clocked
from tests.journeys.steps import check_page, expect_heading, expect_told, window_of
from tests.served import MANAGER, Portal

pytestmark = pytest.mark.browser

BEGUN = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
TRIAL_BEGINS = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
MEANWHILE = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)
TRIAL_ENDS = datetime(2026, 6, 11, 9, 0, tzinfo=UTC)
#: Six months from 1 April, and the 30 days of the pause (13 May to 11 June) after that.
DUE, DUE_LATER = "1 October 2026", "31 October 2026"
A_REVIEW = f"""
from datetime import date
from partnership.models import User
from reviews.models import Edition
from tests.factories.partnership import RoleGrantFactory
from tests.factories.reviews import ReviewFactory
edition = Edition.objects.get(code="2026")
dates = dict(aware_on=date(2026, 3, 20), notified_on=date(2026, 3, 24), commissioned_on=date(2026, 4, 1))
review = ReviewFactory(
    reference="NV-2026-02", title="Ash", review_kind="lcspr", edition=edition, visibility="restricted", **dates
)
RoleGrantFactory(user=User.objects.get(email="{MANAGER}"), role="BM", record=review)
"""


@pytest.fixture
def portal(blank: Portal, tmp_path: Path) -> Iterator[ClockedPortal]:
    with clocked(blank, tmp_path, at=BEGUN) as served:
        served.manage("shell", "--verbosity", "0", "--command", A_REVIEW)
        yield served


def open_review(page: Page) -> None:
    page.goto("/case-reviews/")
    page.get_by_role("link", name="NV-2026-02").first.click()
    expect_heading(page, "NV-2026-02: Ash")


def clock_on(page: Page) -> Locator:
    """The clock that heads the page of the review."""
    return page.get_by_role("region", name="Clock: publish the local review within 6 months")


def expect_clock(page: Page, words: str, due: str) -> None:
    open_review(page)
    expect(clock_on(page).locator(".portal-clock__state")).to_have_text(f"{words} Publish by {due}")


def test_a_review_is_paused_and_goes_on(portal: ClockedPortal, chromium: Browser) -> None:
    portal.set_clock(TRIAL_BEGINS)
    with window_of(portal, chromium, MANAGER) as page:
        expect_clock(page, "142 days left", DUE)
        page.get_by_role("button", name="Pause the clock").click()
        page.get_by_label("Criminal proceedings").check()
        page.get_by_label("What is known of it").fill("The trial begins at the Crown Court.")
        check_page(page)
        page.get_by_role("button", name="Pause this review").click()
        expect_told(page, "Review paused.")
        check_page(page)
        expect_clock(page, "Paused, 142 days left", "1 October 2026")
        expect(clock_on(page)).to_contain_text("Paused since 12 May 2026: criminal proceedings.")
        check_page(page)
    portal.set_clock(MEANWHILE)
    with window_of(portal, chromium, MANAGER) as page:
        expect_clock(page, "Paused, 142 days left", "23 October 2026")
        expect(page.get_by_role("button", name="Pause the clock")).to_have_count(0)
    portal.set_clock(TRIAL_ENDS)
    with window_of(portal, chromium, MANAGER) as page:
        open_review(page)
        page.get_by_role("button", name="Let this review go on").click()
        check_page(page)
        page.get_by_role("button", name="Let this review go on").click()
        expect_told(page, "The review goes on.")
        expect_clock(page, "142 days left", DUE_LATER)
        expect(clock_on(page)).to_contain_text("Paused 12 May 2026 to 11 June 2026: criminal proceedings.")
        page.goto("/case-reviews/timeliness/")
        check_page(page)
