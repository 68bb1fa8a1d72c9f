"""The pages of the read log: whole for one, in counts for some, one's own for everybody; never a word of a record."""

import csv
import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from partnership import append_only
from partnership.enums import Role, Visibility
from partnership.models import ReadEntry, User
from partnership.principals import principal_of
from partnership.selectors.read_log import month_of
from partnership.services.read_log import note_reading
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AttachmentFactory, BoardFactory, GroupFactory, RiskFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
EXPORT = {"reason": "Asked for by the data protection officer", "extension": "csv"}


def read_at(moment: datetime, **entry: Any) -> ReadEntry:
    """A reading at another time than now."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        return note_reading(**{"address": "/risks/1/", **entry})


def lead(minutes_ago: int = 0) -> Client:
    """The browser of the information governance lead, who has signed in just now or some minutes ago."""
    return client_of(user_with(Role.GOVERNANCE_LEAD), minutes_ago=minutes_ago)


def restricted(title: str = "CANARY of a title", **fields: Any) -> Any:
    return RiskFactory(title=title, visibility=Visibility.RESTRICTED, **fields)


# --- The whole log -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "whole", "summary"),
    [
        (Role.GOVERNANCE_LEAD, 200, 200),
        (Role.BUSINESS_MANAGER, 403, 200),
        (Role.SCRUTINEER, 404, 200),
        (Role.SUPPORT_OFFICER, 404, 404),
        (Role.TECHNICAL_ADMIN, 404, 404),
    ],
)
def test_who_finds_which_page(role: Role, whole: int, summary: int) -> None:
    client = client_of(user_with(role))
    statuses = [client.get(page).status_code for page in ("/read-log/", "/read-log/export/", "/read-log/summary/")]
    assert statuses == [whole, whole, summary]
    assert client.post("/read-log/").status_code == (302 if whole == 200 else whole)
    assert client.get("/your-visits/").status_code == 200


def test_the_log_says_who_what_when_and_why_and_no_title() -> None:
    manager, risk = user_with(Role.BUSINESS_MANAGER), restricted()
    client_of(manager).get(f"/risks/{risk.pk}/")
    note_reading(record=risk, address="/x/", by=manager, verb="exported", reason="For the inquest", role="BM,SCR")
    page = page_of(lead(), "/read-log/")
    assert [words in page for words in (manager.name, risk.reference, "For the inquest", "Entry 2", "2 entries")] == [
        True
    ] * 5
    assert "Business manager, Independent chair or scrutineer" in page
    assert "Risk, restricted" in page
    assert "CANARY" not in page


def test_the_log_takes_as_many_queries_at_three_entries_as_at_one(django_assert_num_queries: Any) -> None:
    client = lead()
    for entries in (1, 3):
        while ReadEntry.objects.count() < entries:
            note_reading(record=restricted(), address="/x/", by=user_with(Role.BUSINESS_MANAGER))
        with django_assert_num_queries(6):
            client.get("/read-log/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=ruth", [1]),
        ("record=risk-b", [2]),
        ("verb=printed", [2]),
        ("visibility=sealed", [3]),
        ("since=2026-06-02&until=2026-06-02", [2]),
        ("reason=inquest", [3]),
        ("words=nobody", []),
    ],
)
def test_the_log_is_narrowed(query: str, found: list[int]) -> None:
    ruth, other = user_with(Role.BUSINESS_MANAGER), user_with(Role.SCRUTINEER)
    User.objects.filter(pk=ruth.pk).update(name="Ruth Adeyemi")
    one, two = restricted(reference="RISK-A"), restricted(reference="RISK-B")
    sealed = RiskFactory(reference="RISK-C", visibility=Visibility.SEALED)
    read_at(datetime(2026, 6, 1, 23, 30, tzinfo=LONDON), record=one, by=User.objects.get(pk=ruth.pk))
    read_at(datetime(2026, 6, 2, 0, 30, tzinfo=LONDON), record=two, by=other, verb="printed")
    read_at(datetime(2026, 6, 3, 12, 0, tzinfo=LONDON), record=sealed, by=other, reason="For the inquest")
    page = page_of(lead(), f"/read-log/?{query}")
    assert [number for number in (1, 2, 3) if f"Entry {number}<" in page] == found


def test_the_button_says_whether_the_chain_is_whole() -> None:
    note_reading(record=restricted(), address="/x/", by=user_with(Role.BUSINESS_MANAGER))
    client = lead()
    assert ": unbroken, 1 entry." in " ".join(client.post("/read-log/", follow=True).content.decode().split())
    append_only.remove(connection, ReadEntry._meta.db_table)
    said = " ".join(client.post("/read-log/", follow=True).content.decode().split())
    assert "broken. The database no longer guards the log" in said


# --- Taken away ----------------------------------------------------------------------------------------------------


def test_an_export_asks_for_a_fresh_sign_in_first() -> None:
    client = lead(minutes_ago=6)
    for ask in (client.get, client.post):
        assert ask("/read-log/export/")["Location"].startswith("/accounts/reauthenticate/")
    assert ReadEntry.objects.count() == 0


def test_an_export_asks_for_a_reason() -> None:
    page = lead().post("/read-log/export/", {"reason": "", "extension": "csv"}).content.decode()
    assert "Say why the read log leaves the portal" in page
    assert ReadEntry.objects.count() == 0


def test_an_export_holds_what_is_listed_and_stands_in_the_log_itself() -> None:
    manager, risk = user_with(Role.BUSINESS_MANAGER), restricted()
    for verb in ("opened", "printed"):
        note_reading(record=risk, address="/x/", by=manager, verb=verb, reason="=1+1")
    client = lead()
    sent = client.post("/read-log/export/?verb=printed", EXPORT)
    text = b"".join(sent.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["When", "Entry", "Who", "Role", "Record", "Kind and class", "What was done", "Address", "Why"]
    assert [row[1:] for row in rows[1:]] == [
        ["Entry 2", manager.name, "", risk.reference, "Risk, restricted", "Printed", "/x/", "'=1+1"]
    ]
    last = ReadEntry.objects.latest("number")
    assert (last.record, last.verb, last.reason, last.role) == (None, "exported", EXPORT["reason"], "IG")
    assert "The read log itself" in page_of(client, "/read-log/")


def test_an_export_that_cannot_be_written_down_does_not_go(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**entry: Any) -> None:
        raise DatabaseError

    note_reading(record=restricted(), address="/x/", by=user_with(Role.BUSINESS_MANAGER))
    monkeypatch.setattr("partnership.views.read_log.note_log_export", refuse)
    answer = lead().post("/read-log/export/", EXPORT)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


# --- In counts -----------------------------------------------------------------------------------------------------


def test_a_month_is_counted_by_person_and_by_record() -> None:
    manager, chair = user_with(Role.BUSINESS_MANAGER), user_with(Role.SCRUTINEER)
    one, two = restricted(), restricted()
    for record, by, verb in [(one, manager, "opened"), (one, manager, "printed"), (two, chair, "opened")]:
        read_at(datetime(2026, 6, 9, 12, tzinfo=LONDON), record=record, by=by, verb=verb)
    read_at(datetime(2026, 7, 1, 0, 30, tzinfo=LONDON), record=one, by=manager)
    page = page_of(client_of(chair), "/read-log/summary/?month=2026-06")
    assert "3 readings by 2 people of 2 records" in page
    assert "CANARY" not in page
    assert "1 reading by 1 person of 1 record" in page_of(client_of(chair), "/read-log/summary/?month=2026-07")


def test_a_sealed_record_that_the_reader_may_not_open_is_counted_and_not_named() -> None:
    sealed = RiskFactory(reference="SEALED-1", visibility=Visibility.SEALED)
    note_reading(record=sealed, address="/x/", by=user_with(Role.SCRUTINEER))
    for role, told in [(Role.BUSINESS_MANAGER, False), (Role.GOVERNANCE_LEAD, True)]:
        page = page_of(client_of(user_with(role)), "/read-log/summary/")
        assert ("SEALED-1" in page, "Sealed records" in page) == (told, not told)


@pytest.mark.parametrize("month", ["2026-13", "later", "2199-01", "1999-12", "2026-1"])
def test_a_month_that_is_none_is_not_found(month: str) -> None:
    assert lead().get(f"/read-log/summary/?month={month}").status_code == 404


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 6, 9, 6, 59, tzinfo=LONDON), True),
        (datetime(2026, 6, 9, 7, 0, tzinfo=LONDON), False),
        (datetime(2026, 6, 9, 19, 59, tzinfo=LONDON), False),
        (datetime(2026, 6, 9, 20, 0, tzinfo=LONDON), True),
        (datetime(2026, 6, 13, 12, 0, tzinfo=LONDON), True),  # a Saturday
        (datetime(2026, 8, 31, 12, 0, tzinfo=LONDON), True),  # the summer bank holiday
    ],
)
def test_a_reading_out_of_hours_is_told(moment: datetime, told: bool) -> None:
    read_at(moment, record=restricted(), by=user_with(Role.BUSINESS_MANAGER))
    page = page_of(lead(), f"/read-log/summary/?month={moment:%Y-%m}")
    assert ("read restricted records once out of hours" in page) is told


@pytest.mark.parametrize(("records", "told"), [(19, False), (20, True)])
def test_very_many_records_within_a_day_are_told(records: int, told: bool) -> None:
    manager = user_with(Role.BUSINESS_MANAGER)
    for _ in range(records):
        read_at(datetime(2026, 6, 9, 12, tzinfo=LONDON), record=restricted(), by=manager)
    page = page_of(lead(), "/read-log/summary/?month=2026-06")
    assert (f"{manager.name} read 20 different records on 9 June 2026." in page) is told


def test_the_counts_take_as_many_queries_at_three_records_as_at_one(django_assert_num_queries: Any) -> None:
    client = lead()
    for entries in (1, 3):
        while ReadEntry.objects.count() < entries:
            note_reading(record=restricted(), address="/x/", by=user_with(Role.BUSINESS_MANAGER))
        with django_assert_num_queries(7):
            client.get("/read-log/summary/")


# --- One's own -----------------------------------------------------------------------------------------------------


def test_everybody_finds_their_own_visits_and_nobody_elses() -> None:
    own, other = restricted(), restricted()
    reader = user_with(Role.SUPPORT_OFFICER)
    RoleGrantFactory(user=reader, role=Role.SUPPORT_OFFICER, record=own)
    client = client_of(reader)
    client.get(f"/risks/{own.pk}/")
    note_reading(record=other, address="/x/", by=user_with(Role.BUSINESS_MANAGER))
    page = page_of(client, "/your-visits/")
    assert (own.reference in page, other.reference in page, "1 visit<" in page) == (True, False, True)
    assert "CANARY" not in page


def test_what_one_may_no_longer_open_is_not_named() -> None:
    record, reader = restricted(), user_with(Role.SUPPORT_OFFICER)
    note_reading(record=record, address="/x/", by=reader)
    page = page_of(client_of(reader), "/your-visits/")
    assert (record.reference in page, "A record that you may no longer open" in page) == (False, True)


def test_own_visits_take_as_many_queries_at_three_as_at_one(django_assert_num_queries: Any) -> None:
    reader = user_with(Role.BUSINESS_MANAGER)
    client = client_of(reader)
    for entries in (1, 3):
        while ReadEntry.objects.count() < entries:
            note_reading(record=restricted(), address="/x/", by=reader)
        with django_assert_num_queries(7):
            client.get("/your-visits/")


# --- What is written down ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("query", "verb"), [("", "opened"), ("?print=1", "printed"), ("?print=2", "opened")])
def test_a_page_that_is_asked_for_to_be_printed_is_written_down_so(query: str, verb: str) -> None:
    risk, manager = restricted(), user_with(Role.BUSINESS_MANAGER)
    page = page_of(client_of(manager), f"/risks/{risk.pk}/{query}")
    entry = ReadEntry.objects.get()
    assert (entry.verb, entry.role, entry.visibility) == (verb, "BM", "restricted")
    assert ("Print this page" in page, "It is written down as printed" in page) == (verb == "opened", verb == "printed")
    assert f"Restricted. Copy for {manager.name}, " in page


def test_a_file_that_is_taken_away_is_written_down_as_downloaded() -> None:
    file = AttachmentFactory(record=restricted())
    client_of(user_with(Role.BUSINESS_MANAGER)).get(f"/files/{file.public_id}/")
    assert list(ReadEntry.objects.values_list("verb", flat=True)) == ["downloaded"]


def test_a_list_that_is_exported_is_written_down_with_the_role() -> None:
    restricted()
    client_of(user_with(Role.BUSINESS_MANAGER)).get("/risks/?format=csv")
    assert list(ReadEntry.objects.values_list("verb", "role")) == [("exported", "BM")]


def test_a_page_whose_visit_the_database_refuses_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log itself fails, not a stand-in: its next number is taken."""
    risk, manager = restricted(), user_with(Role.BUSINESS_MANAGER)
    note_reading(record=risk, address="/x/", by=manager)
    monkeypatch.setattr("partnership.services.read_log.HEAD", 2)
    answer = client_of(manager).get(f"/risks/{risk.pk}/")
    assert (answer.status_code, "CANARY" in answer.content.decode()) == (503, False)


