"""A case from its referral by an agency to the published report, and on to what agencies did with its briefing."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.clock import ClockedPortal, clocked
from tests.journeys.steps import check_page, expect_heading, expect_told, show_that_it_is_you, window_of
from tests.served import MANAGER, PASSWORD, Portal

pytestmark = pytest.mark.browser

POLICE, HEALTH = "police@example.org", "health@example.org"
SCRUTINEER, REVIEWER = "scrutineer@example.org", "reviewer@example.org"
REFERRED = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
PEOPLE = f"""
from partnership.models import User
from tests.factories.partnership import AgencyFactory, BoardFactory, RoleGrantFactory
from tests.factories.reviews import ReviewFactory
def holds(email, name, role, **more):
    user = User.objects.create_user(email, "{PASSWORD}", name=name)
    RoleGrantFactory(user=user, role=role, **more)
BoardFactory(name="North Vale Safeguarding Children Partnership")
holds("{POLICE}", "Daniel Price", "REP", agency=AgencyFactory(name="North Vale Police"))
holds("{HEALTH}", "Nadia Cole", "REP", agency=AgencyFactory(name="Community health"))
holds("{SCRUTINEER}", "Margaret Oyelaran", "SCR")
holds("{REVIEWER}", "Asha Lindqvist", "REV", record=ReviewFactory(reference="NV-2025-09", visibility="restricted"))
"""
REPORT = "## What we found\n\nThe mother told three services. Nobody put it together."
SUMMARY = "A baby was hurt at home. Three services each knew a part."
TITLE = "When nobody puts it together"


@pytest.fixture
def portal(blank: Portal, tmp_path: Path) -> Iterator[ClockedPortal]:
    with clocked(blank, tmp_path, at=REFERRED) as served:
        served.manage("shell", "--verbosity", "0", "--command", PEOPLE)
        yield served


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def part_of(page: Page, review: str, name: str) -> None:
    """One of the parts that the page of the review leads to."""
    page.goto(review)
    page.get_by_role("region", name="In this review").get_by_role("link", name=name).click()


def refer(police: Page) -> None:
    police.goto("/places/returns/")
    police.get_by_role("main").get_by_role("link", name="Refer a case").click()
    police.get_by_label("A child was seriously harmed").check()
    police.get_by_label("When your agency learned of it").fill("29/5/2026")
    police.get_by_label("What is known").fill("A baby was hurt at home. The mother had asked for help.")
    police.get_by_label("Why it should be reviewed").fill("Three services each knew a part.")
    check_page(police)
    press(police, "Send to the business unit")
    expect_told(police, "sent to the business unit.")
    check_page(police)


def decide(manager: Page) -> str:
    """Taken on, screened, notified, the rapid review sent, considered; the address of the review."""
    manager.goto("/referrals/")
    manager.locator("tbody a").first.click()
    manager.get_by_role("button", name="Go to the decision").click()
    case = manager.url
    check_page(manager)
    manager.get_by_role("button", name="Screen this case").click()
    manager.get_by_label("Consider it against the criteria").check()
    manager.get_by_label("Why", exact=True).fill("A child was seriously harmed, and several services knew.")
    press(manager, "Save the screening")
    expect_told(manager, "Screening saved.")
    tell(manager, "The national Panel")
    tell(manager, "A safeguarding partner", agency="North Vale Police")
    manager.get_by_role("button", name="Record the rapid review").click()
    manager.get_by_label("Sent to the Panel").fill("1/6/2026")
    press(manager, "Save the day")
    consider(manager)
    return case.removesuffix("decision/")


def tell(manager: Page, whom: str, agency: str = "") -> None:
    manager.get_by_role("button", name="Record who was told").click()
    manager.get_by_label(whom).check()
    if agency:
        manager.get_by_label("Which agency").select_option(label=agency)
    manager.get_by_label("When the authority learned of it").fill("29/5/2026")
    press(manager, "Save this notification")
    expect_told(manager, "Notification saved.")


def consider(manager: Page) -> None:
    """Each criterion by keyboard: the arrow goes from yes to no."""
    manager.get_by_role("button", name="Record a decision").click()
    manager.get_by_label("Who decided").fill("The three safeguarding partners")
    for letter in "abc":
        manager.get_by_role("group", name=re.compile(rf"^\({letter}\)")).get_by_label("Yes").check()
        manager.get_by_label(f"Why, for ({letter})").fill("Services knew of it.")
    of_panel = manager.get_by_role("group", name=re.compile(r"^\(d\)"))
    of_panel.get_by_label("Yes").focus()
    manager.keyboard.press("ArrowDown")
    expect(of_panel.get_by_label("No")).to_be_checked()
    manager.get_by_label("Criteria met", exact=True).check()
    manager.get_by_label("Local child safeguarding practice review").check()
    manager.get_by_label("Reasons").fill("Services worked beside each other, and not together.")
    manager.get_by_label("What we tell the agency that referred").fill("There will be a local review.")
    check_page(manager)
    press(manager, "Record this decision")
    expect_told(manager, "Decision recorded.")
    check_page(manager)


def add_to_panel(manager: Page, review: str, part: str, who: str) -> None:
    part_of(manager, review, "Panel and reviewer")
    manager.get_by_role("button", name="Add somebody").click()
    manager.get_by_label(part, exact=True).check()
    manager.get_by_label("Who (if they have an account)").select_option(label=who)
    press(manager, "Add them")
    expect_told(manager, "They have their part, and have been told.")


def ask_for_return(manager: Page, review: str) -> None:
    manager.goto(review)
    manager.get_by_role("button", name="Ask an agency for a return").click()
    manager.get_by_label("Chronology and report").check()
    press(manager, "Go on")
    manager.get_by_label("Due", exact=True).fill("26/6/2026")
    manager.get_by_label("Questions (if any)").fill("What did your agency do well?")
    manager.get_by_label("Nadia Cole").check()
    check_page(manager)
    press(manager, "Ask these agencies")
    expect_told(manager, "1 agency is asked.")
    check_page(manager)


def write_return(health: Page) -> None:
    health.goto("/review-returns/")
    health.locator("tbody a").first.click()
    check_page(health)
    health.get_by_role("button", name="Type an entry").click()
    health.get_by_label("Date").fill("3/11/2025")
    health.get_by_label("What happened").fill("The health visitor sees mother and baby at home.")
    press(health, "Save this entry")
    expect_told(health, "Entry saved.")
    health.get_by_role("button", name="Answer question 1").click()
    health.get_by_label("Your answer").fill("Visits were made on time.")
    press(health, "Save this answer")
    expect_told(health, "Answer saved.")
    health.get_by_role("button", name="Send this return").click()
    health.get_by_label("Who has read and agreed it?").fill("The director of nursing")
    health.get_by_label("This person has read the return and agrees with all of it").check()
    press(health, "Send it to the business unit")
    expect_told(health, "The return is sent.")
    check_page(health)


def lock_return(manager: Page, review: str) -> None:
    manager.goto(review)
    manager.get_by_role("link", name="Community health").first.click()
    check_page(manager)
    manager.get_by_role("button", name="Lock this return").click()
    press(manager, "Lock this return")
    expect_told(manager, "The return is locked.")
    part_of(manager, review, "Chronology")
    expect(manager.get_by_text("The health visitor sees mother and baby at home.")).to_be_visible()


def write_report(reviewer: Page, review: str) -> None:
    part_of(reviewer, review, "Drafts and sign-off")
    reviewer.get_by_role("button", name="Write the first draft").click()
    reviewer.get_by_label("Text", exact=True).fill(REPORT)
    press(reviewer, "Save as draft 1")
    expect_told(reviewer, "Draft 1 saved. Nobody has signed it yet.")
    check_page(reviewer)
    assert reviewer.get_by_role("button", name="Sign this draft").count() == 0
    reviewer.goto(review)
    reviewer.get_by_role("button", name="Change", exact=True).click()
    reviewer.get_by_label("Themes").fill("Working together")
    reviewer.get_by_label("Learning that may be shared").fill("Ask what other services know.")
    reviewer.get_by_label("Summary cleared for print").fill(SUMMARY)
    press(reviewer, "Save the review")


def sign(page: Page, review: str) -> None:
    page.goto(f"{review}texts/report/")
    page.get_by_role("button", name="Sign this draft").click()
    page.get_by_label("I have read this draft, and these are the words that I sign").check()
    press(page, "Sign draft 1")
    expect_told(page, "You have signed draft 1.")


def note_panel_copy(manager: Page, review: str, day: str) -> None:
    part_of(manager, review, "Publication")
    manager.get_by_label("The full report went to the Panel on").fill(day)
    press(manager, "Save this day")
    expect_told(manager, "Day of the Panel’s copy saved.")


def release(manager: Page, review: str) -> None:
    part_of(manager, review, "Publication")
    manager.get_by_role("button", name="Release the report").click()
    manager.get_by_label("Title for the public").fill(TITLE)
    manager.get_by_label("Now", exact=True).check()
    manager.get_by_label("I have read the words above.").check()
    press(manager, "Release the report")


def make_briefing(manager: Page, review: str) -> str:
    manager.goto(review)
    manager.get_by_role("link", name="Make a seven-minute briefing").click()
    expect(manager.get_by_label("What happened")).to_have_value(SUMMARY)
    manager.get_by_label("Title").fill(TITLE)
    manager.get_by_label("Questions to talk about").fill("- Whom do you ask?")
    press(manager, "Add this briefing")
    expect_heading(manager, TITLE)
    assert manager.get_by_role("button", name="Clear these words").count() == 0
    check_page(manager)
    return manager.url


def clear(scrutineer: Page, briefing: str) -> None:
    scrutineer.goto(briefing)
    scrutineer.get_by_role("button", name="Clear these words").click()
    press(scrutineer, "I have read these words and clear them")
    expect_told(scrutineer, "Briefing cleared.")


def ask_agencies(manager: Page, briefing: str) -> None:
    manager.goto(briefing)
    manager.get_by_role("button", name="Ask the agencies").click()
    for agency in ("North Vale Police", "Community health"):
        manager.get_by_label(agency).check()
    manager.get_by_label("Answer by").fill("31/7/2026")
    press(manager, "Ask these agencies")
    expect_told(manager, "The agencies are asked.")
    expect(manager.get_by_text("0 of 2 agencies, 0 staff")).to_be_visible()


def answer_briefing(health: Page) -> None:
    health.goto("/briefing-receipts/")
    health.locator("tbody a").first.click()
    health.get_by_role("button", name="Answer", exact=True).click()
    health.get_by_label("Which teams used it?").fill("Health visiting, school nursing")
    health.get_by_label("How many staff?").fill("24")
    health.get_by_label("What has changed?").fill("Each visit ends with the question who else is involved.")
    check_page(health)
    press(health, "Save the answer")
    expect_told(health, "Answer saved.")
    check_page(health)


def begin_review(portal: ClockedPortal, chromium: Browser) -> str:
    """From the referral to the panel; the address of the review."""
    with window_of(portal, chromium, POLICE) as police, window_of(portal, chromium, MANAGER) as manager:
        refer(police)
        review = decide(manager)
        police.goto("/referrals/")
        police.locator("tbody a").first.click()
        expect(police.get_by_text("There will be a local review.").first).to_be_visible()
        assert police.request.get(review).status == 404
        add_to_panel(manager, review, "Independent reviewer", "Asha Lindqvist")
        add_to_panel(manager, review, "Adviser to the panel", "Margaret Oyelaran")
        return review


def carry_out(portal: ClockedPortal, chromium: Browser, review: str) -> None:
    """The return, the report, two signatures, the Panel's copy."""
    with window_of(portal, chromium, MANAGER) as manager:
        ask_for_return(manager, review)
        with window_of(portal, chromium, HEALTH) as health:
            write_return(health)
        lock_return(manager, review)
        with window_of(portal, chromium, REVIEWER) as reviewer:
            write_report(reviewer, review)
        portal.wait(minutes=6)
        manager.goto(f"{review}texts/report/")
        show_that_it_is_you(manager)
        sign(manager, review)
        with window_of(portal, chromium, SCRUTINEER) as scrutineer:
            sign(scrutineer, review)
            expect(scrutineer.get_by_text("Signed off", exact=True)).to_be_visible()
            check_page(scrutineer)
        note_panel_copy(manager, review, "1/6/2026")


