"""What an agency is asked before a board; nothing of restricted records, and no more queries for more rows."""

from datetime import date, timedelta
from typing import Any

import pytest

from partnership.enums import Role, Visibility
from partnership.models import Agency
from partnership.principals import Principal, principal_of
from partnership.registry import ReturnDue
from partnership.selectors.agency_sheet import AgencySheet, agency_sheet
from partnership.selectors.attendance import Tally
from tests.clients import user_with
from tests.factories import partnership as made
from tests.factories.audits import Section11ReturnFactory

pytestmark = pytest.mark.django_db
TODAY = date(2018, 6, 1)
LATE = TODAY - timedelta(days=10)


@pytest.fixture
def agency() -> Agency:
    return made.AgencyFactory()


def manager() -> Principal:
    return principal_of(user_with(Role.BUSINESS_MANAGER))


def sheet(agency: Agency, principal: Principal | None = None) -> AgencySheet:
    return agency_sheet(agency=agency, today=TODAY, principal=principal or manager())


def attended(agency: Agency, group: Any, held_on: date, how: str, **meeting: Any) -> None:
    seat = made.SeatFactory(group=group, agency=agency)
    made.AttendanceFactory(meeting=made.MeetingFactory(group=group, held_on=held_on, **meeting), seat=seat, status=how)


def test_attendance_of_twelve_months_by_group(agency: Agency) -> None:
    board, panel = made.GroupFactory(title="Board"), made.GroupFactory(title="Panel")
    attended(agency, board, date(2018, 5, 1), "present")
    attended(agency, board, date(2018, 2, 1), "absent")
    attended(agency, board, date(2018, 3, 1), "absent", status="cancelled")
    attended(agency, panel, date(2018, 1, 1), "deputy")
    attended(agency, panel, date(2017, 5, 1), "absent")
    attended(agency, panel, date(2018, 4, 1), "absent", visibility=Visibility.RESTRICTED)
    attended(made.AgencyFactory(), panel, date(2018, 1, 2), "absent")
    found = sheet(agency)
    assert [(one.group, one.tally) for one in found.groups] == [("Board", Tally(1, 2)), ("Panel", Tally(1, 1))]
    assert found.attendance == Tally(2, 3)


def test_late_actions_oldest_first_without_those_of_restricted_records(agency: Agency) -> None:
    newer = made.ActionFactory(agency=agency, due_on=LATE)
    older = made.ActionFactory(agency=agency, due_on=LATE - timedelta(days=1))
    made.ActionFactory(agency=agency, due_on=TODAY)
    made.ActionFactory(agency=agency, due_on=LATE, status="complete")
    made.ActionFactory(due_on=LATE, agency=made.AgencyFactory())
    hidden = made.ActionPlanFactory(record=made.RiskFactory(visibility=Visibility.RESTRICTED))
    made.ActionFactory(agency=agency, due_on=LATE, plan=hidden)
    found = sheet(agency)
    assert (found.overdue, found.open_actions) == ((older, newer), 3)


def test_contributions_of_the_last_two_years_on_record(agency: Agency) -> None:
    rows = {
        year: made.ContributionFactory(agency=agency, financial_year=year) for year in ("2015-16", "2016-17", "2017-18")
    }
    made.ContributionFactory(financial_year="2017-18")
    assert sheet(agency).contributions == (rows["2017-18"], rows["2016-17"])


def test_challenges_waiting_and_answered(agency: Agency) -> None:
    waiting, answered, closed, long_closed, other = (
        made.ChallengeFactory(progress=progress, status=status, closed_on=closed_on, raised_on=date(2017, 1, day))
        for day, (progress, status, closed_on) in enumerate(
            [
                ("", "open", None),
                ("We will", "open", None),
                ("", "closed", date(2018, 1, 1)),
                ("", "closed", date(2017, 1, 30)),
                ("", "open", None),
            ],
            start=1,
        )
    )
    for challenge in (waiting, answered, closed, long_closed):
        challenge.agencies.add(agency)
    other.agencies.add(made.AgencyFactory())
    found = sheet(agency)
    assert (found.waiting, found.answered) == ((waiting,), (answered, closed))


def test_returns_of_the_latest_round_are_due_where_standards_are_missing(agency: Agency) -> None:
    Section11ReturnFactory(agency=agency, year="2016-17", standard=1)
    for standard in range(1, 9):
        Section11ReturnFactory(agency=made.AgencyFactory(), year="2017-18", standard=standard)
    Section11ReturnFactory(agency=agency, year="2017-18", standard=2)
    assert sheet(agency).returns == (
        ReturnDue("Section 11, 2017–18", "7 of 8 standards not answered yet", "/section-11-returns/"),
    )
    assert sheet(made.AgencyFactory()).returns == ()


def test_a_round_that_an_agency_did_not_live_to_see_is_not_due() -> None:
    Section11ReturnFactory(agency=made.AgencyFactory(), year="2017-18", standard=1)
    spans = [
        (date(2018, 4, 1), None),
        (date(2018, 3, 31), None),
        (None, date(2017, 3, 31)),
        (None, date(2017, 4, 1)),
    ]
    owed = [
        len(sheet(made.AgencyFactory(statutory_partner=True, active_from=start, active_to=end)).returns)
        for start, end in spans
    ]
    assert owed == [0, 1, 0, 1]


def test_agency_reads_its_own_sheet_and_nothing_of_another(agency: Agency) -> None:
    made.ActionFactory(agency=agency, due_on=LATE)
    made.ContributionFactory(agency=agency)
    own = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    other = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=made.AgencyFactory()))
    found = [sheet(agency, principal) for principal in (own, other)]
    assert [(len(one.overdue), len(one.contributions)) for one in found] == [(1, 1), (0, 0)]


def test_queries_do_not_grow_with_rows(agency: Agency, django_assert_num_queries: Any) -> None:
    principal = manager()
    for more in (1, 4):
        for _ in range(more):
            attended(agency, made.GroupFactory(), LATE, "present")
            made.ActionFactory(agency=agency, due_on=LATE)
            made.ContributionFactory(agency=agency)
            made.ChallengeFactory().agencies.add(agency)
        with django_assert_num_queries(8):
            sheet(agency, principal)
