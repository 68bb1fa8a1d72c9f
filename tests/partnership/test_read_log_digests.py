"""The monthly message on who opened restricted records: to whom, once, what it says and what it never says."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from partnership import append_only, tasks
from partnership.enums import MessageKind, Role, Visibility
from partnership.forms.messages import CHOICES
from partnership.message_footer import stop_address
from partnership.models import Job, Message, MessageRefusal, ReadEntry, User
from partnership.services import clock
from partnership.services.messages import choose_messages
from partnership.services.read_digests import ask_for_read_digests, send_read_digests
from partnership.services.read_log import note_reading
from tests.clients import user_with
from tests.factories.partnership import RiskFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
JUNE, JUNE_9 = "2026-06-01", datetime(2026, 6, 9, 12, tzinfo=LONDON)


def read(times: int = 1, *, at: datetime = JUNE_9, **entry: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: at)
        for _ in range(times):
            note_reading(address="/risks/1/", **entry)


def risk(reference: str, visibility: str = Visibility.RESTRICTED) -> Any:
    return RiskFactory(reference=reference, title="CANARY of a title", visibility=visibility)


def send() -> dict[str, Any]:
    return send_read_digests(month=JUNE, beat=lambda progress, doing: None)


def body_to(user: User) -> str:
    return Message.objects.get(to=user).body


@pytest.fixture
def manager() -> User:
    user = user_with(Role.BUSINESS_MANAGER)
    user.name = "Ruth Adeyemi"
    user.save()
    return user


def test_it_goes_to_the_chair_and_to_the_governance_lead_alone(manager: User) -> None:
    watchers = {user_with(Role.SCRUTINEER), user_with(Role.GOVERNANCE_LEAD)}
    for other in (Role.SUPPORT_OFFICER, Role.TECHNICAL_ADMIN, Role.TRAINING_COORDINATOR):
        user_with(other)
    read(record=risk("RISK-1"), by=manager)
    assert send() == {"written": 2}
    assert {message.to for message in Message.objects.all()} == watchers
    assert set(Message.objects.values_list("kind", "subject")) == {
        (MessageKind.READ_LOG, "Who opened restricted records in June 2026")
    }


def test_it_counts_by_person_and_reference_and_says_no_title(manager: User) -> None:
    chair = user_with(Role.SCRUTINEER)
    read(3, record=risk("RISK-1"), by=manager)
    read(record=risk("RISK-2"), by=manager, verb="printed")
    read(record=risk("RISK-3"), by=manager, at=datetime(2026, 7, 1, 9, tzinfo=LONDON))
    send()
    last = ReadEntry.objects.latest("number")
    assert body_to(chair).splitlines()[:5] == [
        "Restricted records were read 4 times in June 2026.",
        "",
        "Ruth Adeyemi: opened 3, taken away 1, 2 records",
        "- RISK-1: 3",
        "- RISK-2: 1",
    ]
    assert "checked for this message: unbroken, 5 entries." in body_to(chair)
    assert f"carries the mark {last.number}:{last.entry_hash[:16]}." in body_to(chair)
    assert "CANARY" not in body_to(chair)


def test_a_sealed_record_is_counted_in_mail_and_not_named(manager: User) -> None:
    chair, lead = user_with(Role.SCRUTINEER), user_with(Role.GOVERNANCE_LEAD)
    read(record=risk("RISK-1"), by=manager)
    read(record=risk("SEALED-1", Visibility.SEALED), by=manager)
    send()
    assert ("- Sealed records: 1" in body_to(lead), "- Sealed records: 1" in body_to(chair)) == (True, True)
    assert "SEALED-1" not in body_to(lead) + body_to(chair)


def test_what_is_unusual_stands_in_it(manager: User) -> None:
    chair = user_with(Role.SCRUTINEER)
    read(2, record=risk("RISK-1"), by=manager, at=datetime(2026, 6, 13, 12, tzinfo=LONDON))
    send()
    assert (
        "- Ruth Adeyemi read restricted records 2 times out of hours, last on 13 June 2026."
        in body_to(chair).splitlines()
    )


def test_a_second_time_nothing_goes(manager: User) -> None:
    user_with(Role.SCRUTINEER)
    read(record=risk("RISK-1"), by=manager)
    assert [send(), send()] == [{"written": 1}, {"written": 0}]


def test_a_month_in_which_nothing_was_read_brings_no_message() -> None:
    user_with(Role.SCRUTINEER)
    assert send() == {"written": 0}


def test_a_broken_chain_is_told_even_if_nothing_was_read(manager: User) -> None:
    lead = user_with(Role.GOVERNANCE_LEAD)
    append_only.remove(connection, ReadEntry._meta.db_table)
    send()
    assert "broken. The database no longer guards the log" in body_to(lead)
    assert "carries the mark" not in body_to(lead)


def test_it_cannot_be_switched_off(manager: User, client: Client) -> None:
    lead = user_with(Role.GOVERNANCE_LEAD)
    choose_messages(kinds=set(), by=lead)
    assert MessageKind.READ_LOG not in dict(CHOICES)
    assert not MessageRefusal.objects.filter(kind=MessageKind.READ_LOG).exists()
    assert client.get("/" + stop_address(lead.pk, MessageKind.READ_LOG).split("/", 3)[3]).status_code == 404
    read(record=risk("RISK-1"), by=manager)
    assert send() == {"written": 1}


@pytest.mark.parametrize(
    ("now", "month"),
    [
        (datetime(2026, 7, 1, 6, 59, tzinfo=LONDON), None),
        (datetime(2026, 7, 1, 7, 0, tzinfo=LONDON), "2026-06-01"),
        (datetime(2026, 7, 31, 23, 59, tzinfo=LONDON), "2026-06-01"),
        (datetime(2027, 1, 4, 9, 0, tzinfo=LONDON), "2026-12-01"),
    ],
)
def test_it_is_asked_for_once_after_seven_on_the_month_before(now: datetime, month: str | None) -> None:
    first, second = ask_for_read_digests(now=now), ask_for_read_digests(now=now)
    assert (first.arguments if first else None, second) == ({"month": month} if month else None, None)


def test_both_clocks_ask_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 7, 2, 9, tzinfo=LONDON))
    for ask in (tasks.ask_for_digests, clock.tick):
        Job.objects.all().delete()
        ask()
        assert Job.objects.filter(name="send_read_digests", arguments__month=date(2026, 6, 1).isoformat()).count() == 1
