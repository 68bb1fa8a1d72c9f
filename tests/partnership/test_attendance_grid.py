"""The attendance grid: seats of the day, one save, nothing guessed, nobody overwritten."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.enums import MinutesState, Role
from partnership.models import Attendance, Meeting, Seat
from partnership.principals import principal_of
from partnership.selectors.attendance import attendance_sheet
from partnership.services.attendance import Filled, save_attendance
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    AttendanceFactory,
    MeetingFactory,
    PersonFactory,
    SeatFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 9)
GRID_QUERIES = 12


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(status="planned", held_on=DAY)


@pytest.fixture
def manager() -> Client:
    return client_of(user_with(Role.BUSINESS_MANAGER))


def address(meeting: Meeting) -> str:
    return reverse("partnership:meeting-attendance", args=[meeting.pk])


def seats(meeting: Meeting, count: int) -> list[Seat]:
    return [SeatFactory(group=meeting.group) for _ in range(count)]


def entries(meeting: Meeting) -> dict[int, tuple[str, str]]:
    return {row.seat_id: (row.status, row.deputy) for row in meeting.attendance.all()}


def sent(seat: Seat, status: str, deputy: str = "", *, was: Attendance | None = None) -> dict[str, Any]:
    """A row of the form, as it was loaded when `was` stood in it."""
    name = f"seat-{seat.pk}"
    fields = {
        f"{name}-deputy": deputy,
        f"{name}-version": was.version if was else 0,
        f"initial-{name}-status": was.status if was else "",
        f"initial-{name}-deputy": was.deputy if was else "",
    }
    return {**fields, f"{name}-status": status} if status else fields


def sheet_of(meeting: Meeting) -> Any:
    principal = principal_of(user_with(Role.BUSINESS_MANAGER))
    return attendance_sheet(meeting=meeting, earlier=4, principal=principal)


def test_the_seats_of_the_day_are_shown_and_any_that_has_an_entry(meeting: Meeting) -> None:
    now = SeatFactory(group=meeting.group, starts_on=DAY, ends_on=DAY)
    SeatFactory(group=meeting.group, ends_on=date(2026, 6, 8))
    SeatFactory(group=meeting.group, starts_on=date(2026, 6, 10))
    SeatFactory()
    past = SeatFactory(group=meeting.group, ends_on=date(2020, 1, 1))
    AttendanceFactory(meeting=meeting, seat=past, status="apologies")
    sheet = sheet_of(meeting)
    assert [line.seat for line in sheet.lines] == [now, past]
    assert sheet.filled == 1


def test_a_seat_names_its_holder_on_the_day_or_since_when_it_is_vacant(meeting: Meeting) -> None:
    held, vacant, _ = seats(meeting, 3)
    TenureFactory(seat=held, person=PersonFactory(name="Ash Malik"), ends_on=date(2026, 6, 8))
    TenureFactory(seat=held, person=PersonFactory(name="Kemi Bassett"), starts_on=DAY)
    TenureFactory(seat=vacant, ends_on=date(2026, 5, 1))
    assert [line.holder for line in sheet_of(meeting).lines] == [
        "Kemi Bassett",
        "Vacant since 1 May 2026",
        "Nobody named",
    ]


def test_earlier_meetings_stand_oldest_first(meeting: Meeting) -> None:
    (seat,) = seats(meeting, 1)
    for month, status in enumerate(["absent", "present", "deputy", "apologies", "not_due"], start=1):
        earlier = MeetingFactory(group=meeting.group, held_on=date(2026, month, 10))
        AttendanceFactory(meeting=earlier, seat=seat, status=status)
    AttendanceFactory(meeting=MeetingFactory(group=meeting.group, held_on=date(2026, 7, 1)), seat=seat)
    sheet = sheet_of(meeting)
    assert [day.month for day in sheet.earlier] == [2, 3, 4, 5]
    (line,) = sheet.lines
    assert line.earlier == ("present", "deputy", "apologies", "not_due")
    assert (line.tally.attended, line.tally.due) == (2, 3)


def test_one_save_stores_what_was_chosen_and_guesses_nothing(meeting: Meeting, manager: Client) -> None:
    first, second, third = seats(meeting, 3)
    data = {**sent(first, "present"), **sent(second, "deputy", "Nadia Cole"), **sent(third, "")}
    response = manager.post(address(meeting), data, follow=True)
    assert entries(meeting) == {first.pk: ("present", ""), second.pk: ("deputy", "Nadia Cole")}
    assert "Attendance saved: 2 of 3 seats filled in." in response.content.decode()


def test_the_rest_are_present_only_where_nothing_stands(meeting: Meeting, manager: Client) -> None:
    first, second, third = seats(meeting, 3)
    was = AttendanceFactory(meeting=meeting, seat=first, status="absent")
    data = {**sent(first, "absent", was=was), **sent(second, "apologies"), **sent(third, ""), "rest": "present"}
    manager.post(address(meeting), data)
    assert entries(meeting) == {first.pk: ("absent", ""), second.pk: ("apologies", ""), third.pk: ("present", "")}


def test_an_entry_that_is_emptied_goes_and_its_history_stays(meeting: Meeting) -> None:
    was = AttendanceFactory(meeting=meeting, seat=SeatFactory(group=meeting.group))
    by = user_with(Role.BUSINESS_MANAGER)
    save_attendance(meeting=meeting, filled=[Filled(was.seat, "", version=1)], by=by)
    assert entries(meeting) == {}
    assert Attendance.history.filter(id=was.pk).latest().history_user == by


def test_the_second_editor_keeps_both_and_what_nobody_else_touched_is_saved(meeting: Meeting, manager: Client) -> None:
    first, second, third = seats(meeting, 3)
    AttendanceFactory(meeting=meeting, seat=first, status="apologies")
    AttendanceFactory(meeting=meeting, seat=third, status="present")
    data = {**sent(first, "present"), **sent(second, "absent"), **sent(third, "")}
    response = manager.post(address(meeting), data)
    page = " ".join(response.content.decode().split())
    assert response.status_code == 409
    assert entries(meeting) == {first.pk: ("apologies", ""), second.pk: ("absent", ""), third.pk: ("present", "")}
    assert "Somebody else filled in 1 of these seats" in page
    assert page.count("You chose: Present") == 1
    assert f'id="seat-{first.pk}-apologies" value="apologies" data-letter="A" checked' in page


def test_two_who_chose_the_same_do_not_collide(meeting: Meeting, manager: Client) -> None:
    (seat,) = seats(meeting, 1)
    AttendanceFactory(meeting=meeting, seat=seat, status="present")
    assert manager.post(address(meeting), sent(seat, "present")).status_code == 302


def test_the_name_of_a_deputy_needs_the_letter_d(meeting: Meeting, manager: Client) -> None:
    first, second = seats(meeting, 2)
    response = manager.post(address(meeting), {**sent(first, "present", "Nadia Cole"), **sent(second, "present")})
    page = response.content.decode()
    assert entries(meeting) == {}
    assert page.count("Choose D if Nadia Cole came as deputy, or take the name out") == 2
    assert page.count("Error: Attendance") == 1


def test_a_deputy_who_did_not_come_after_all_is_forgotten(meeting: Meeting, manager: Client) -> None:
    (seat,) = seats(meeting, 1)
    was = AttendanceFactory(meeting=meeting, seat=seat, status="deputy", deputy="Nadia Cole")
    manager.post(address(meeting), sent(seat, "present", "Nadia Cole", was=was))
    assert entries(meeting) == {seat.pk: ("present", "")}


def test_a_seat_of_another_group_is_not_written(meeting: Meeting, manager: Client) -> None:
    other = SeatFactory()
    manager.post(address(meeting), sent(other, "present"))
    assert Attendance.objects.count() == 0


def test_locked_attendance_is_refused_with_a_sentence(meeting: Meeting, manager: Client) -> None:
    (seat,) = seats(meeting, 1)
    meeting.minutes_state = MinutesState.LOCKED
    meeting.save()
    response = manager.post(address(meeting), sent(seat, "present"), follow=True)
    assert "These minutes are locked" in response.content.decode()
    assert entries(meeting) == {}


def test_members_read_and_do_not_write_and_strangers_find_nothing(meeting: Meeting) -> None:
    agency = AgencyFactory()
    SeatFactory(group=meeting.group, agency=agency)
    member = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    stranger = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    assert (member.get(address(meeting)).status_code, stranger.get(address(meeting)).status_code) == (403, 404)


def test_the_grid_costs_the_same_at_one_and_at_thirty_seats(
    meeting: Meeting, manager: Client, django_assert_num_queries: Any
) -> None:
    before = MeetingFactory(group=meeting.group, held_on=date(2026, 1, 10))
    for more in (1, 29):
        for seat in seats(meeting, more):
            TenureFactory(seat=seat)
            AttendanceFactory(meeting=before, seat=seat)
            AttendanceFactory(meeting=meeting, seat=seat)
        with django_assert_num_queries(GRID_QUERIES):
            assert manager.get(address(meeting)).status_code == 200
