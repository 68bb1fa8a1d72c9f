"""Minutes: written as a draft, agreed to the letter by somebody else, locked; what is raised in an item."""

from datetime import date
from typing import Any

import pytest

from partnership.enums import MinutesState, Role
from partnership.exceptions import DomainError
from partnership.models import AgendaItem, Meeting, User
from partnership.services.attendance import Filled, save_attendance
from partnership.services.minutes import (
    agree_minutes,
    authors_of,
    lock_minutes,
    minutes_hash,
    raise_action,
    raise_challenge,
    raise_risk,
    reopen_minutes,
    save_minute,
)
from partnership.services.rows import Conflict
from tests.clients import user_with
from tests.factories.partnership import AgendaItemFactory, AttendanceFactory, MeetingFactory, SeatFactory

pytestmark = pytest.mark.django_db
TEXTS = {"minute": "The list goes to four homes.", "decision": "Agreed: to all six.", "public_summary": ""}


@pytest.fixture
def writer() -> User:
    return user_with(Role.SUPPORT_OFFICER)


@pytest.fixture
def chair() -> User:
    return user_with(Role.SCRUTINEER)


@pytest.fixture
def item() -> AgendaItem:
    return AgendaItemFactory(meeting=MeetingFactory(status="held", held_on=date(2026, 6, 9)), number=1)


def agreed(meeting: Meeting, by: User) -> Meeting:
    return agree_minutes(meeting=meeting, text_hash=minutes_hash(meeting), by=by)


def test_a_minute_is_saved_with_who_wrote_it(item: AgendaItem, writer: User) -> None:
    saved = save_minute(item=item, texts=TEXTS, version=1, by=writer)
    assert (saved.minute, saved.decision, saved.version) == (TEXTS["minute"], TEXTS["decision"], 2)
    assert authors_of(item.meeting) == {writer}


def test_the_same_text_is_not_saved_twice(item: AgendaItem, writer: User) -> None:
    save_minute(item=item, texts=TEXTS, version=1, by=writer)
    assert save_minute(item=item, texts=TEXTS, version=1, by=writer).version == 2


def test_the_second_of_two_writers_is_told(item: AgendaItem, writer: User, chair: User) -> None:
    save_minute(item=item, texts=TEXTS, version=1, by=writer)
    with pytest.raises(Conflict):
        save_minute(item=item, texts={**TEXTS, "minute": "Other."}, version=1, by=chair)
    item.refresh_from_db()
    assert item.minute == TEXTS["minute"]


def test_who_only_moves_or_names_an_item_is_no_author(item: AgendaItem, writer: User) -> None:
    item._history_user = writer  # type: ignore[attr-defined]
    item.presenter = "DCI Harker"
    item.save()
    assert authors_of(item.meeting) == set()


def test_the_chair_agrees_to_the_text_that_was_read(item: AgendaItem, writer: User, chair: User) -> None:
    read = minutes_hash(item.meeting)
    save_minute(item=item, texts=TEXTS, version=1, by=writer)
    with pytest.raises(Conflict, match="Read them again"):
        agree_minutes(meeting=item.meeting, text_hash=read, by=chair)
    meeting = agreed(item.meeting, chair)
    assert (meeting.minutes_state, meeting.agreed_by) == (MinutesState.AGREED, chair)
    assert meeting.minutes_hash == minutes_hash(meeting)


def test_nobody_agrees_to_their_own_text(item: AgendaItem, chair: User) -> None:
    save_minute(item=item, texts=TEXTS, version=1, by=chair)
    with pytest.raises(DomainError, match="somebody else has to agree"):
        agreed(item.meeting, chair)


def test_a_meeting_that_was_not_held_has_nothing_to_agree_to(chair: User) -> None:
    with pytest.raises(DomainError, match="Close the meeting first"):
        agreed(MeetingFactory(status="planned"), chair)


