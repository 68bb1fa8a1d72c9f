"""No fault that axe finds on the pages about messages: empty, filled, and once something was done."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from partnership.message_footer import stop_address
from tests.journeys.steps import check_page, sign_in
from tests.served import MANAGER, Portal

pytestmark = pytest.mark.browser
FILL = f"""
from django.utils import timezone
from partnership.models import Message, User
user = User.objects.get(email="{MANAGER}")
now = timezone.now()
for state in ("waiting", "sent", "failed", "failed"):
    Message.objects.create(
        to=user, kind="asked", subject="A question", body="", state=state, attempts=5, sent_at=now, error="Broken off"
    )
"""


def test_choosing_which_messages_come(portal: Portal, page: Page) -> None:
    sign_in(page)
    page.goto("/messages/")
    check_page(page)
    page.get_by_label("What is overdue, weekly").uncheck()
    page.get_by_role("button", name="Save which messages come").click()
    check_page(page)
    assert page.get_by_label("What is overdue, weekly").is_checked() is False


def test_stopping_messages_from_a_mail_signed_out(portal: Portal, page: Page) -> None:
    ((user,),) = portal.rows("select id from partnership_user")
    page.goto(urlsplit(stop_address(user, "due")).path)
    check_page(page)
    page.get_by_role("button", name="Stop these messages").click()
    check_page(page)
    assert page.get_by_role("heading", level=1).inner_text() == "These messages no longer come"


def test_sending_failed_messages_again(portal: Portal, page: Page) -> None:
    sign_in(page)
    page.goto("/outbox/?state=failed")
    check_page(page)
    portal.manage("shell", "--verbosity", "0", "--command", FILL)
    page.goto("/outbox/")
    check_page(page)
    page.get_by_role("link", name="Failed").click()
    page.get_by_role("button", name="Send these 2 again").click()
    check_page(page)
    assert "2 messages are being sent again." in page.locator("main").inner_text()


def test_calendar_link_from_none_to_none(page: Page) -> None:
    sign_in(page)
    page.goto("/calendar-link/")
    check_page(page)
    page.get_by_role("button", name="Make a calendar link").click()
    check_page(page)
    address = page.get_by_label("Calendar address").input_value()
    feed = "/calendar/" + address.rpartition("/")[2]
    assert page.request.get(feed).status == 200
    page.get_by_role("button", name="Remove the link").click()
    check_page(page)
    assert page.request.get(feed).status == 404
