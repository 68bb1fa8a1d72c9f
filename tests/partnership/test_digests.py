"""The daily digest: what is due and late for its reader, and nothing that must not leave the portal."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from partnership.enums import MessageKind, MessageState
from partnership.models import Action, AgendaItem, DueDateRequest, Group, Message, User
from partnership.principals import principal_of
from partnership.selectors.deadlines import requests_to_answer
from partnership.selectors.digests import AT_MOST, digest_of
from partnership.services.digests import send_digests
from partnership.services.messages import send_waiting, stop_messages
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    AgencyFactory,
    AgendaItemFactory,
    GroupFactory,
    MeetingFactory,
    PolicyFactory,
    RiskFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 8)
TUESDAY = date(2026, 6, 9)
CANARY = "Ash of Mill Lane"


@pytest.fixture(autouse=True)
def outside(settings: Any) -> None:
    settings.PORTAL_URL = "http://127.0.0.1:8000"


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture
def agency() -> Any:
    return AgencyFactory()


@pytest.fixture
def representative(agency: Any) -> User:
    return user_with("REP", agency=agency)


def headings(user: User, day: date) -> list[str]:
    digest = digest_of(user, day)
    return [part.heading for part in digest.parts] if digest else []


def lines(user: User, day: date) -> list[str]:
    digest = digest_of(user, day)
    return [line.words for part in digest.parts for line in part.lines] if digest else []


def due_in(days: int, day: date = TUESDAY, **fields: Any) -> Action:
    return ActionFactory(due_on=day + timedelta(days=days), **fields)


def group_action(group: Group, **fields: Any) -> Action:
    return ActionFactory(plan__record=group, **fields)


def send(day: date) -> list[str]:
    """The texts of the day's digests, as they are sent."""
    send_digests(day=day, beat=lambda progress, doing: None)
    mail.outbox.clear()
    send_waiting()
    return [str(sent.body) for sent in mail.outbox]


def test_what_falls_due_in_1_7_and_14_days_is_told(manager: User) -> None:
    for days in (0, 1, 2, 6, 7, 8, 13, 14, 15):
        due_in(days, reference=f"ACT-{days}", title="Share the tool")
    assert headings(manager, TUESDAY) == [
        "Due tomorrow, Wed 10 June",
        "Due in 7 days, Tue 16 June",
        "Due in 14 days, Tue 23 June",
    ]
    assert lines(manager, TUESDAY) == [f"Action: ACT-{days} Share the tool" for days in (1, 7, 14)]


@pytest.mark.parametrize("status", ["complete", "cancelled"])
def test_what_is_done_is_not_told(manager: User, status: str) -> None:
    due_in(1, status=status)
    assert digest_of(manager, TUESDAY) is None


def test_reviews_meetings_and_requests_are_told(manager: User) -> None:
    on = TUESDAY + timedelta(days=1)
    RiskFactory(reference="R-1", title="Too few visitors", review_on=on)
    RiskFactory(review_on=on, status="closed")
    PolicyFactory(title="Bruising", review_on=on)
    group = GroupFactory(reference="EXEC")
    MeetingFactory(group=group, title="Executive", held_on=on, status="planned", starts_at="10:30")
    MeetingFactory(title="Cancelled", held_on=on, status="cancelled")
    action = due_in(1, reference="ACT-9", title="Share")
    asked = DueDateRequest.objects.create(action=action, due_on=on, reason=CANARY, asked_by=UserFactory())
    assert f"  http://127.0.0.1:8000/due-date-requests/{asked.pk}/answer/" in send(TUESDAY)[0].splitlines()
    assert lines(manager, TUESDAY) == [
        "Meeting: Executive, 10:30",
        "Action: ACT-9 Share",
        "Request for a new date, to answer: ACT-9",
        "Risk to review: R-1 Too few visitors",
        "Policy to review: Bruising",
    ]


def test_nobody_is_asked_to_answer_their_own_request(manager: User) -> None:
    asked = DueDateRequest(action=due_in(1), due_on=TUESDAY, reason="Late", asked_by=manager)
    asked.save()
    assert list(requests_to_answer(principal_of(manager), TUESDAY)) == []
    assert list(requests_to_answer(principal_of(user_with("BM")), TUESDAY)) == [asked]


def test_an_agency_is_told_of_its_own_alone(representative: User, agency: Any) -> None:
    due_in(1, reference="OURS", title="Ours", agency=agency)
    due_in(1, reference="THEIRS", title=CANARY, agency=AgencyFactory())
    due_in(1, reference="NOBODY", title=CANARY)
    seat = SeatFactory(agency=agency)
    group_action(seat.group, title=CANARY, agency=AgencyFactory(), due_on=TUESDAY + timedelta(days=1))
    assert lines(representative, TUESDAY) == ["Action: OURS Ours"]


def test_a_chair_is_told_of_the_group_alone() -> None:
    group = GroupFactory()
    chair = user_with("SGC", group=group)
    group_action(group, reference="OURS", title="Ours", due_on=TUESDAY + timedelta(days=7))
    group_action(GroupFactory(), title=CANARY, due_on=TUESDAY + timedelta(days=7))
    assert lines(chair, TUESDAY) == ["Action: OURS Ours"]


@pytest.mark.parametrize(("day", "told"), [(MONDAY, True), (TUESDAY, False)])
def test_what_is_late_is_told_on_mondays(representative: User, agency: Any, day: date, told: bool) -> None:
    due_in(-1, MONDAY, reference="ACT-1", title="Share", agency=agency)
    assert lines(representative, day) == (["Action: ACT-1 Share (1 day late)"] if told else [])


