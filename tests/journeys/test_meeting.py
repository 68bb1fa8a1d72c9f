"""A meeting from its agenda to locked minutes and what is carried to the next one."""

import contextlib
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import check_page, expect_heading, sign_in
from tests.served import PASSWORD, Portal

pytestmark = pytest.mark.browser

CHAIR = "chair@example.org"
A_GROUP = f"""
from partnership.models import User
from tests.factories.partnership import BoardFactory, GroupFactory, RoleGrantFactory, SeatFactory
group = GroupFactory(title="Exploitation subgroup", boards=[BoardFactory()])
for label in ("Police", "Children's social care", "Hospitals", "Housing"):
    SeatFactory(group=group, label=label)
chair = User.objects.create_user("{CHAIR}", "{PASSWORD}", name="Margaret Oyelaran")
RoleGrantFactory(user=chair, role="SCR")
"""


def typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


@contextlib.contextmanager
def chair_of(portal: Portal, chromium: Browser) -> Iterator[Page]:
    """The chair's own window, signed in."""
    context = chromium.new_context(base_url=portal.address, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(CHAIR)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect_heading(page, "Your work")
    yield page
    context.close()


def make_series(page: Page) -> str:
    """Two meetings six weeks apart, the first of them today; the address of the first."""
    page.goto("/meetings/")
    page.get_by_role("button", name="Plan a series").click()
    page.get_by_label("Group").select_option(label="Exploitation subgroup")
    page.get_by_label("First date").fill(typed(date.today()))
    page.get_by_label("How often").select_option(label="Every 6 weeks")
    page.get_by_label("How many meetings").fill("2")
    page.get_by_label("Starts at").fill("10am")
    page.get_by_role("button", name="Show the dates").click()
    expect(page.get_by_text("Nothing is made yet.")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Make 2 meetings").click()
    expect(page.get_by_text("2 meetings made.")).to_be_visible()
    page.locator("tbody a").first.click()
    return page.url


def fill_template(page: Page) -> None:
    page.get_by_role("link", name="Change the template of this group").click()
    for line, title in enumerate(["Welcome and apologies", "Matters arising", "Case learning"]):
        page.get_by_label(f"Number, line {line + 1}").fill(str(line + 1))
        page.get_by_label(f"Title, line {line + 1}").fill(title)
    page.get_by_label("Open actions, line 2").check()
    page.get_by_label("Confidential, line 3").check()
    page.get_by_role("button", name="Save the template").click()
    expect(page.get_by_text("The agenda template is saved.")).to_be_visible()
    check_page(page)


def build_agenda(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}agenda/")
    page.get_by_role("button", name="Build the agenda from the template (3 items)").click()
    page.get_by_label("Title").fill("Missing from care")
    page.get_by_label("Led by").fill("DCI Paul Harker")
    page.get_by_role("button", name="Add this item").click()
    # It stands before the item with which the template ends; moved behind it and back.
    page.get_by_role("button", name="Down Missing from care").click()
    expect(page.get_by_role("row").nth(4)).to_contain_text("Missing from care")
    page.get_by_role("button", name="Up Missing from care").click()
    expect(page.get_by_role("row").nth(3)).to_contain_text("Missing from care")
    check_page(page)


def fill_attendance(page: Page, meeting: str) -> None:
    """By keyboard alone: a letter sets a seat and moves down."""
    page.goto(f"{meeting}attendance/")
    page.get_by_role("radio", name="Present").first.focus()
    page.keyboard.press("p")
    page.keyboard.press("d")
    page.keyboard.type("Nadia Cole")
    page.keyboard.press("Enter")
    page.keyboard.press("x")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("a")
    expect(page.get_by_text("3 of 4")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Save, and mark the other 1 present").click()
    expect(page.get_by_text("Attendance saved: 4 of 4 seats filled in.")).to_be_visible()


def write_minutes(page: Page, meeting: str) -> None:
    """Saved while typing, from item to item by keyboard; an action is raised under its item."""
    page.goto(meeting)
    page.get_by_role("button", name="Write the minutes").click()
    minute = page.get_by_label("Minute", exact=True)
    minute.fill("The chair welcomed everybody.")
    expect(page.locator("[data-saved]")).to_contain_text("You can stop at any time.")
    page.keyboard.press("Alt+PageDown")
    expect(page.get_by_role("heading", name="2. Matters arising")).to_be_visible()
    minute.fill("Nothing was open.")
    page.keyboard.press("Alt+PageDown")
    expect(page.get_by_role("heading", name="3. Missing from care")).to_be_visible()
    minute.fill("Four of six homes get the list.")
    page.get_by_label("Decision").fill("The list goes to all six homes.")
    page.get_by_label("What will be done").fill("Send the list to two more homes")
    page.get_by_label("Who will do it").fill("DCI Paul Harker")
    page.get_by_label("By when").fill(typed(date.today() + timedelta(days=30)))
    check_page(page)
    page.get_by_role("button", name="Add this action").click()
    expect(page.get_by_role("heading", name="Raised in this item (1)")).to_be_visible()
    expect(minute).to_have_value("Four of six homes get the list.")
    page.keyboard.press("Alt+PageDown")
    expect(page.get_by_role("heading", name="4. Case learning")).to_be_visible()
    minute.fill("Held over to the next meeting.")
    page.get_by_role("link", name="Finish and go to the meeting").focus()
    expect(page.locator("[data-saved]")).to_contain_text("You can stop at any time.")


def test_a_meeting_from_agenda_to_locked_minutes(portal: Portal, page: Page, chromium: Browser) -> None:
    portal.manage("shell", "--verbosity", "0", "--command", A_GROUP)
    sign_in(page)
    expect_heading(page, "Your work")
    meeting = make_series(page)
    page.get_by_role("button", name="Build the agenda").click()
    fill_template(page)
    build_agenda(page, meeting)
    fill_attendance(page, meeting)
    write_minutes(page, meeting)
    page.goto(f"{meeting}close/")
    expect(page.get_by_text("Attendance is whole (4 of 4 seats)")).to_be_visible()
    page.get_by_role("button", name="Close this meeting").click()
    check_page(page)
    with chair_of(portal, chromium) as chair:
        chair.goto(meeting)
        chair.get_by_role("button", name="Read and agree the minutes").click()
        expect(chair.get_by_text("The list goes to all six homes.")).to_be_visible()
        check_page(chair)
        chair.get_by_role("button", name="Agree to these minutes").click()
        chair.get_by_role("button", name="Lock the minutes").click()
        chair.get_by_role("button", name="Lock these minutes").click()
        expect(chair.get_by_text("The minutes are locked.")).to_be_visible()
    page.goto(meeting)
    assert page.get_by_role("button", name="Write the minutes").count() == 0
    page.get_by_role("button", name="Carry items forward").click()
    page.get_by_label("4. Case learning").check()
    page.get_by_role("button", name="Carry these items forward").click()
    page.get_by_role("button", name="Add what is missing from the template").click()
    expect(page.get_by_text("Carried forward from")).to_be_visible()
    page.get_by_role("link", name="Go to the meeting").click()
    page.get_by_text("1 open action of this group today").click()
    expect(page.get_by_text("Send the list to two more homes")).to_be_visible()
    page.goto("/decisions/")
    expect_heading(page, "Decisions")
    expect(page.get_by_text("The list goes to all six homes.")).to_be_visible()


def test_the_same_by_hand_without_a_script(portal: Portal, chromium: Browser) -> None:
    """Attendance and minutes are saved by their buttons alone."""
    portal.manage("shell", "--verbosity", "0", "--command", A_GROUP)
    context = chromium.new_context(base_url=portal.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    expect_heading(page, "Your work")
    meeting = make_series_by_hand(page)
    page.goto(f"{meeting}agenda/")
    page.get_by_label("Title").fill("Missing from care")
    page.get_by_role("button", name="Add this item").click()
    page.goto(f"{meeting}attendance/")
    page.get_by_role("group", name="Police").locator("label").nth(2).click()
    page.get_by_role("button", name="Save the attendance").click()
    expect(page.get_by_text("Attendance saved: 1 of 4 seats filled in.")).to_be_visible()
    page.goto(meeting)
    page.get_by_role("button", name="Write the minutes").click()
    page.get_by_label("Minute", exact=True).fill("Four of six homes get the list.")
    page.get_by_role("button", name="Save this item").click()
    expect(page.get_by_text("You can stop at any time.")).to_be_visible()
    assert portal.rows("select minute from partnership_agendaitem") == [("Four of six homes get the list.",)]
    context.close()


def make_series_by_hand(page: Page) -> str:
    page.goto("/meetings/new/")
    page.get_by_label("Group").select_option(label="Exploitation subgroup")
    page.get_by_label("Date").fill(typed(date.today()))
    page.get_by_role("button", name="Add this meeting").click()
    return page.url
