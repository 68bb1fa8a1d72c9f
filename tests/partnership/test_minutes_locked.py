"""What locked minutes say never changes, whatever is merged, moved or renamed after."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.catalogue.meetings import MEETINGS
from partnership.enums import MinutesState, Role
from partnership.models import Action, Agency, Meeting, Person, Seat, User
from partnership.pages.meetings import MeetingPage
from partnership.principals import principal_of
from partnership.selectors.agencies import NewName, merger_of
from partnership.selectors.attendance import attendance_sheet
from partnership.selectors.meetings import missing_of
from partnership.services.agencies import Moving, merge_agencies
from partnership.services.minutes import lock_minutes, minutes_hash
from partnership.services.rows import change_row
from reporting.documents.audience import Holds, group_audience
from reporting.documents.minutes import minutes_paper
from tests.clients import user_with
from tests.factories import partnership as made

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
EVE = TODAY - timedelta(days=1)


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def old() -> Agency:
    return made.AgencyFactory(code="CCG", name="Northvale CCG")


def held(old: Agency, state: str) -> Meeting:
    """A meeting of today: one seat filled, one without an entry, and an action of the agency that will end."""
    group = made.GroupFactory(title="Executive")
    meeting: Meeting = made.MeetingFactory(group=group, held_on=TODAY, status="held", minutes_state=state)
    for label, name, since in (("CCG nurse", "Ash Malik", date(2020, 1, 1)), ("CCG doctor", "Kemi Bassett", TODAY)):
        seat = made.SeatFactory(group=group, agency=old, label=label)
        made.TenureFactory(seat=seat, person=made.PersonFactory(name=name, agency=old), starts_on=since)
    made.AttendanceFactory(meeting=meeting, seat=Seat.objects.get(label="CCG nurse"), status="present")
    item = made.AgendaItemFactory(meeting=meeting, number=1, title="Data", minute="Heard.")
    plan = made.ActionPlanFactory(record=group)
    made.ActionFactory(plan=plan, raised_in=item, title="Write the tool", owner="Ash Malik", agency=old)
    return meeting


def locked(old: Agency, manager: User) -> Meeting:
    meeting = held(old, MinutesState.AGREED)
    meeting.minutes_hash = minutes_hash(meeting)
    meeting.save()
    return lock_minutes(meeting=meeting, by=manager)


def merge(old: Agency, by: User) -> None:
    values = {"name": "NHS Northvale ICB", "code": "ICB", "category": "health_commissioner", "statutory_partner": True}
    plan = merger_of(old=[old], new=NewName(values["name"], "ICB"), on=TODAY, principal=principal_of(by))
    merge_agencies(old=[old], new=values, on=TODAY, moving=Moving(), confirmed=plan.fingerprint, by=by)


def said(meeting: Meeting, reader: User) -> tuple[Any, ...]:
    """All that the paper, the attendance page and the meeting's page say of it."""
    meeting = Meeting.objects.get(pk=meeting.pk)
    principal = principal_of(reader)
    sheet = attendance_sheet(meeting=meeting, earlier=0, principal=principal)
    page = MeetingPage(MEETINGS, meeting, principal)
    return (
        minutes_paper(meeting, group_audience(meeting, confidential=False), Holds()),
        [(line.seat.label, str(line.seat.agency), line.holder) for line in sheet.lines],
        [(raised.text, raised.second) for entry in page.items for raised in entry.raised],
        missing_of(meeting, []),
    )


def test_a_merger_changes_no_byte_of_locked_minutes(manager: User, old: Agency) -> None:
    meeting = locked(old, manager)
    before = said(meeting, manager)
    merge(old, manager)
    after = said(meeting, manager)
    assert after[1] == [("CCG nurse", "Northvale CCG", "Ash Malik"), ("CCG doctor", "Northvale CCG", "Kemi Bassett")]
    assert (after, repr(after)) == (before, repr(before))


def test_names_that_are_changed_later_stay_as_they_were_locked(manager: User, old: Agency) -> None:
    meeting = locked(old, manager)
    before = said(meeting, manager)
    for row, values in (
        (old, {"name": "Another name"}),
        (Seat.objects.get(label="CCG nurse"), {"label": "Chief nurse"}),
        (Person.objects.get(name="Ash Malik"), {"name": "Ash Malik-Jones"}),
        (Action.objects.get(), {"owner": "Somebody else", "title": "Something else"}),
    ):
        change_row(row=row, values=values, version=row.version, by=manager)
    assert said(meeting, manager) == before


def test_minutes_that_are_not_locked_tell_the_names_of_today(manager: User, old: Agency) -> None:
    meeting = held(old, MinutesState.DRAFT)
    change_row(row=old, values={"name": "Another name"}, version=old.version, by=manager)
    assert {agency for _, agency, _ in said(meeting, manager)[1]} == {"Another name"}


def test_who_filled_a_seat_that_a_merger_of_that_day_ended_is_still_named(manager: User, old: Agency) -> None:
    meeting = held(old, MinutesState.DRAFT)
    merge(old, manager)
    assert Seat.objects.get(label="CCG nurse").ends_on == EVE
    assert said(meeting, manager)[1] == [
        ("CCG nurse", "Northvale CCG", "Ash Malik"),
        ("ICB nurse", "NHS Northvale ICB", "Ash Malik"),
        ("ICB doctor", "NHS Northvale ICB", "Kemi Bassett"),
    ]


def test_a_reader_outside_the_group_finds_no_name_in_locked_minutes(manager: User, old: Agency) -> None:
    meeting = locked(old, manager)
    stranger = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=made.AgencyFactory()))
    assert attendance_sheet(meeting=meeting, earlier=0, principal=stranger).lines == ()


def test_locked_attendance_costs_the_same_for_many_seats(
    manager: User, old: Agency, django_assert_num_queries: Any
) -> None:
    meeting = locked(old, manager)
    principal = principal_of(manager)
    for more in (0, 3):
        for _ in range(more):
            made.TenureFactory(seat=made.SeatFactory(group=meeting.group, agency=made.AgencyFactory()))
        meeting.locked_at = timezone.now()
        with django_assert_num_queries(6):
            attendance_sheet(meeting=meeting, earlier=0, principal=principal)
