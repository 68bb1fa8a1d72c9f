"""The merged chronology: whose entries, in which order, what is said of gaps, and how it leaves the portal."""

import io
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from partnership.enums import ReadVerb, Role
from partnership.models import ReadEntry
from partnership.principals import principal_of
from reviews.selectors.chronology import Days, Narrowed, chronology_of
from tests.clients import client_of, page_of
from tests.factories.partnership import GroupFactory
from tests.factories.reviews import ChronologyEntryFactory
from tests.reviews.returns_world import World, make_return, make_world, stand_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Two agencies' returns, sent; the first has entries on three days, the other on one of them."""
    world = make_world()
    other = make_return(world.review, world.other_agency, [], asked_by=world.manager)
    stand_as(world.row, "sent")
    stand_as(other, "locked")
    for day, what in ((3, "First"), (4, "Second"), (20, "Last")):
        ChronologyEntryFactory(agency_return=world.row, happened_on=date(2025, day // 20 * 2 + 3, day), what=what)
    ChronologyEntryFactory(agency_return=other, happened_on=date(2025, 3, 4), happened_at=time(9), what="Other")
    return world


def chronology(world: World, name: str = "review-chronology") -> str:
    return reverse(f"reviews:{name}", args=[world.review.pk])


def told(world: World, user: Any) -> list[tuple[str, str, str]]:
    entries = chronology_of(world.review, principal_of(user), Narrowed())
    return [(line.entry.what, line.gap, line.together) for line in Days(entries).lines(list(entries))]


def test_entries_stand_in_order_of_time_with_gaps_and_shared_days(world: World) -> None:
    assert told(world, world.manager) == [
        ("First", "", ""),
        ("Other", "", "2 agencies on this day: Canaryteam, Education and schools"),
        ("Second", "", ""),
        ("Last", "No entry for 76 days before this", ""),
    ]


def test_the_panel_reads_what_is_locked(world: World) -> None:
    chair = world.named(Role.GROUP_CHAIR, group=GroupFactory())
    assert [what for what, _, _ in told(world, chair)] == ["Other"]
    page = page_of(client_of(chair), chronology(world))
    assert ("Other" in page, "First" in page, "Export these" in page) == (True, False, False)


def test_what_is_not_sent_yet_is_left_out(world: World) -> None:
    world.row.state = "started"
    world.row.save()
    assert [what for what, _, _ in told(world, world.manager)] == ["Other"]


def test_a_removed_entry_is_left_out(world: World) -> None:
    entry = world.row.entries.get(what="First")
    entry.archived_at, entry.archived_reason = "2026-01-01T00:00Z", "x"
    entry.save()
    assert "First" not in [what for what, _, _ in told(world, world.manager)]


def test_the_chronology_is_narrowed_by_agency_and_day(world: World) -> None:
    client = client_of(world.manager)
    page = page_of(client, f"{chronology(world)}?agency={world.agency.pk}&since=4/3/2025&until=5/3/2025")
    assert [what in page for what in ("First", "Other", "Second", "Last")] == [False, False, True, False]


@pytest.mark.parametrize("number", [1, 60])
def test_a_page_asks_as_often_for_many_as_for_one(world: World, number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        ChronologyEntryFactory(agency_return=world.row)
    client = client_of(world.manager)
    client.get(chronology(world))
    with django_assert_num_queries(16):
        client.get(chronology(world))


def test_fifty_entries_stand_on_a_page_if_asked(world: World) -> None:
    for _ in range(60):
        ChronologyEntryFactory(agency_return=world.row)
    client = client_of(world.manager)
    found = [page_of(client, f"{chronology(world)}{query}") for query in ("", "?size=50", "?page=3")]
    assert ["1 to 25 on" in found[0], "1 to 50 on" in found[1], "51 to 64 on" in found[2]] == [True, True, True]


def export(client: Client, world: World, **posted: str) -> Any:
    return client.post(chronology(world, "review-chronology-export"), posted)


def test_an_export_holds_what_was_asked_for(world: World) -> None:
    entry = world.row.entries.get(what="First")
    entry.what = "=HYPERLINK(1)"
    entry.save()
    client = client_of(world.manager)
    response = export(client, world, reason="For the panel", extension="xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(response))).active
    assert [cell.value for cell in sheet[2]][:2] == ["Education and schools", sheet["B2"].value]
    assert (sheet["E2"].value, sheet["E2"].data_type, sheet.max_row) == ("=HYPERLINK(1)", "s", 5)
    text = b"".join(export(client, world, reason="For the panel", extension="csv")).decode()
    assert "'=HYPERLINK(1)" in text


def test_an_export_is_logged_with_its_reason(world: World) -> None:
    client = client_of(world.manager)
    assert "Say what you need the chronology for" in export(client, world, extension="csv").content.decode()
    export(client, world, reason="For the panel", extension="csv")
    logged = ReadEntry.objects.filter(verb=ReadVerb.EXPORTED).values_list("record", "user", "reason")
    assert list(logged) == [(world.review.pk, world.manager.pk, "For the panel")]


def test_a_print_is_logged(world: World) -> None:
    page = page_of(client_of(world.manager), f"{chronology(world)}?print=1")
    assert ("Last" in page, ReadEntry.objects.get().verb) == (True, ReadVerb.PRINTED)


def test_the_panel_takes_no_chronology_away(world: World) -> None:
    chair = client_of(world.named(Role.GROUP_CHAIR, group=GroupFactory()))
    assert export(chair, world, reason="x", extension="csv").status_code == 403
