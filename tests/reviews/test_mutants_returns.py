"""Each control of the returns of agencies, with it off: the test that holds it goes red."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership import policy, reaches
from partnership.enums import Role
from partnership.models import Message
from partnership.models.conflicts import InterestQuerySet
from partnership.principals import principal_of
from partnership.services.versions import Conflict
from partnership.views import traced
from partnership.views.traced import TracedView
from reviews.enums import ReturnState
from reviews.models import AgencyReturn, ChronologyEntry, ReturnAnswer, ReturnMessage
from reviews.selectors import chronology as merged
from reviews.selectors.chronology import Narrowed, chronology_of
from reviews.services import chronology, return_messages, returns, returns_taken_back
from reviews.services.returns import LOCKED, SENT, WITH_AGENCY, Asked
from reviews.views import chronology as chronology_pages
from reviews.views.returns.base import AgencyStep, UnitStep
from tests.clients import client_of, user_with
from tests.factories.partnership import GroupFactory, InterestFactory
from tests.factories.reviews import ChronologyEntryFactory, ReturnMessageFactory
from tests.mutants import goes_red, no, nothing, off, refuses, yes
from tests.reviews.returns_world import CANARIES, World, make_return, make_world, stand_as

pytestmark = pytest.mark.django_db
ENTRY = {"happened_on": date(2025, 3, 3), "what": "Teacher speaks with mother."}
#: In place of a look at the state: the return as it is stored, whatever its state.
STATELESS = (
    (returns, "writable", returns._held),
    (chronology, "writable", returns._held),
)


@pytest.fixture
def world() -> World:
    return make_world()


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def terms() -> dict[str, Any]:
    return {"kind": "rapid", "due_on": days(10), "latest_on": None, "questions": ["One?"]}


def stored(row: AgencyReturn) -> AgencyReturn:
    found: AgencyReturn = AgencyReturn.objects.get(pk=row.pk)
    return found


def address(row: AgencyReturn, name: str) -> str:
    return reverse(f"reviews:{name}", args=[row.pk])


def status(user: Any, url: str) -> int:
    return int(client_of(user).get(url).status_code)


# --- Who asks, and who is asked ------------------------------------------------------------------------------------


def test_without_the_question_who_may_ask_somebody_unnamed_asks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    by = user_with(Role.BUSINESS_MANAGER)
    asked = [Asked(world.other_agency, [user_with(Role.AGENCY_REPRESENTATIVE, agency=world.other_agency)])]

    def holds() -> None:
        how = {"review": world.review, "asked": asked, "terms": terms(), "text": "", "by": by}
        refuses("by somebody who is named on the review", returns.ask_agencies, **how)

    goes_red(holds, monkeypatch, (returns, "may_ask", yes))


@pytest.mark.parametrize("whose", ["agency", "person"])
def test_without_the_rule_of_conflicts_whoever_has_one_is_asked(
    world: World, whose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = user_with(Role.AGENCY_REPRESENTATIVE, agency=world.other_agency)
    of = {"agency": world.other_agency, "user": None} if whose == "agency" else {"user": person}
    InterestFactory(record=world.review, **of)

    def holds() -> None:
        asked = [Asked(world.other_agency, [person])]
        how = {"review": world.review, "asked": asked, "terms": terms(), "text": "", "by": world.manager}
        refuses("cannot be asked", returns.ask_agencies, **how)

    goes_red(holds, monkeypatch, (InterestQuerySet, "in_force", lambda rows: rows.none()))


def test_without_the_look_at_the_agency_another_ones_people_are_asked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = user_with(Role.AGENCY_REPRESENTATIVE, agency=world.other_agency)

    def holds() -> None:
        values = {"people": [stranger]}
        refuses("cannot be asked", returns.change_return, row=world.row, values=values, version=1, by=world.manager)

    goes_red(holds, monkeypatch, (returns, "people_of", lambda *about: (stranger,)))


def test_without_the_question_who_is_asked_the_unit_declares_by_way_of_a_return(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_with(Role.SCRUTINEER)

    def holds() -> None:
        how = {"row": world.row, "reason": "x", "by": world.manager}
        refuses("for those who are asked for the return", returns.declare_conflict, **how)

    goes_red(holds, monkeypatch, (returns, "is_asked", yes))


def test_without_the_question_who_may_ask_a_support_officer_takes_a_request_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = world.named(Role.SUPPORT_OFFICER)

    def holds() -> None:
        how = {"row": world.row, "reason": "x", "by": officer}
        refuses("by somebody who may ask agencies", returns_taken_back.take_back, **how)

    goes_red(holds, monkeypatch, (returns_taken_back, "may_ask", yes))


# --- What each of the two does -------------------------------------------------------------------------------------

OF_UNIT: dict[str, tuple[str, Callable[..., Any], dict[str, Any]]] = {
    "dates": ("asked", returns.change_return, {"values": {"due_on": date(2099, 1, 1)}, "version": 1}),
    "reminder": ("asked", returns.remind, {"text": "x"}),
    "answer about the date": ("asked", returns.answer_new_date, {"agreed": True, "text": ""}),
    "sending back": ("sent", returns.send_back, {"reason": "x", "version": 1}),
    "locking": ("sent", returns.lock_return, {"version": 1}),
}


@pytest.mark.parametrize("step", OF_UNIT)
def test_without_the_check_of_the_unit_whoever_is_asked_takes_its_steps(
    world: World, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, service, how = OF_UNIT[step]
    ReturnMessageFactory(agency_return=world.row, kind="new_date", due_on=days(30))
    stand_as(world.row, state)

    def holds() -> None:
        refuses("named on the review to do", service, row=world.row, by=world.asked, **how)

    goes_red(holds, monkeypatch, (returns, "check_unit", nothing))


def test_without_the_check_of_the_part_each_opens_the_others_pages(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_agency() -> None:
        assert status(world.manager, address(world.row, "return-send")) == 403

    def of_unit() -> None:
        assert status(world.asked, address(world.row, "return-change")) == 403

    goes_red(of_agency, monkeypatch, (AgencyStep, "check_part", nothing))
    goes_red(of_unit, monkeypatch, (UnitStep, "check_part", nothing))


def test_without_the_look_at_reminders_the_agency_is_reminded_twice_a_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    returns.remind(row=world.row, text="x", by=world.manager)

    def holds() -> None:
        refuses("within the last day", returns.remind, row=world.row, text="x", by=world.manager)

    goes_red(holds, monkeypatch, (returns, "reminded_lately", no))


# --- Sent, it is read and not changed; locked, never again ---------------------------------------------------------

WRITES = ["add", "change entry", "remove entry", "answer", "new date", "send", "remind", "change return"]


def write(world: World, what: str) -> tuple[Callable[..., Any], dict[str, Any]]:
    row, entry, answer = stored(world.row), world.row.entries.get(), world.row.answers.get()
    asked, unit = {"by": world.asked}, {"by": world.manager}
    calls: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
        "add": (chronology.add_entries, {"agency_return": row, "entries": [ENTRY], **asked}),
        "change entry": (
            chronology.change_entry,
            {"row": entry, "values": {"what": "Other."}, "version": entry.version, **asked},
        ),
        "remove entry": (chronology.remove_entry, {"row": entry, "reason": "Wrong child.", **asked}),
        "answer": (
            chronology.answer_question,
            {"row": answer, "values": {"text": "Other."}, "version": answer.version, **asked},
        ),
        "new date": (returns.ask_new_date, {"row": row, "due_on": days(40), "reason": "x", **asked}),
        "send": (
            returns.send_return,
            {"row": row, "senior": "A", "holds_nothing": False, "version": row.version, **asked},
        ),
        "remind": (returns.remind, {"row": row, "text": "x", **unit}),
        "change return": (
            returns.change_return,
            {"row": row, "values": {"due_on": days(50)}, "version": row.version, **unit},
        ),
    }
    return calls[what]


@pytest.mark.parametrize(("state", "words"), [("sent", SENT), ("locked", LOCKED)])
@pytest.mark.parametrize("what", WRITES)
def test_without_the_look_at_the_state_what_is_sent_or_locked_is_changed(
    world: World, what: str, state: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ChronologyEntryFactory(agency_return=world.row)
    ReturnAnswer.objects.filter(agency_return=world.row).update(text="Seen.")
    stand_as(world.row, state)
    service, how = write(world, what)
    goes_red(lambda: refuses(words, service, **how), monkeypatch, *STATELESS)


@pytest.mark.parametrize(("state", "words"), [("asked", WITH_AGENCY), ("locked", LOCKED)])
@pytest.mark.parametrize("step", ["send_back", "lock_return"])
def test_without_the_look_at_the_state_it_is_locked_unsent_or_opened_again(
    world: World, step: str, state: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = stand_as(world.row, state)
    how = {"reason": "x"} if step == "send_back" else {}
    version = stored(row).version

    def holds() -> None:
        refuses(words, getattr(returns, step), row=row, version=version, by=world.manager, **how)

    goes_red(holds, monkeypatch, (returns, "_sent", returns._held))


def test_without_the_version_a_return_is_locked_that_was_not_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_as(world.row, "sent")

    def holds() -> None:
        try:
            returns.lock_return(row=world.row, version=0, by=world.manager)
        except Conflict:
            return
        raise AssertionError("locked, though it was not read as it is")

    goes_red(holds, monkeypatch, off(returns.lock_return, "version=version", "version=fresh.version"))


# --- Who reads -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [AgencyReturn, ReturnAnswer, ChronologyEntry, ReturnMessage])
def test_without_the_reach_of_the_agency_returns_of_others_are_read(
    world: World, model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_return(world.review, world.other_agency, [], asked_by=world.manager)
    for row in (world.row, other):
        ChronologyEntryFactory(agency_return=row)
        ReturnMessageFactory(agency_return=row)
    principal = principal_of(world.asked)
    path = "pk" if model is AgencyReturn else "agency_return"

    def holds() -> None:
        assert set(model.objects.visible_to(principal).values_list(path, flat=True)) == {world.row.pk}

    goes_red(holds, monkeypatch, (reaches, "_any_of", lambda *about: Q(pk__isnull=False)))


@pytest.mark.parametrize("role", [Role.GROUP_CHAIR, Role.AGENCY_REPRESENTATIVE])
def test_without_the_release_the_panel_reads_returns_before_they_are_locked(
    world: World, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = {"group": GroupFactory()} if role == Role.GROUP_CHAIR else {"agency": world.other_agency}
    member, own = world.named(role, **scope), policy.reached_by
    stand_as(world.row, "sent")

    def holds() -> None:
        assert status(member, address(world.row, "return-detail")) == 404

    def early(model: Any, principal: Any, grant: Any, reach: str) -> Q:
        return own(model, principal, grant, "named" if reach == "released" else reach)

    goes_red(holds, monkeypatch, (policy, "reached_by", early))


def test_without_the_look_at_the_state_unsent_entries_are_in_the_merged_chronology(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ChronologyEntryFactory(agency_return=world.row)
    principal = principal_of(world.manager)

    def holds() -> None:
        assert list(chronology_of(world.review, principal, Narrowed())) == []

    goes_red(holds, monkeypatch, (merged, "HANDED_IN", ReturnState.values))


def test_without_the_question_who_takes_it_away_all_who_read_the_chronology_do(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = world.named(Role.GROUP_CHAIR, group=GroupFactory())

    def holds() -> None:
        url = reverse("reviews:review-chronology-export", args=[world.review.pk])
        assert status(member, url) == 403

    goes_red(holds, monkeypatch, (chronology_pages, "may_take_away", yes))


def test_without_the_question_who_is_named_the_chronology_opens_to_every_manager(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = user_with(Role.BUSINESS_MANAGER)

    def holds() -> None:
        assert status(by, reverse("reviews:review-chronology", args=[world.review.pk])) == 404

    goes_red(holds, monkeypatch, (chronology_pages, "is_named", yes))


def test_without_its_trace_a_return_would_be_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**how: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(traced, "note_reading", full)

    def holds() -> None:
        assert status(world.asked, address(world.row, "return-detail")) == 503

    goes_red(holds, monkeypatch, (TracedView, "note", yes))


# --- What leaves by mail -------------------------------------------------------------------------------------------


def test_without_its_neutral_name_a_message_tells_of_the_case(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def holds() -> None:
        Message.objects.all().delete()
        ReturnMessage.objects.all().delete()
        returns.remind(row=world.row, text="Canarysummary", by=world.manager)
        message = Message.objects.get()
        assert [word for word in CANARIES if word in message.subject + message.body] == []

    goes_red(holds, monkeypatch, (return_messages, "name_of_return", lambda row: str(row.review)))


def test_without_the_look_at_the_policy_whoever_lost_a_return_still_hears_of_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    InterestFactory(record=world.review, user=world.asked)

    def holds() -> None:
        ReturnMessage.objects.all().delete()
        returns.remind(row=world.row, text="x", by=world.manager)
        assert not Message.objects.filter(to=world.asked).exists()

    goes_red(holds, monkeypatch, (return_messages, "can", yes))
