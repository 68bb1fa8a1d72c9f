"""Whoever has a conflict of interest loses sight of a review at once, and has it back once the conflict ends."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import check_page, expect_heading, expect_told, sign_in, status_of, window_of
from tests.served import MANAGER, PASSWORD, Portal

pytestmark = pytest.mark.browser

ASKED, ON_PANEL = "asked@example.org", "panel@example.org"
REFERENCE = "NV-2026-02"
#: One agency's representative is asked for a return, another's sits on the panel.
A_REVIEW = f"""
from partnership.models import User
from reviews.models import ReturnAnswer
from tests.factories.partnership import AgencyFactory, RoleGrantFactory
from tests.factories.reviews import AgencyReturnFactory, PanelMemberFactory, ReviewFactory
manager = User.objects.get(email="{MANAGER}")
review = ReviewFactory(reference="{REFERENCE}", title="Ash", visibility="restricted")
RoleGrantFactory(user=manager, role="BM", record=review)
def speaks(email, name, agency):
    user = User.objects.create_user(email, "{PASSWORD}", name=name)
    RoleGrantFactory(user=user, role="REP", agency=agency)
    return user
schools, hospital = AgencyFactory(name="Education and schools"), AgencyFactory(name="County hospital")
asked = speaks("{ASKED}", "Priya Raman", schools)
row = AgencyReturnFactory(review=review, agency=schools, people=[asked], asked_by=manager, due_on="2099-01-29")
ReturnAnswer.objects.create(agency_return=row, number=1)
member = speaks("{ON_PANEL}", "Owen Hughes", hospital)
grant = RoleGrantFactory(user=member, role="REP", agency=hospital, record=review)
PanelMemberFactory(review=review, user=member, name="Owen Hughes", agency=hospital, grant=grant)
"""


@pytest.fixture
def addresses(portal: Portal) -> tuple[str, str]:
    """Of the review, and of the return."""
    portal.manage("shell", "--verbosity", "0", "--command", A_REVIEW)
    ((review, row),) = portal.rows("select review_id, id from reviews_agencyreturn")
    return f"/case-reviews/{review}/", f"/review-returns/{row}/"


def finds(page: Page) -> bool:
    """Whether the search finds the review by its reference; the list of reviews shows it then and only then."""
    found = []
    for address in (f"/search/?words={REFERENCE}", "/case-reviews/"):
        page.goto(address)
        found.append(page.locator("main").get_by_role("link", name=REFERENCE).count() > 0)
    assert found[0] == found[1]
    return found[0]


def lists_return(page: Page) -> bool:
    page.goto("/review-returns/")
    return page.locator("main").get_by_role("link", name=REFERENCE).count() > 0


def declare_for_agency(manager: Page, review: str, agency: str) -> None:
    manager.goto(review)
    manager.get_by_role("link", name="Who has access").first.click()
    manager.get_by_role("button", name="Declare somebody’s conflict").click()
    manager.get_by_label("Agency (if it is everybody who speaks for it)").select_option(label=agency)
    manager.get_by_label("Why").fill("A manager there is close to the family.")
    check_page(manager)
    manager.get_by_role("button", name="Declare it").click()
    expect_told(manager, "The conflict of interest is recorded.")
    expect(manager.get_by_role("heading", name="Conflicts of interest (1)")).to_be_visible()
    check_page(manager)


def end_conflict(manager: Page, review: str) -> None:
    manager.goto(review)
    manager.get_by_role("link", name="Who has access").first.click()
    manager.get_by_role("link", name="End it").click()
    manager.get_by_label("Why").fill("That manager has left the agency.")
    check_page(manager)
    manager.get_by_role("button", name="End it").click()
    expect_told(manager, "The conflict of interest has ended.")


def test_the_agency_of_a_panel_member_loses_sight(
    portal: Portal, page: Page, chromium: Browser, addresses: tuple[str, str]
) -> None:
    review, _ = addresses
    sign_in(page)
    expect_heading(page, "Your work")
    with window_of(portal, chromium, ON_PANEL) as member:
        member.goto(review)
        expect_heading(member, f"{REFERENCE}: Ash")
        assert finds(member)
        declare_for_agency(page, review, "County hospital")
        assert status_of(member, review) == status_of(member, f"{review}panel/") == 404
        assert not finds(member)
        end_conflict(page, review)
        assert status_of(member, review) == status_of(member, f"{review}panel/") == 200
        assert finds(member)


def test_who_is_asked_for_a_return_declares_a_conflict(
    portal: Portal, page: Page, chromium: Browser, addresses: tuple[str, str]
) -> None:
    review, row = addresses
    with window_of(portal, chromium, ASKED) as asked:
        assert lists_return(asked)
        asked.goto(row)
        asked.get_by_role("main").get_by_role("link", name="Tell us of your conflict").click()
        asked.get_by_label("Why").fill("I am a friend of the mother.")
        check_page(asked)
        asked.get_by_role("button", name="Declare it and give up access").click()
        expect_told(asked, "Your conflict of interest is recorded.")
        check_page(asked)
        assert not lists_return(asked)
        assert {status_of(asked, f"{row}{part}") for part in ("", "send/", "entries/new/", "write/")} == {404}
        sign_in(page)
        expect_heading(page, "Your work")
        end_conflict(page, review)
        assert lists_return(asked)
        assert status_of(asked, row) == 200
        assert status_of(asked, review) == 404
