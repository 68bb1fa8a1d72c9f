"""A request that was a mistake is taken back: gone for those who were asked, in the history for those who asked."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership import policy
from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Interest, Message, User
from partnership.principals import principal_of
from partnership.selectors.calendar import calendar_of
from partnership.selectors.deadlines import late
from partnership.selectors.digests import digest_of
from reviews.models import AgencyReturn, ChronologyEntry
from reviews.selectors.chronology import Narrowed, agencies_in, chronology_of
from reviews.selectors.returns import returns_listed
from reviews.selectors.review_page import count_returns, part_counts
from reviews.services.chronology import add_entries
from reviews.services.returns import LOCKED, SENT, TAKEN_BACK, Asked, ask_agencies, remind
from reviews.services.returns_taken_back import take_back
from reviews.work_items.returns import review_returns_asked
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import RoleGrantFactory
from tests.factories.reviews import ChronologyEntryFactory
from tests.reviews.returns_world import CANARIES, World, make_world, stand_as

pytestmark = pytest.mark.django_db
REASON = "The school has another trust."
NAME = "Chronology and report for review NV-2026-02"


@pytest.fixture
def world() -> World:
    """Late, so that everything would tell of it."""
    return make_world(due_on=timezone.localdate() - timedelta(days=3))


def at(name: str, key: int) -> str:
    return reverse(f"reviews:{name}", args=[key])


def taken_back(world: World, by: User | None = None) -> AgencyReturn:
    return take_back(row=world.row, reason=REASON, by=by or world.manager)


def refusal(call: Any, **how: Any) -> str:
    with pytest.raises(DomainError) as refused:
        call(**how)
    return refused.value.message


# --- Who takes it back, and when ---------------------------------------------------------------------------------


def test_a_request_is_taken_back_with_its_history(world: World) -> None:
    archived = taken_back(world)
    last = archived.history.first()
    assert (archived.archived_at is not None, archived.archived_reason) == (True, REASON)
    assert (last.history_user, last.history_change_reason, last.archived_reason) == (
        world.manager,
        "Taken back",
        REASON,
    )


def test_a_request_is_not_taken_back_without_a_reason(world: World) -> None:
    assert refusal(take_back, row=world.row, reason="", by=world.manager).startswith("Say why")
    assert AgencyReturn.objects.get().archived_at is None


@pytest.mark.parametrize(("state", "said"), [("sent", SENT), ("locked", LOCKED)])
def test_what_was_sent_is_not_taken_back(world: World, state: str, said: str) -> None:
    stand_as(world.row, state)
    assert refusal(taken_back, world=world) == said


def test_a_request_is_taken_back_once(world: World) -> None:
    taken_back(world)
    assert refusal(taken_back, world=world) == TAKEN_BACK
    assert refusal(remind, row=world.row, text="We need it.", by=world.manager) == TAKEN_BACK
    entry = {"happened_on": date(2025, 3, 3), "what": "A visit."}
    assert refusal(add_entries, agency_return=world.row, entries=[entry], by=world.asked) == TAKEN_BACK


@pytest.mark.parametrize(
    ("role", "status"), [(Role.BUSINESS_MANAGER, 302), (Role.REVIEWER, 302), (Role.SUPPORT_OFFICER, 403)]
)
def test_who_may_ask_takes_back(world: World, role: str, status: int) -> None:
    grant = RoleGrantFactory(role=role, record=world.review)
    RoleGrantFactory(user=grant.user, role=role) if role != Role.REVIEWER else None
    response = client_of(grant.user).post(at("return-take-back", world.row.pk), {"reason": REASON})
    assert (response.status_code, AgencyReturn.objects.get().archived_at is not None) == (status, status == 302)


def test_who_only_changes_a_return_does_not_take_it_back(world: World) -> None:
    officer = world.named(Role.SUPPORT_OFFICER)
    assert refusal(taken_back, world=world, by=officer).startswith("A request is taken back by")
    assert "Take this request back" not in page_of(client_of(officer), at("return-detail", world.row.pk))


def test_nobody_takes_back_what_is_asked_of_them(world: World) -> None:
    RoleGrantFactory(user=world.asked, role=Role.BUSINESS_MANAGER)
    RoleGrantFactory(user=world.asked, role=Role.BUSINESS_MANAGER, record=world.review)
    assert refusal(taken_back, world=world, by=world.asked).startswith("This is for those who are named")


def test_another_agency_finds_nothing_to_take_back(world: World) -> None:
    other = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=world.other_agency))
    url = at("return-take-back", world.row.pk)
    assert [other.get(url).status_code, other.post(url, {"reason": REASON}).status_code] == [404, 404]
    assert AgencyReturn.objects.get().archived_at is None


# --- The agency --------------------------------------------------------------------------------------------------


def test_who_was_asked_is_told_without_any_detail(world: World) -> None:
    taken_back(world)
    message = Message.objects.get()
    assert (message.to, message.subject) == (world.asked, "A request for a return is taken back")
    assert message.body.startswith(f"{NAME}\n\n{world.manager.name} has taken this request back.")
    assert [word for word in (*CANARIES, REASON, "/review-returns/") if word in message.subject + message.body] == []


def test_who_has_a_conflict_is_not_told(world: World) -> None:
    Interest.objects.create(record=world.review, user=world.asked, reason="x", declared_by=world.manager)
    taken_back(world)
    assert Message.objects.count() == 0


def test_every_address_is_gone_for_the_agency(world: World) -> None:
    entry = ChronologyEntryFactory(agency_return=world.row)
    answer = world.row.answers.get()
    keys = {"return-entry-change": entry.pk, "return-entry-remove": entry.pk, "return-answer-change": answer.pk}
    names = ("return-detail", "return-write", "return-send", "return-entry-create", "return-template", *keys)
    client = client_of(world.asked)
    before = {name: client.get(at(name, keys.get(name, world.row.pk))).status_code for name in names}
    taken_back(world)
    after = {name: client.get(at(name, keys.get(name, world.row.pk))).status_code for name in names}
    assert (set(before.values()), set(after.values())) == ({200}, {404})


def found_by(user: User) -> list[bool]:
    """Whether home, the deadlines, the digest of a Monday, the calendar and the lists know of a return."""
    principal, now = principal_of(user), timezone.now()
    today = timezone.localdate(now)
    digest = digest_of(user, today + timedelta(days=-today.weekday() % 7))
    client = client_of(user)
    return [
        bool(list(review_returns_asked(principal, today))),
        bool(late(principal, today=today, at_most=9).deadlines),
        digest is not None and "NV-2026-02" in digest.text,
        b"NV-2026-02" in calendar_of(user, now),
        returns_listed(principal).exists(),
        NAME in page_of(client, reverse("reviews:return-list")),
        NAME in page_of(client, "/"),
    ]


def test_what_is_taken_back_is_asked_of_nobody(world: World) -> None:
    client_of(world.asked), client_of(world.manager)
    before = [found_by(world.asked), found_by(world.manager)]
    taken_back(world)
    assert (before, [found_by(world.asked), found_by(world.manager)]) == ([[True] * 7] * 2, [[False] * 7] * 2)


# --- The review --------------------------------------------------------------------------------------------------


def test_the_review_tells_that_it_was_asked_and_taken_back(world: World) -> None:
    client = client_of(world.manager)
    page = page_of(client, at("return-detail", world.row.pk))
    assert at("return-take-back", world.row.pk) in page
    response = client.post(at("return-take-back", world.row.pk), {"reason": REASON}, follow=True)
    words = " ".join(response.content.decode().split())
    assert response.redirect_chain == [(at("review-detail", world.review.pk), 302)]
    today = f"{timezone.localdate():%-d %B %Y}"
    told = "Education and schools: Chronology and report. Asked on 20 April 2026, taken back on "
    assert f"{told}{today} by {world.manager.name}" in words
    assert (REASON in words, "No agency is asked for a return now." in words) == (True, True)


def test_who_does_not_look_after_returns_reads_no_reason(world: World) -> None:
    chair = world.named(Role.AGENCY_REPRESENTATIVE, agency=world.other_agency)
    taken_back(world)
    page = page_of(client_of(chair), at("review-detail", world.review.pk))
    assert ("NV-2026-02" in page, REASON in page) == (True, False)


def test_a_form_without_a_reason_keeps_the_request(world: World) -> None:
    response = client_of(world.manager).post(at("return-take-back", world.row.pk), {"reason": ""})
    assert "Say why, so that whoever looks for it later understands" in response.content.decode()
    assert AgencyReturn.objects.get().archived_at is None


def test_what_was_sent_meanwhile_is_told_on_the_form(world: World) -> None:
    stand_as(world.row, "sent")
    client, url = client_of(world.manager), at("return-take-back", world.row.pk)
    assert client.get(url)["Location"] == at("return-detail", world.row.pk)
    assert SENT in client.post(url, {"reason": REASON}).content.decode()


def test_the_same_agency_is_asked_again(world: World) -> None:
    terms = {"kind": world.row.kind, "due_on": timezone.localdate(), "latest_on": None, "questions": []}
    asked = [Asked(world.agency, [world.asked])]
    again = {"review": world.review, "asked": asked, "terms": terms, "text": "", "by": world.manager}
    assert refusal(ask_agencies, **again).endswith("has been asked for this already, and it is not in yet.")
    taken_back(world)
    (row,) = ask_agencies(**again)
    assert list(returns_listed(principal_of(world.asked))) == [row]


def in_chronology(world: World) -> tuple[int, int, int, int]:
    reader = principal_of(world.manager)
    entries = chronology_of(world.review, reader, Narrowed())
    counts = part_counts(world.review, reader)
    agencies = agencies_in(world.review, reader)
    return entries.count(), counts.entries, agencies.count(), count_returns(world.review).asked


def test_the_merged_chronology_leaves_out_what_is_archived(world: World) -> None:
    ChronologyEntryFactory(agency_return=world.row)
    stand_as(world.row, "sent")
    before = in_chronology(world)
    AgencyReturn.objects.update(archived_at=timezone.now())
    assert (before, in_chronology(world)) == ((1, 1, 1, 1), (0, 0, 0, 0))


def test_the_mutant_that_looks_at_the_review_alone_is_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the look at the return itself off, its agency would still find what it wrote in it."""
    entry = ChronologyEntryFactory(agency_return=world.row)
    taken_back(world)
    rows = ChronologyEntry.objects.filter(pk=entry.pk)
    assert rows.visible_to(principal_of(world.asked)).count() == 0
    monkeypatch.setattr(ChronologyEntry, "hangs_on", "")
    assert policy.can(principal_of(world.asked), "view", entry)
