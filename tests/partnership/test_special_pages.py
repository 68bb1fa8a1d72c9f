"""The pages and lists that say more than their declaration: the risk matrix, attendance, an agency, public pages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnership import registry
from partnership.enums import Role, Visibility
from tests.clients import page_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    AttendanceFactory,
    BoardFactory,
    ContributionFactory,
    GroupFactory,
    MeetingFactory,
    RiskFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def cells(page: str) -> list[str]:
    """What stands in each cell of the matrix, row by row."""
    found = page.split('<table class="portal-matrix">')[1].split("</table>")[0].split("<td ")[1:]
    return [cell for cell in found if "portal-matrix__risk" in cell]


def test_the_matrix_places_each_listed_risk(manager: Client) -> None:
    risk = RiskFactory(reference="R-01", likelihood=4, impact=3)
    RiskFactory(reference="R-02", likelihood=1, impact=5, status="closed")
    (cell,) = cells(page_of(manager, "/risks/"))
    assert f'href="{registry.url_of(risk)}">R-01</a>' in cell
    assert "portal-matrix__cell--high" in cell
    assert len(cells(page_of(manager, "/risks/?status="))) == 2


def test_the_matrix_names_a_restricted_risk_by_reference_only(manager: Client) -> None:
    RiskFactory(reference="R-03", title="CANARY of a title", visibility=Visibility.RESTRICTED)
    page = page_of(manager, "/risks/")
    assert ("R-03</a>" in cells(page)[0], "CANARY" in page) == (True, False)


def test_no_matrix_where_no_risk_is_found(manager: Client) -> None:
    RiskFactory()
    assert "portal-matrix" not in page_of(manager, "/risks/?words=zebra")


def seat_row(page: str, label: str) -> list[str]:
    """Letters of a seat's row in the grid, then its tally."""
    row = page.split('<table class="portal-table portal-grid">')[1].split(f">{label}")[1].split("</tr>")[0]
    letters = [part.split("<")[0] for part in row.split('<span aria-hidden="true">')[1:]]
    return [*letters, row.split('<td class="portal-number">')[1].split("<")[0]]


def meetings_of(seat: Any, statuses: list[str]) -> None:
    for month, status in enumerate(statuses, start=1):
        meeting = MeetingFactory(group=seat.group, held_on=date(2026, month, 10))
        if status:
            AttendanceFactory(meeting=meeting, seat=seat, status=status)


def test_a_group_shows_who_came_to_its_last_six_meetings(manager: Client) -> None:
    seat = SeatFactory(label="Head of service")
    meetings_of(seat, ["present", "present", "deputy", "apologies", "absent", "not_due", "present", ""])
    page = page_of(manager, registry.url_of(seat.group))
    assert "Who came to the last 6 meetings" in page
    assert seat_row(page, "Head of service") == ["P", "D", "A", "X", "N", "P", "3 of 5"]
    assert "10 Jan 2026" not in page.split("portal-grid")[1].split("</table>")[0]


def test_a_cell_says_its_letter_in_words(manager: Client) -> None:
    seat = SeatFactory()
    meetings_of(seat, ["apologies"])
    page = page_of(manager, registry.url_of(seat.group))
    assert '<span aria-hidden="true">A</span><span class="govuk-visually-hidden">Apologies</span>' in page


def test_the_grid_leaves_restricted_and_cancelled_meetings_out(manager: Client) -> None:
    seat = SeatFactory()
    hidden = MeetingFactory(group=seat.group, held_on=date(2026, 1, 10), visibility=Visibility.RESTRICTED)
    cancelled = MeetingFactory(group=seat.group, held_on=date(2026, 2, 10), status="cancelled")
    for meeting in (hidden, cancelled):
        AttendanceFactory(meeting=meeting, seat=seat)
    assert "portal-grid" not in page_of(manager, registry.url_of(seat.group))


def test_an_agency_shows_its_attendance_of_a_year_and_what_it_gave(client: Client) -> None:
    agency, today = AgencyFactory(), timezone.localdate()
    seat = SeatFactory(agency=agency, group=GroupFactory())
    for days, status in ((10, "present"), (40, "apologies"), (70, "not_due"), (500, "absent")):
        held_on = today - timedelta(days=days)
        AttendanceFactory(meeting=MeetingFactory(group=seat.group, held_on=held_on), seat=seat, status=status)
    ContributionFactory(agency=agency, agreed="42500.00")
    ContributionFactory(agency=AgencyFactory(), agreed="99999.00")
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    page = page_of(client, registry.url_of(agency))
    assert "1 of 2 (50%)" in page
    assert ("£42,500.00" in page, "£99,999.00" in page) == (True, False)


def test_an_agency_s_contributions_are_not_for_everybody_who_finds_its_address(client: Client) -> None:
    agency = AgencyFactory()
    ContributionFactory(agency=agency, agreed="42500.00")
    client.force_login(user_with(Role.TRAINING_COORDINATOR))
    page = page_of(client, registry.url_of(agency))
    assert (agency.name in page, "£42,500.00" in page) == (True, False)


@pytest.mark.parametrize("address", ["/help/", "/accessibility/", "/privacy/", "/contact/"])
def test_public_pages_open_to_strangers_and_say_whom_to_ask(address: str, client: Client) -> None:
    BoardFactory(name="Northvale Partnership", email="unit@example.org", phone="01632 960100")
    page = page_of(client, address)
    wanted = ["mailto:unit@example.org", "01632 960100", 'href="/accessibility/"', "Worried about a child?"]
    assert [words for words in wanted if words not in page] == []
