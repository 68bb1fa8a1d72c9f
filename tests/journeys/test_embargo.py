"""A report that is released with a time to come: not public one minute before it, public one minute after it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.clock import ClockedPortal, clocked
from tests.journeys.steps import check_page, expect_heading, expect_told, status_of, window_of
from tests.served import MANAGER, Portal

pytestmark = pytest.mark.browser

#: A Monday morning, and noon of the Thursday after it, an hour later in Britain.
RELEASED_AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
PUBLIC_FROM = datetime(2026, 6, 4, 11, 0, tzinfo=UTC)
TITLE = "When appointments are missed"
A_SIGNED_REPORT = f"""
from partnership.models import User
from tests.factories.partnership import RoleGrantFactory
from tests.reviews.publishing import restricted_review, signed_report
review = restricted_review(reference="NV-2026-02", visibility="restricted")
signed_report(review)
RoleGrantFactory(user=User.objects.get(email="{MANAGER}"), role="BM", record=review)
"""
#: All that is stored of the copy and of how the review is published.
STORED = """
select copy.*, review.publication, review.embargo_until, review.status, record.version, record.visibility
from reviews_publishedcopy copy
join reviews_review review on review.record_ptr_id = copy.review_id
join partnership_record record on record.id = review.record_ptr_id
"""


@pytest.fixture
def portal(blank: Portal, tmp_path: Path) -> Iterator[ClockedPortal]:
    with clocked(blank, tmp_path, at=RELEASED_AT) as served:
        served.manage("shell", "--verbosity", "0", "--command", A_SIGNED_REPORT)
        yield served


def release(page: Page) -> None:
    page.goto("/case-reviews/")
    page.get_by_role("link", name="NV-2026-02").first.click()
    page.get_by_role("link", name="Publication").click()
    page.get_by_role("button", name="Release the report").click()
    page.get_by_label("Title for the public").fill(TITLE)
    page.get_by_label("From a later time, under embargo until then").check()
    page.get_by_label("Day, if it is later").fill("4 June 2026")
    page.get_by_label("Time, if it is later").fill("12pm")
    page.get_by_label("I have read the words above.").check()
    check_page(page)
    page.get_by_role("button", name="Release the report").click()
    expect_told(page, "Report released.")
    expect(page.get_by_text("Until then nothing of it is shown. It opens by itself.")).to_be_visible()
    check_page(page)


def test_an_embargo_ends_by_the_clock_alone(portal: ClockedPortal, chromium: Browser) -> None:
    with window_of(portal, chromium, MANAGER) as manager:
        release(manager)
    ((public_id,),) = portal.rows("select public_id from reviews_publishedcopy")
    address = f"/published/{public_id}/"
    stored = portal.rows(STORED)
    with window_of(portal, chromium) as reader:
        portal.set_clock(PUBLIC_FROM - timedelta(minutes=1))
        assert status_of(reader, address) == status_of(reader, f"{address}pdf/") == 404
        reader.goto("/published/")
        expect(reader.get_by_text("No review is published here at the moment.")).to_be_visible()
        portal.set_clock(PUBLIC_FROM + timedelta(minutes=1))
        reader.goto("/published/")
        reader.get_by_role("link", name=TITLE).click()
        expect_heading(reader, TITLE)
        expect(reader.get_by_text("Agencies knew parts of the story.")).to_be_visible()
        check_page(reader)
    assert portal.rows(STORED) == stored
    with window_of(portal, chromium, MANAGER) as manager:
        manager.goto("/case-reviews/")
        manager.get_by_role("link", name="NV-2026-02").first.click()
        manager.get_by_role("link", name="Publication").click()
        expect(manager.get_by_text("Public since 4 June 2026")).to_be_visible()
