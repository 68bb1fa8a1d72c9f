"""A chair logs an action and completes it; an agency answers for another, and the chair agrees to its new date."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import check_page, expect_heading
from tests.served import PASSWORD, Portal

pytestmark = pytest.mark.browser
CHAIR, HEALTH = "chair@example.org", "health@example.org"
PEOPLE = f"""
from datetime import date
from partnership.models import RoleGrant, User
from tests.factories.partnership import ActionFactory, ActionPlanFactory, AgencyFactory, GroupFactory
group = GroupFactory(reference="LEARN", title="Learning subgroup")
agency = AgencyFactory(code="ICB", name="Integrated Care Board")
for email, name, grant in (
    ("{CHAIR}", "Helen Strand", dict(role="SGC", group=group)),
    ("{HEALTH}", "Priya Nair", dict(role="REP", agency=agency)),
):
    user = User.objects.create_user(email, "{PASSWORD}", name=name)
    RoleGrant.objects.create(user=user, starts_on=date(2015, 1, 1), **grant)
ActionFactory(
    reference="ACT-0412", title="Put the tool into the one-year check", agency=agency, owner="Priya Nair",
    plan=ActionPlanFactory(record=group), due_on=date(2030, 5, 28),
)
"""
Enter = Callable[[str], Page]


@pytest.fixture
def enter(portal: Portal, chromium: Browser) -> Iterator[Enter]:
    """A window of their own for each of the two people, signed in."""
    portal.manage("shell", "--verbosity", "0", "--command", PEOPLE)
    with ExitStack() as windows:

        def entered(email: str) -> Page:
            context = windows.enter_context(closing(chromium.new_context(base_url=portal.address)))
            page = context.new_page()
            page.goto("/accounts/login/")
            page.get_by_label("E-mail address").fill(email)
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Continue").click()
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            return page

        yield entered


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def test_a_chair_logs_and_completes_an_action(enter: Enter) -> None:
    page = enter(CHAIR)
    page.goto("/actions/")
    press(page, "Add an action")
    expect_heading(page, "Add an action")
    expect(page.get_by_text("Your groups: LEARN (Learning subgroup)")).to_be_visible()
    press(page, "Add this action")
    expect(page.get_by_role("link", name="Say what is to be done")).to_be_visible()
    check_page(page)
    page.get_by_label("Where it comes from").fill("learn")
    page.get_by_label("What is to be done").fill("Share the briefing on neglect")
    page.get_by_label("Due on").fill("30 June 2030")
    press(page, "Add this action")
    expect_heading(page, "Share the briefing on neglect")
    expect(page.get_by_text("Nothing written yet.")).to_be_visible()
    check_page(page)
    press(page, "Record that it is done")
    press(page, "Record that it is done")
    words = "Say what difference it made, or below why no difference can be shown yet"
    expect(page.get_by_role("link", name=words)).to_be_visible()
    check_page(page)
    page.get_by_label("What difference has it made?").fill("Forty practitioners used it in the first month.")
    press(page, "Record that it is done")
    expect_heading(page, "Share the briefing on neglect")
    expect(page.get_by_text("Forty practitioners used it in the first month.").first).to_be_visible()
    expect(page.locator(".portal-title .portal-chip")).to_have_text("Complete")
    press(page, "Reopen this action")
    check_page(page)


def add_evidence(page: Page) -> None:
    page.get_by_role("button", name="Add a file").click()
    page.get_by_label("The file").set_input_files(
        {"name": "pilot.csv", "mimeType": "text/csv", "buffer": b"Used in 46 of 52 checks."}
    )
    page.get_by_label("What it is").fill("Pilot summary")
    press(page, "Add the file")
    expect(page.get_by_role("link", name="Pilot summary", exact=True)).to_be_visible()


def agree(chair: Page) -> None:
    """The chair agrees to the new date, and is told to choose before she does."""
    chair.goto("/due-date-requests/")
    chair.get_by_role("link", name="ACT-0412").click()
    check_page(chair)
    press(chair, "Answer the request")
    press(chair, "Give this answer")
    expect(chair.get_by_role("link", name="Choose whether the date moves or stays")).to_be_visible()
    check_page(chair)
    chair.get_by_label("Agree: the date moves").check()
    chair.get_by_label("Why?").fill("This once.")
    press(chair, "Give this answer")
    expect_heading(chair, "Put the tool into the one-year check")
    expect(chair.get_by_text("Moved once").first).to_be_visible()


def test_an_agency_reports_and_asks_and_the_chair_agrees(enter: Enter) -> None:
    health, later = enter(HEALTH), date.today() + timedelta(days=90)
    health.goto("/actions/")
    health.get_by_role("link", name="Put the tool into the one-year check").click()
    press(health, "Add a progress note")
    health.get_by_label("What has been done, or what stands in the way").fill("The supplier has built the change.")
    health.get_by_label("This action is at risk").check()
    press(health, "Add this note")
    expect(health.get_by_text("The supplier has built the change.").first).to_be_visible()
    add_evidence(health)
    press(health, "Ask for a new date")
    check_page(health)
    health.get_by_label("New due date").fill(f"{later:%d/%m/%Y}")
    health.get_by_label("Why can the date not be kept?").fill("The safety officer is on leave.")
    press(health, "Ask for this date")
    expect(health.get_by_text("Priya Nair asks for a new date")).to_be_visible()

    agree(enter(CHAIR))

    health.reload()
    expect(health.get_by_text("Agreed", exact=True)).to_be_visible()
    health.goto("/moved-dates/")
    check_page(health)