@pytest.mark.parametrize("change", ["title", "minute", "attendance", "deputy", "removed"])
def test_every_word_of_the_minutes_is_in_the_hash(change: str, item: AgendaItem) -> None:
    row = AttendanceFactory(meeting=item.meeting, status="deputy", deputy="Nadia Cole")
    before = minutes_hash(item.meeting)
    if change in ("title", "minute"):
        setattr(item, change, "Other words")
        item.save()
    elif change == "removed":
        item.archived_at = "2026-06-10T10:00Z"
        item.save()
    else:
        setattr(row, "status" if change == "attendance" else "deputy", "present")
        row.save()
    assert minutes_hash(item.meeting) != before


def test_agreed_minutes_go_back_to_draft_and_are_agreed_anew(item: AgendaItem, writer: User, chair: User) -> None:
    agreed(item.meeting, chair)
    meeting = reopen_minutes(meeting=item.meeting, by=writer)
    assert (meeting.minutes_state, meeting.minutes_hash, meeting.agreed_by) == (MinutesState.DRAFT, "", None)
    assert save_minute(item=item, texts=TEXTS, version=1, by=writer).minute == TEXTS["minute"]


def test_minutes_are_locked_once_they_are_agreed_and_for_good(item: AgendaItem, chair: User) -> None:
    with pytest.raises(DomainError, match="once the chair has agreed"):
        lock_minutes(meeting=item.meeting, by=chair)
    agreed(item.meeting, chair)
    assert lock_minutes(meeting=item.meeting, by=chair).locked_at is not None
    with pytest.raises(DomainError, match="not yet locked"):
        reopen_minutes(meeting=item.meeting, by=chair)


def test_minutes_that_changed_by_another_way_are_not_locked(item: AgendaItem, chair: User) -> None:
    agreed(item.meeting, chair)
    item.minute = "Put in behind the chair’s back."
    item.save()
    with pytest.raises(DomainError, match="no longer the one that was agreed"):
        lock_minutes(meeting=item.meeting, by=chair)


@pytest.mark.parametrize("state", [MinutesState.AGREED, MinutesState.LOCKED])
def test_nothing_is_written_under_agreed_minutes(state: str, item: AgendaItem, writer: User) -> None:
    meeting = item.meeting
    meeting.minutes_state = state
    meeting.save()
    seat = SeatFactory(group=meeting.group)
    attempts: list[Any] = [
        lambda: save_minute(item=item, texts=TEXTS, version=1, by=writer),
        lambda: raise_action(item=item, values={"title": "Do it"}, by=writer),
        lambda: raise_challenge(item=item, values={"challenge": "Why?"}, by=writer),
        lambda: raise_risk(item=item, values={"title": "Late", "likelihood": 1, "impact": 1}, by=writer),
        lambda: save_attendance(meeting=meeting, filled=[Filled(seat, "present")], by=writer),
        lambda: agreed(meeting, writer),
    ]
    for attempt in attempts:
        with pytest.raises(DomainError, match="These minutes are"):
            attempt()
    assert (meeting.attendance.count(), item.actions.count(), item.raised.count()) == (0, 0, 0)


def test_an_action_raised_in_an_item_stands_in_the_plan_of_the_group(item: AgendaItem, writer: User) -> None:
    action = raise_action(item=item, values={"title": "Tell the homes", "owner": "Jo Lindley"}, by=writer)
    assert (action.plan.record_id, action.raised_in, action.raised_on) == (
        item.meeting.group_id,
        item,
        item.meeting.held_on,
    )
    assert action.reference != ""
    assert raise_action(item=item, values={"title": "And again"}, by=writer).reference != action.reference


def test_a_challenge_and_a_risk_raised_in_an_item_stand_in_their_registers(item: AgendaItem, writer: User) -> None:
    challenge = raise_challenge(item=item, values={"challenge": "Why are conferences late?"}, by=writer)
    risk = raise_risk(item=item, values={"title": "Homes close", "likelihood": 2, "impact": 5}, by=writer)
    boards = list(item.meeting.boards.all())
    assert [list(row.boards.all()) for row in (challenge, risk)] == [boards, boards]
    assert (challenge.raised_by, challenge.raised_on) == (item.meeting.group.title, item.meeting.held_on)
    assert (risk.group, risk.status) == (item.meeting.group, "open")
    assert [row.pk for row in item.raised.order_by("pk")] == [challenge.pk, risk.pk]
