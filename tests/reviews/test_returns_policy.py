"""Who comes to a return, and what an agency sees of the review: its reference, and nothing else."""

from typing import Any

import pytest
from django.db import DatabaseError
from django.urls import get_resolver, reverse

from partnership import policy
from partnership.enums import Role
from partnership.models import Interest, Message, ReadEntry
from partnership.views import traced
from reviews.enums import PanelPart
from tests.clients import client_of
from tests.factories.partnership import AgencyFactory, GroupFactory
from tests.factories.reviews import ChildFactory, ChronologyEntryFactory, PanelMemberFactory
from tests.reviews.returns_world import CANARIES, World, make_return, make_world, stand_as, strangers

pytestmark = pytest.mark.django_db

OF_REVIEW = ("return-create", "review-chronology", "review-chronology-export")
OF_AGENCY = (
    "return-conflict",
    "return-new-date",
    "return-send",
    "return-entry-create",
    "return-entry-paste",
    "return-entry-upload",
    "return-template",
    "return-entry-change",
    "return-entry-remove",
    "return-answer-change",
)
OF_UNIT = (
    "return-change",
    "return-remind",
    "return-take-back",
    "return-date-answer",
    "return-send-back",
    "return-lock",
)
OF_BOTH = ("return-detail", "return-write")


def names() -> set[str]:
    """Every address of returns and chronologies that names a row."""
    found = {str(name) for name in get_resolver().reverse_dict}  # the root alone, so the app's own are looked for
    own = dict(get_resolver().namespace_dict)["reviews"][1].reverse_dict
    found |= {str(name) for name in own}
    return {name for name in found if name.startswith(("return-", "review-chronology"))} - {"return-list"}


def address(world: World, name: str) -> str:
    entry = world.row.entries.first() or ChronologyEntryFactory(agency_return=world.row)
    key = {
        "return-entry-change": entry.pk,
        "return-entry-remove": entry.pk,
        "return-answer-change": world.row.answers.first().pk,
    }.get(name, world.review.pk if name in OF_REVIEW else world.row.pk)
    return reverse(f"reviews:{name}", args=[key])


def answers(client: Any, url: str) -> set[int]:
    return {client.get(url).status_code, client.post(url, {"reason": "x"}).status_code} - {405}


def test_every_address_of_returns_is_tried() -> None:
    assert names() == {*OF_REVIEW, *OF_AGENCY, *OF_UNIT, *OF_BOTH}


@pytest.mark.parametrize("name", [*OF_AGENCY, *OF_UNIT, *OF_BOTH, "review-chronology"])
def test_a_stranger_finds_nothing_at_an_address(name: str) -> None:
    world = make_world()
    found = {who: answers(client_of(user), address(world, name)) for who, user in strangers(world).items()}
    assert found == {key: {404} for key in found}


@pytest.mark.parametrize("name", ["return-create", "review-chronology-export"])
def test_a_stranger_without_the_review_finds_nothing(name: str) -> None:
    world = make_world()
    found = {who: answers(client_of(user), address(world, name)) for who, user in strangers(world).items()}
    # The manager reads every review and asks only for those that name her.
    assert found.pop("manager who is not named") == ({403} if name == "return-create" else {404})
    assert found == {key: {404} for key in found}


@pytest.mark.parametrize("name", OF_REVIEW)
def test_who_is_asked_finds_nothing_of_the_review(name: str) -> None:
    world = make_world()
    assert answers(client_of(world.asked), address(world, name)) == {404}


@pytest.mark.parametrize("name", OF_UNIT)
def test_who_is_asked_does_not_look_after_the_return(name: str) -> None:
    world = make_world()
    assert answers(client_of(world.asked), address(world, name)) == {403}


@pytest.mark.parametrize("name", OF_AGENCY)
def test_the_unit_does_not_write_for_the_agency(name: str) -> None:
    world = make_world()
    assert answers(client_of(world.manager), address(world, name)) == {403}


@pytest.mark.parametrize(("role", "grant"), [(Role.GROUP_CHAIR, "group"), (Role.AGENCY_REPRESENTATIVE, "agency")])
def test_the_panel_reads_a_return_once_it_is_locked(role: str, grant: str) -> None:
    world = make_world()
    made = GroupFactory() if grant == "group" else world.other_agency
    client = client_of(world.named(role, **{grant: made}))
    found = []
    for state in ("asked", "sent", "locked"):
        stand_as(world.row, state) if state != "asked" else None
        found.append(client.get(address(world, "return-detail")).status_code)
    assert found == [404, 404, 200]