def test_a_record_without_a_reference_of_its_own_is_called_by_its_number() -> None:
    group = GroupFactory(reference="Panel for the CANARY case", title="Panel for the CANARY case")
    group.visibility = Visibility.RESTRICTED
    group.save()
    note_reading(record=group, address="/x/", by=user_with(Role.BUSINESS_MANAGER))
    page = page_of(lead(), "/read-log/")
    assert (f"Group {group.pk}" in page, "CANARY" in page) == (True, False)


def test_the_summary_counts_sealed_records_of_another_partnership_for_nobody_here() -> None:
    ours, theirs = BoardFactory(), BoardFactory()
    chair = user_with(Role.SCRUTINEER, board=ours)
    for board in (ours, ours, theirs):
        note_reading(record=RiskFactory(visibility=Visibility.SEALED, boards=[board]), address="/x/", by=chair)
    (month,) = month_of(principal_of(chair), timezone.localdate().replace(day=1)).records
    assert (month.reference, month.opened) == ("Sealed records", 2)


def test_sealed_records_are_counted_for_the_partnerships_of_which_one_is_the_manager_alone() -> None:
    """Whatever else they are elsewhere: to chair a group there says nothing of what is sealed there."""
    here, there = BoardFactory.create_batch(2)
    manager = user_with(Role.BUSINESS_MANAGER, board=here)
    RoleGrantFactory(user=manager, role=Role.GROUP_CHAIR, group=GroupFactory(board=there))
    for board in (here, there):
        record = RiskFactory(visibility=Visibility.SEALED, boards=[board])
        note_reading(record=record, address="/x/", by=user_with(Role.SCRUTINEER))
    (counted,) = month_of(principal_of(manager), timezone.localdate().replace(day=1)).records
    assert (counted.reference, counted.opened) == ("Sealed records", 1)


def test_sealed_records_count_as_one_in_every_figure() -> None:
    """A sentence that counted each of them would tell how many there are."""
    chair = user_with(Role.SCRUTINEER)
    records = [restricted() for _ in range(20)] + RiskFactory.create_batch(3, visibility=Visibility.SEALED)
    for record in records:
        read_at(datetime(2026, 6, 9, 12, tzinfo=LONDON), record=record, by=chair)
    page = page_of(client_of(chair), "/read-log/summary/?month=2026-06")
    assert ("By record (21)" in page, "read 21 different records on 9 June 2026." in page) == (True, True)
    assert '<td role="cell" class="portal-number" data-label="Records">21</td>' in page
