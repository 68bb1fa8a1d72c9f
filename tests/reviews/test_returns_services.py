"""The life of a return: asked, reminded, given time, sent, sent back, locked."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Interest, Message
from partnership.services.versions import Conflict
from reviews.models import AgencyReturn, ChronologyEntry, ReturnMessage
from reviews.selectors.returns import date_asked_for, whom_to_ask
from reviews.services import chronology
from reviews.services.chronology import add_entries, answer_question, change_entry, remove_entry
from reviews.services.returns import (
    LOCKED,
    SENT,
    WITH_AGENCY,
    Asked,
    answer_new_date,
    ask_agencies,
    ask_new_date,
    change_return,
    lock_return,
    remind,
    send_back,
    send_return,
    write_note,
)
from tests.clients import user_with
from tests.factories.partnership import RoleGrantFactory
from tests.factories.reviews import ChronologyEntryFactory
from tests.reviews.returns_world import CANARIES, World, make_world, stand_as

pytestmark = pytest.mark.django_db
ENTRY = {"happened_on": date(2025, 3, 3), "what": "Teacher speaks with mother."}


@pytest.fixture
def world() -> World:
    return make_world()


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def terms(**fields: Any) -> dict[str, Any]:
    return {"kind": "rapid", "due_on": days(10), "latest_on": None, "questions": ["One?", "Two?"], **fields}


def ask(world: World, *asked: Asked, **fields: Any) -> list[AgencyReturn]:
    return ask_agencies(review=world.review, asked=asked, terms=terms(**fields), text="", by=world.manager)


def refusal(call: Any, **how: Any) -> str:
    with pytest.raises(DomainError) as refused:
        call(**how)
    return refused.value.message


# --- Asking ------------------------------------------------------------------------------------------------------


def test_several_agencies_are_asked_at_once(world: World) -> None:
    other = user_with(Role.AGENCY_REPRESENTATIVE, agency=world.other_agency)
    rows = ask(world, Asked(world.agency, [world.asked], "Alison Price"), Asked(world.other_agency, [other]))
    found = [(row.agency, list(row.people.all()), row.senior, row.answers.count(), row.asked_by) for row in rows]
    assert found == [
        (world.agency, [world.asked], "Alison Price", 2, world.manager),
        (world.other_agency, [other], "", 2, world.manager),
    ]


def test_who_is_asked_is_told_by_reference_alone(world: World) -> None:
    (row,) = ask(world, Asked(world.agency, [world.asked]))
    message = Message.objects.get()
    assert message.to == world.asked
    assert message.subject == "Your agency is asked for a return"
    assert message.body.startswith("Information for the rapid review NV-2026-02\n")
    assert message.body.endswith(f"/review-returns/{row.pk}/")
    assert [word for word in CANARIES if word in message.subject + message.body] == []


def test_an_agency_with_a_conflict_cannot_be_asked(world: World) -> None:
    Interest.objects.create(record=world.review, agency=world.agency, reason="x", declared_by=world.manager)
    choices = whom_to_ask(world.review, timezone.localdate())
    assert (choices.conflicted, choices.askable) == ((world.agency,), ())
    said = refusal(ask, world=world)
    assert said == "Choose who is asked, of at least one agency."
    with pytest.raises(DomainError, match="conflict of interest"):
        ask(world, Asked(world.agency, [world.asked]))


def test_a_person_with_a_conflict_cannot_be_asked(world: World) -> None:
    Interest.objects.create(record=world.review, user=world.asked, reason="x", declared_by=world.manager)
    with pytest.raises(DomainError, match="conflict of interest"):
        ask(world, Asked(world.agency, [world.asked]))


@pytest.mark.parametrize("grant", [{"ends_on": date(2020, 1, 1)}, {"starts_on": date(2199, 1, 1)}])
def test_who_is_no_representative_today_cannot_be_asked(world: World, grant: dict[str, date]) -> None:
    gone = user_with(Role.AGENCY_REPRESENTATIVE, agency=world.agency, **grant)
    with pytest.raises(DomainError, match="not its representative today"):
        ask(world, Asked(world.agency, [gone]))


def test_a_representative_of_another_agency_cannot_be_asked(world: World) -> None:
    other = user_with(Role.AGENCY_REPRESENTATIVE, agency=world.other_agency)
    with pytest.raises(DomainError, match="not its representative today"):
        ask(world, Asked(world.agency, [other]))


def test_the_same_is_not_asked_twice(world: World) -> None:
    ask(world, Asked(world.agency, [world.asked]))
    with pytest.raises(DomainError, match="asked for this already"):
        ask(world, Asked(world.agency, [world.asked]))


def test_who_is_not_named_asks_nobody(world: World) -> None:
    by = user_with(Role.BUSINESS_MANAGER)
    asked = [Asked(world.agency, [world.asked])]
    said = refusal(ask_agencies, review=world.review, asked=asked, terms=terms(), text="", by=by)
    assert said == "Agencies are asked by somebody who is named on the review."


def test_a_latest_date_before_the_day_is_refused(world: World) -> None:
    with pytest.raises(DomainError, match="not before it"):
        ask(world, Asked(world.agency, [world.asked]), latest_on=days(5))


# --- Chasing -----------------------------------------------------------------------------------------------------


def test_one_reminder_a_day_is_sent(world: World) -> None:
    remind(row=world.row, text="We need it for the panel.", by=world.manager)
    assert refusal(remind, row=world.row, text="Again.", by=world.manager).startswith("A reminder was sent within")
    ReturnMessage.objects.update(written_at=timezone.now() - timedelta(hours=25))
    remind(row=world.row, text="Again.", by=world.manager)
    assert Message.objects.filter(to=world.asked).count() == 2


def test_what_is_typed_stays_in_the_portal(world: World) -> None:
    remind(row=world.row, text="Canarywords", by=world.manager)
    write_note(row=world.row, text="Canarywords", by=world.asked)
    assert [message.to for message in Message.objects.order_by("pk")] == [world.asked, world.manager]
    assert ["Canarywords" in message.body for message in Message.objects.all()] == [False, False]


def test_who_has_lost_the_return_hears_no_more_of_it(world: World) -> None:
    Interest.objects.create(record=world.review, user=world.asked, reason="x", declared_by=world.manager)
    remind(row=world.row, text="We need it.", by=world.manager)
    assert Message.objects.count() == 0


def test_a_new_date_moves_the_day_once_it_is_agreed(world: World) -> None:
    ask_new_date(row=world.row, due_on=days(30), reason="Half term.", by=world.asked)
    assert refusal(ask_new_date, row=world.row, due_on=days(31), reason="x", by=world.asked).startswith(
        "A new date has"
    )
    answer_new_date(row=world.row, agreed=True, text="", by=world.manager)
    world.row.refresh_from_db()
    assert (world.row.due_on, date_asked_for(world.row)) == (days(30), None)


def test_sending_settles_the_request_for_a_new_date(world: World) -> None:
    ask_new_date(row=world.row, due_on=days(30), reason="Half term.", by=world.asked)
    fill(world)
    send(world)
    last = world.row.messages.first()
    assert last is not None
    assert (last.kind, last.text, last.agreed) == ("answer", "No longer needed, it was sent.", None)
    send_back(row=world.row, reason="Look again.", version=AgencyReturn.objects.get().version, by=world.manager)
    assert refusal(answer_new_date, row=world.row, agreed=True, text="", by=world.manager).startswith("Nobody waits")


def test_a_new_date_that_is_refused_moves_nothing(world: World) -> None:
    due_on = world.row.due_on
    ask_new_date(row=world.row, due_on=days(30), reason="Half term.", by=world.asked)
    assert refusal(answer_new_date, row=world.row, agreed=False, text=" ", by=world.manager).startswith("Write what")
    answer_new_date(row=world.row, agreed=False, text="The panel meets before.", by=world.manager)
    world.row.refresh_from_db()
    assert (world.row.due_on, world.row.messages.count()) == (due_on, 2)


@pytest.mark.parametrize("number", [-1, 20, 41])
def test_a_date_that_cannot_be_given_is_refused(number: int) -> None:
    world = make_world(latest_on=days(40))
    with pytest.raises(DomainError):
        ask_new_date(row=world.row, due_on=days(number), reason="x", by=world.asked)


def test_who_is_asked_from_now_on_is_told(world: World) -> None:
    colleague = user_with(Role.AGENCY_REPRESENTATIVE, agency=world.agency)
    values = {"people": [colleague], "due_on": days(25)}
    changed = change_return(row=world.row, values=values, version=world.row.version, by=world.manager)
    assert (list(changed.people.all()), [one.to for one in Message.objects.all()]) == ([colleague], [colleague])


def test_nobody_looks_after_their_own_return(world: World) -> None:
    RoleGrantFactory(user=world.asked, role=Role.BUSINESS_MANAGER)
    RoleGrantFactory(user=world.asked, role=Role.BUSINESS_MANAGER, record=world.review)
    stand_as(world.row, "sent")
    with pytest.raises(DomainError, match="named on the review"):
        lock_return(row=world.row, version=1, by=world.asked)


# --- Sent, sent back, locked -------------------------------------------------------------------------------------


def fill(world: World) -> None:
    add_entries(agency_return=world.row, entries=[ENTRY], by=world.asked)
    answer = world.row.answers.get()
    answer_question(row=answer, values={"text": "We visited."}, version=answer.version, by=world.asked)


def send(world: World, **how: Any) -> AgencyReturn:
    world.row.refresh_from_db()
    given = {"senior": "Alison Price", "holds_nothing": False, "version": world.row.version, **how}
    return send_return(row=world.row, by=world.asked, **given)


def test_the_first_entry_begins_a_return(world: World) -> None:
    add_entries(agency_return=world.row, entries=[ENTRY], by=world.asked)
    world.row.refresh_from_db()
    assert world.row.state == "started"


def test_a_return_is_sent_whole(world: World) -> None:
    assert refusal(send, world=world) == "Question 1 has no answer yet."
    fill(world)
    ChronologyEntry.objects.get().delete()
    assert refusal(send, world=world).startswith("There are no entries yet.")
    assert refusal(send, world=world, senior=" ").startswith("Say who")
    sent = send(world, holds_nothing=True)
    assert (sent.state, sent.sent_by, sent.senior) == ("sent", world.asked, "Alison Price")
    assert sent.history.first().history_change_reason == "Alison Price has read and agreed it"
    assert sent.messages.get().text == "Our records hold nothing for the period that you ask for."
    assert Message.objects.get().to == world.manager


def writes(world: World) -> list[str]:
    """What each service says that changes something within the return."""
    entry, answer, by = world.row.entries.get(), world.row.answers.get(), world.asked
    calls: list[tuple[Any, dict[str, Any]]] = [
        (add_entries, {"agency_return": world.row, "entries": [ENTRY]}),
        (change_entry, {"row": entry, "values": {"what": "Other."}, "version": entry.version}),
        (remove_entry, {"row": entry, "reason": "Wrong child."}),
        (answer_question, {"row": answer, "values": {"text": "Other."}, "version": answer.version}),
        (ask_new_date, {"row": world.row, "due_on": days(30), "reason": "x"}),
        (send_return, {"row": world.row, "senior": "A", "holds_nothing": False, "version": world.row.version}),
        (remind, {"row": world.row, "text": "x"}),
        (change_return, {"row": world.row, "values": {"due_on": days(50)}, "version": world.row.version}),
    ]
    return [refusal(call, by=by, **how) for call, how in calls]


def test_a_sent_return_is_not_changed(world: World) -> None:
    fill(world)
    send(world)
    assert set(writes(world)) == {SENT}


def test_a_locked_return_never_changes(world: World) -> None:
    fill(world)
    sent = send(world)
    locked = lock_return(row=sent, version=sent.version, by=world.manager)
    assert set(writes(world)) == {LOCKED}
    again = [(lock_return, {}), (send_back, {"reason": "x"})]
    said = {refusal(call, row=locked, version=locked.version, by=world.manager, **how) for call, how in again}
    assert said == {LOCKED}
    assert (locked.locked_by, ChronologyEntry.objects.get().what) == (world.manager, ENTRY["what"])


def test_the_mutant_that_looks_at_no_state_is_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the look at the state off, a locked return would take another entry."""
    locked = stand_as(world.row, "locked")
    monkeypatch.setattr(chronology, "writable", lambda row: row)
    assert add_entries(agency_return=locked, entries=[ENTRY], by=world.asked) == 1


def test_a_return_that_is_sent_back_can_be_changed(world: World) -> None:
    fill(world)
    sent = send(world)
    back = send_back(row=sent, reason="Which school?", version=sent.version, by=world.manager)
    add_entries(agency_return=back, entries=[ENTRY], by=world.asked)
    assert (back.state, back.sent_at, world.row.entries.count()) == ("started", None, 2)
    assert back.messages.first().kind == "sent_back"


def test_a_return_with_its_agency_is_not_locked(world: World) -> None:
    for call, how in [(lock_return, {}), (send_back, {"reason": "x"})]:
        assert refusal(call, row=world.row, version=1, by=world.manager, **how) == WITH_AGENCY


def test_a_return_is_locked_as_it_was_read(world: World) -> None:
    fill(world)
    sent = send(world)
    with pytest.raises(Conflict):
        lock_return(row=sent, version=sent.version - 1, by=world.manager)


def test_a_removed_entry_is_kept_in_the_archive(world: World) -> None:
    entry = ChronologyEntryFactory(agency_return=world.row)
    remove_entry(row=entry, reason="Another child.", by=world.asked)
    entry.refresh_from_db()
    assert (entry.archived_reason, entry.history.first().history_user) == ("Another child.", world.asked)