def test_the_panel_writes_nothing_in_a_locked_return() -> None:
    world = make_world()
    stand_as(world.row, "locked")
    client = client_of(world.named(Role.GROUP_CHAIR, group=GroupFactory()))
    tried = [*OF_AGENCY, *OF_UNIT, "return-write"]
    found = {name: answers(client, address(world, name)) for name in tried}
    assert found == {key: {403} for key in found}


def test_a_conflict_of_interest_takes_the_return_away() -> None:
    world = make_world()
    client = client_of(world.asked)
    before = client.get(address(world, "return-detail")).status_code
    Interest.objects.create(record=world.review, agency=world.agency, reason="x", declared_by=world.manager)
    assert (before, client.get(address(world, "return-detail")).status_code) == (200, 404)


def test_who_declares_a_conflict_loses_the_return() -> None:
    world = make_world()
    client = client_of(world.asked)
    posted = {"reason": "The mother is my cousin."}
    page = client.post(address(world, "return-conflict"), posted, follow=True)
    assert page.status_code == 200
    assert client.get(address(world, "return-detail")).status_code == 404
    assert [(one.to, one.subject) for one in Message.objects.all()] == [
        (world.manager, "A conflict of interest is declared")
    ]


def planted() -> World:
    """A world in which everything that could leak is there."""
    world = make_world()
    ChildFactory(review=world.review, pseudonym="Canarypseudonym")
    PanelMemberFactory(review=world.review, part=PanelPart.CHAIR, name="Canaryteam")
    world.review.agencies.add(world.other_agency)
    other = make_return(world.review, world.other_agency, [], asked_by=world.manager)
    ChronologyEntryFactory(agency_return=other, what="Canaryteam")
    ChronologyEntryFactory(agency_return=world.row)
    return world


@pytest.mark.parametrize("name", [*OF_AGENCY, *OF_BOTH])
def test_an_agency_reads_nothing_of_the_review_but_its_reference(name: str) -> None:
    world = planted()
    client = client_of(world.asked)
    response = client.get(address(world, name), follow=True)
    page = b"".join(response).decode(errors="replace") if response.streaming else response.content.decode()
    assert response.status_code == 200
    assert [word for word in CANARIES if word in page] == []
    assert "Practice learning review" not in page


@pytest.mark.parametrize("url", ["/", "/review-returns/", "/places/returns/"])
def test_lists_and_home_name_a_return_by_its_reference(url: str) -> None:
    world = planted()
    page = client_of(world.asked).get(url, follow=True).content.decode()
    assert [word for word in CANARIES if word in page] == []
    assert ("Chronology and report for review NV-2026-02" in page) == (url != "/places/returns/")


@pytest.mark.parametrize("name", [*OF_AGENCY, *OF_BOTH])
def test_each_page_is_in_the_read_log_before_it_is_sent(name: str) -> None:
    world = make_world()
    client_of(world.asked).get(address(world, name))
    assert list(ReadEntry.objects.values_list("record_id", "user_id")) == [(world.review.pk, world.asked.pk)]


def test_without_its_trace_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**how: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(traced, "note_reading", fail)
    world = planted()
    response = client_of(world.manager).get(address(world, "return-detail"))
    assert (response.status_code, world.agency.name in response.content.decode()) == (503, False)


def test_the_mutant_that_asks_nobody_in_person_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the rule "asked in person" off, a colleague who was not asked would come in."""
    world = make_world()
    colleague = client_of(strangers(world)["representative who was not asked"])
    own = policy.reached_by

    def lenient(model: Any, principal: Any, grant: Any, reach: str) -> Any:
        return own(model, principal, grant, "agency" if reach == "asked" else reach)

    monkeypatch.setattr(policy, "reached_by", lenient)
    assert colleague.get(address(world, "return-detail")).status_code == 200


def test_another_agency_of_the_same_name_is_no_way_in() -> None:
    world = make_world()
    AgencyFactory(name=world.agency.name)
    assert set(answers(client_of(strangers(world)["subgroup chair"]), address(world, "return-detail"))) == {404}
