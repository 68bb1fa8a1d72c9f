"""Meetings and their agendas: series, closing, standing items, order, carrying forward."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.enums import MinutesState, Role
from partnership.exceptions import DomainError
from partnership.models import AgendaItem, Meeting, User
from partnership.selectors.meetings import series_days
from partnership.services.agendas import (
    StandingChange,
    add_item,
    build_agenda,
    carry_items,
    change_item,
    change_standing_items,
    put_back_item,
    remove_item,
    swap_items,
)
from partnership.services.meetings import change_meeting, close_meeting, create_meeting, create_series
from partnership.services.rows import Conflict
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    GroupFactory,
    MeetingFactory,
    StandingItemFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(status="planned", held_on=date(2026, 6, 9))


def agenda(meeting: Meeting) -> list[tuple[int, str]]:
    kept = AgendaItem.objects.filter(meeting=meeting, archived_at=None)
    return list(kept.order_by("number").values_list("number", "title"))


def items(meeting: Meeting, *titles: str) -> list[AgendaItem]:
    return [AgendaItemFactory(meeting=meeting, number=n, title=title) for n, title in enumerate(titles, start=1)]


@pytest.mark.parametrize(
    ("first", "every", "expected"),
    [
        (date(2026, 6, 9), "6", [date(2026, 6, 9), date(2026, 7, 21), date(2026, 9, 1)]),
        (date(2026, 6, 9), "month", [date(2026, 6, 9), date(2026, 7, 14), date(2026, 8, 11)]),
        (date(2026, 9, 29), "month", [date(2026, 9, 29), date(2026, 10, 27), date(2026, 11, 24)]),
        (date(2026, 12, 31), "month", [date(2026, 12, 31), date(2027, 1, 28), date(2027, 2, 25)]),
    ],
)
def test_days_of_a_series(first: date, every: str, expected: list[date]) -> None:
    assert series_days(first, every=every, count=3) == expected


def test_a_series_leaves_out_days_that_are_taken(by: User) -> None:
    there = MeetingFactory(held_on=date(2026, 7, 21))
    days = [date(2026, 6, 9), date(2026, 7, 21), date(2026, 9, 1)]
    made = create_series(group=there.group, days=days, values={"starts_at": time(10), "venue": "Online"}, by=by)
    assert [(one.held_on, one.status, one.venue) for one in made] == [
        (date(2026, 6, 9), "planned", "Online"),
        (date(2026, 9, 1), "planned", "Online"),
    ]
    assert made[0].key == f"{there.group.reference}/2026-06-09".casefold()
    assert [board.pk for board in made[0].boards.all()] == [board.pk for board in there.group.boards.all()]


def test_a_group_meets_once_a_day(by: User, meeting: Meeting) -> None:
    values = {"group": meeting.group, "held_on": meeting.held_on, "status": "planned"}
    with pytest.raises(DomainError, match="has a meeting on 9 June 2026 already"):
        create_meeting(row=Meeting(), values=values, by=by)


def test_a_meeting_that_moves_takes_its_key_along(by: User, meeting: Meeting) -> None:
    values = {"held_on": date(2026, 6, 16)}
    moved = change_meeting(row=meeting, values=values, version=meeting.version, by=by)
    assert moved.key == f"{meeting.group.reference}/2026-06-16".casefold()
    with pytest.raises(Conflict):
        change_meeting(row=meeting, values={"venue": "Online"}, version=meeting.version, by=by)


def test_closing_says_that_it_was_held(by: User, meeting: Meeting) -> None:
    assert close_meeting(meeting=meeting, by=by).status == "held"
    with pytest.raises(DomainError, match="marked as held already"):
        close_meeting(meeting=meeting, by=by)


def test_a_meeting_to_come_is_not_closed(by: User) -> None:
    meeting = MeetingFactory(status="planned", held_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(DomainError, match="Close it on the day or after it"):
        close_meeting(meeting=meeting, by=by)


def test_an_agenda_is_built_from_the_template_and_keeps_what_it_holds(by: User, meeting: Meeting) -> None:
    items(meeting, "Welcome")
    standing = [
        StandingItemFactory(group=meeting.group, number=1, title="WELCOME"),
        StandingItemFactory(group=meeting.group, number=3, title="Matters arising", matters_arising=True),
        StandingItemFactory(group=meeting.group, number=3, title="Case learning", confidential=True),
    ]
    build_agenda(meeting=meeting, standing=standing, by=by)
    assert agenda(meeting) == [(1, "Welcome"), (3, "Matters arising"), (4, "Case learning")]
    assert list(meeting.agenda_items.values_list("matters_arising", "confidential")) == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert build_agenda(meeting=meeting, standing=standing, by=by) == []


def test_items_change_places_without_a_new_version(by: User, meeting: Meeting) -> None:
    first, second = items(meeting, "One", "Two")
    swap_items(item=second, other=first, by=by)
    assert agenda(meeting) == [(1, "Two"), (2, "One")]
    assert list(meeting.agenda_items.values_list("version", flat=True)) == [1, 1]
    assert [(row.number, row.history_user) for row in second.history.all()] == [(1, by), (2, None)]


def test_an_item_that_is_taken_off_leaves_no_gap_and_comes_back_last(by: User, meeting: Meeting) -> None:
    _, second, _ = items(meeting, "One", "Two", "Three")
    remove_item(item=second, reason="Not ready", by=by)
    assert agenda(meeting) == [(1, "One"), (2, "Three")]
    put_back_item(item=AgendaItem.objects.get(pk=second.pk), by=by)
    assert agenda(meeting) == [(1, "One"), (2, "Three"), (3, "Two")]


@pytest.mark.parametrize("written", ["minute", "action"])
def test_an_item_with_something_under_it_stays(written: str, by: User, meeting: Meeting) -> None:
    (item,) = items(meeting, "One")
    if written == "action":
        ActionFactory(raised_in=item)
    else:
        item.minute = "Said."
        item.save()
    with pytest.raises(DomainError, match="it stays on the agenda"):
        remove_item(item=item, reason="Not ready", by=by)


def test_nobody_hides_an_item_from_themselves(meeting: Meeting) -> None:
    (item,) = items(meeting, "One")
    officer = user_with(Role.SUPPORT_OFFICER)
    with pytest.raises(DomainError, match="Ask the business manager"):
        change_item(item=item, values={"confidential": True}, version=1, by=officer)
    item.refresh_from_db()
    assert item.confidential is False


def test_items_are_carried_forward_once(by: User, meeting: Meeting) -> None:
    _, second = items(meeting, "One", "Two")
    later = MeetingFactory(group=meeting.group, held_on=date(2026, 9, 8), status="planned")
    items(later, "Welcome")
    carry_items(items=[second], to=later, by=by)
    assert carry_items(items=[second], to=later, by=by) == []
    assert agenda(later) == [(1, "Welcome"), (2, "Two")]
    assert later.agenda_items.get(number=2).carried_from == second


@pytest.mark.parametrize(
    ("template", "closing", "expected"),
    [
        (["Welcome", "Any other business"], "ANY other business", ["Welcome", "New", "Old", "ANY other business"]),
        (["Any other business", "Welcome"], "Any other business", ["Welcome", "Any other business", "New", "Old"]),
        (["Welcome"], "Any other business", ["Welcome", "Any other business", "New", "Old"]),
        ([], "Any other business", ["Welcome", "Any other business", "New", "Old"]),
    ],
)
def test_what_is_added_or_carried_stands_before_what_the_template_ends_with(
    template: list[str], closing: str, expected: list[str], by: User, meeting: Meeting
) -> None:
    for number, title in enumerate(template, start=1):
        StandingItemFactory(group=meeting.group, number=number, title=title)
    StandingItemFactory(group=meeting.group, number=9, title="Gone", archived_at=timezone.now())
    (old,) = items(MeetingFactory(group=meeting.group, held_on=date(2026, 3, 10)), "Old")
    items(meeting, "Welcome", closing)
    add_item(meeting=meeting, values={"title": "New"}, by=by)
    carry_items(items=[old], to=meeting, by=by)
    assert agenda(meeting) == list(enumerate(expected, start=1))


@pytest.mark.parametrize("fault", ["earlier", "other group"])
def test_items_go_to_a_later_meeting_of_their_group(fault: str, by: User, meeting: Meeting) -> None:
    (item,) = items(meeting, "One")
    group = meeting.group if fault == "earlier" else GroupFactory()
    to = MeetingFactory(group=group, held_on=date(2026, 3, 10) if fault == "earlier" else date(2026, 9, 8))
    with pytest.raises(DomainError, match="a later meeting of the same group"):
        carry_items(items=[item], to=to, by=by)


def test_a_template_is_written_all_or_nothing(by: User) -> None:
    group = GroupFactory()
    kept, gone = (StandingItemFactory(group=group, number=n) for n in (1, 2))
    new = {"number": 3, "title": "Data", "matters_arising": False, "confidential": False}
    stale = StandingChange(row=kept, version=0, values={"title": "Welcome"})
    with pytest.raises(Conflict):
        change_standing_items(group=group, changes=[StandingChange(row=None, values=new), stale], by=by)
    assert group.standing_items.count() == 2
    changes = [
        StandingChange(row=None, values=new),
        StandingChange(row=kept, version=1, values={"title": "Welcome"}),
        StandingChange(row=gone, version=1, remove=True),
    ]
    change_standing_items(group=group, changes=changes, by=by)
    left = group.standing_items.filter(archived_at=None).order_by("number")
    assert list(left.values_list("number", "title")) == [(1, "Welcome"), (3, "Data")]


@pytest.mark.parametrize("state", [MinutesState.AGREED, MinutesState.LOCKED])
def test_nothing_is_written_once_the_minutes_are_agreed(state: str, by: User) -> None:
    meeting = MeetingFactory(minutes_state=state, held_on=date(2026, 6, 9))
    earlier = MeetingFactory(group=meeting.group, held_on=date(2026, 3, 10))
    first, second = items(meeting, "One", "Two")
    AttendanceFactory(meeting=meeting)
    attempts: list[Any] = [
        lambda: change_meeting(row=meeting, values={"venue": "Online"}, version=1, by=by),
        lambda: close_meeting(meeting=meeting, by=by),
        lambda: add_item(meeting=meeting, values={"title": "Late"}, by=by),
        lambda: build_agenda(meeting=meeting, standing=[StandingItemFactory(group=meeting.group)], by=by),
        lambda: change_item(item=first, values={"title": "Other"}, version=1, by=by),
        lambda: swap_items(item=first, other=second, by=by),
        lambda: remove_item(item=first, reason="Late", by=by),
        lambda: put_back_item(item=first, by=by),
        lambda: carry_items(items=items(earlier, "Old"), to=meeting, by=by),
    ]
    words = "locked" if state == MinutesState.LOCKED else "Put them back to draft"
    for attempt in attempts:
        with pytest.raises(DomainError, match=words):
            attempt()
    assert agenda(meeting) == [(1, "One"), (2, "Two")]