def test_a_chair_is_told_of_a_late_one_once_its_agency_was_reminded_twice(representative: User, agency: Any) -> None:
    group = GroupFactory()
    chair = user_with("SGC", group=group)
    group_action(group, reference="ACT-1", agency=agency, due_on=MONDAY - timedelta(days=3))
    mondays = [MONDAY + timedelta(weeks=week) for week in range(4)]
    assert [len(lines(representative, monday)) for monday in mondays] == [1, 1, 1, 1]
    assert [len(lines(chair, monday)) for monday in mondays] == [0, 0, 1, 1]


def test_a_chair_is_told_at_once_of_a_late_one_that_no_agency_owes() -> None:
    group = GroupFactory()
    group_action(group, reference="ACT-1", title="Share", due_on=MONDAY - timedelta(days=1))
    assert lines(user_with("SGC", group=group), MONDAY) == ["Action: ACT-1 Share (1 day late)"]


def test_long_lists_are_counted(manager: User) -> None:
    for _ in range(AT_MOST + 2):
        due_in(1)
    digest = digest_of(manager, TUESDAY)
    assert digest is not None
    assert [(len(part.lines), part.more) for part in digest.parts] == [(AT_MOST, 2)]
    assert "\nAnd 2 more: " in digest.text


def test_of_what_is_restricted_the_reference_alone_leaves_the_portal(manager: User) -> None:
    on = TUESDAY + timedelta(days=1)
    RiskFactory(reference="R-1", title=CANARY, description=CANARY, review_on=on, visibility="restricted")
    PolicyFactory(reference="", title=CANARY, review_on=on, visibility="restricted")
    MeetingFactory(
        group__reference="CRP", title=CANARY, venue=CANARY, held_on=on, status="planned", visibility="restricted"
    )
    group = GroupFactory(title=CANARY)
    action = group_action(group, reference="ACT-1", title=CANARY, progress=CANARY, due_on=on)
    group.visibility = "restricted"
    group.save()
    item: AgendaItem = AgendaItemFactory(confidential=True, title=CANARY, minute=CANARY)
    ActionFactory(reference="ACT-2", title=CANARY, due_on=on, raised_in=item)
    DueDateRequest.objects.create(action=action, due_on=on, reason=CANARY, asked_by=UserFactory())
    (text,) = send(TUESDAY)
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        "- Meeting: CRP/2026-06-10",
        "- Action: ACT-1",
        "- Action: ACT-2",
        "- Request for a new date, to answer: ACT-1",
        "- Risk to review: R-1",
        f"- Policy to review: Policy {PolicyFactory._meta.model.objects.get().pk}",
    ]
    assert CANARY not in text
    assert CANARY not in mail.outbox[0].subject


def test_what_is_restricted_between_writing_and_sending_is_not_told(manager: User) -> None:
    risk = RiskFactory(reference="R-1", title=CANARY, review_on=TUESDAY + timedelta(days=1))
    send_digests(day=TUESDAY, beat=lambda progress, doing: None)
    assert CANARY not in Message.objects.get().body
    risk.visibility = "restricted"
    risk.save()
    send_waiting()
    assert "- Risk to review: R-1\n" in mail.outbox[0].body
    assert CANARY not in mail.outbox[0].body


def test_what_somebody_may_no_longer_see_is_not_told(representative: User, agency: Any) -> None:
    due_in(1, title=CANARY, agency=agency)
    send_digests(day=TUESDAY, beat=lambda progress, doing: None)
    representative.grants.all().delete()
    send_waiting()
    assert mail.outbox == []
    assert Message.objects.get().state == MessageState.FAILED


def test_nothing_to_say_is_not_said(manager: User) -> None:
    assert send(MONDAY) == []
    assert Message.objects.count() == 0


def test_one_digest_a_person_and_day(manager: User, representative: User, agency: Any) -> None:
    due_in(1, agency=agency)
    due_in(-1, agency=agency)
    assert len(send(TUESDAY)) == 2
    assert len(send(TUESDAY)) == 0
    assert sorted(Message.objects.values_list("to", "kind")) == sorted(
        [(manager.pk, MessageKind.DUE), (representative.pk, MessageKind.DUE)]
    )


@pytest.mark.parametrize(
    ("refused", "told"),
    [
        (MessageKind.DUE, ["Overdue: 1"]),
        (MessageKind.OVERDUE, ["Due tomorrow, Tue 9 June"]),
        (MessageKind.ASKED, ["Due tomorrow, Tue 9 June", "Overdue: 1"]),
    ],
)
def test_refused_part_is_left_out(manager: User, refused: MessageKind, told: list[str]) -> None:
    due_in(1, MONDAY)
    due_in(-1, MONDAY)
    stop_messages(kind=refused, by=manager)
    assert headings(manager, MONDAY) == told
    assert len(send(MONDAY)) == 1


def test_a_person_without_a_role_or_account_gets_none() -> None:
    due_in(1)
    user_with("BM", ends_on=TUESDAY - timedelta(days=1))
    user_with("BM", user__is_active=False)
    UserFactory()
    assert send(TUESDAY) == []


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_digest_takes_the_same_queries_however_much_there_is(
    representative: User, agency: Any, count: int, django_assert_num_queries: Any
) -> None:
    plan = ActionFactory(agency=agency).plan
    for _ in range(count):
        due_in(1, MONDAY, agency=agency, plan=plan)
        due_in(-1, MONDAY, agency=agency, plan=plan)
    with django_assert_num_queries(26):
        digest_of(representative, MONDAY)


def test_the_command_sends_a_days_digests(manager: User, capsys: pytest.CaptureFixture[str]) -> None:
    due_in(1)
    call_command("send_digests", "--date", "2026-06-09")
    call_command("send_digests", "--date", "2026-06-09")
    assert capsys.readouterr().out == "Digests of 2026-06-09: 1\nDigests of 2026-06-09: 0\n"