def share(portal: ClockedPortal, chromium: Browser, review: str) -> None:
    """The briefing, cleared by somebody else; what agencies did with it, and how many answered."""
    with window_of(portal, chromium, MANAGER) as manager:
        briefing = make_briefing(manager, review)
        with window_of(portal, chromium, SCRUTINEER) as scrutineer:
            clear(scrutineer, briefing)
        ask_agencies(manager, briefing)
        with window_of(portal, chromium, HEALTH) as health:
            answer_briefing(health)
        manager.goto(briefing)
        expect(manager.get_by_text("1 of 2 agencies, 24 staff")).to_be_visible()
        check_page(manager)
        manager.goto("/briefing-receipts/")
        expect(manager.get_by_role("row", name=re.compile("Community health 1 1 24"))).to_be_visible()
        check_page(manager)


@pytest.mark.timeout(600)  # six people, one after the other
def test_a_case_from_referral_to_what_agencies_did_with_its_learning(portal: ClockedPortal, chromium: Browser) -> None:
    review = begin_review(portal, chromium)
    carry_out(portal, chromium, review)
    with window_of(portal, chromium, MANAGER) as manager:
        release(manager, review)
        expect(manager.get_by_text("The Panel has the report for too short a time.")).to_be_visible()
    portal.wait(days=14)
    with window_of(portal, chromium, MANAGER) as manager:
        release(manager, review)
        expect_told(manager, "Report released.")
        check_page(manager)
    with window_of(portal, chromium) as reader:
        reader.goto("/published/")
        reader.get_by_role("link", name=TITLE).click()
        expect_heading(reader, TITLE)
        expect(reader.get_by_text("The mother told three services.")).to_be_visible()
        expect(reader.get_by_text(SUMMARY)).to_be_visible()
        check_page(reader)
    share(portal, chromium, review)
