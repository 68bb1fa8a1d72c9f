"""A new due date is asked for and answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Action, DueDateRequest, Message, User
from partnership.services.due_dates import answer_due_date_request, ask_for_due_date
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    AttachmentFactory,
    DueDateRequestFactory,
    GroupFactory,
    RiskFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def action() -> Action:
    """Of an agency, in the plan of a group."""
    return ActionFactory(
        reference="ACT-7", agency=AgencyFactory(), due_on=TODAY, plan=ActionPlanFactory(record=GroupFactory())
    )


@pytest.fixture
def asker(action: Action) -> User:
    return user_with(Role.AGENCY_REPRESENTATIVE, agency=action.agency)


@pytest.fixture
def chair(action: Action) -> User:
    return user_with(Role.GROUP_CHAIR, group=action.plan.record.child)


def asked(action: Action, by: User, **changes: Any) -> DueDateRequest:
    return ask_for_due_date(**{"action": action, "due_on": LATER, "reason": "Leave until then.", "by": by, **changes})


def answered(request: DueDateRequest, by: User, answer: str = "agreed", reason: str = "Last time.") -> DueDateRequest:
    return answer_due_date_request(request=request, answer=answer, reason=reason, by=by)


def refusal(service: Any, *args: Any, **values: Any) -> str:
    with pytest.raises(DomainError) as refused:
        service(*args, **values)
    return refused.value.message


def test_an_agreed_date_moves_the_action_and_its_history(action: Action, asker: User, chair: User) -> None:
    request = answered(asked(action, asker), chair)
    assert (request.was_due_on, request.answer, request.answered_by) == (TODAY, "agreed", chair)
    action.refresh_from_db()
    latest = action.history.latest()
    assert (action.due_on, latest.due_on, latest.history_user) == (LATER, LATER, chair)


def test_a_refused_date_stays(action: Action, asker: User, chair: User) -> None:
    request = answered(asked(action, asker), chair, answer="refused", reason="The board needs it.")
    action.refresh_from_db()
    assert (action.due_on, request.answer_reason) == (TODAY, "The board needs it.")


def test_chair_and_asker_are_told_by_reference_alone(action: Action, asker: User, chair: User) -> None:
    user_with(Role.BUSINESS_MANAGER)
    answered(asked(action, asker), chair)
    told = list(Message.objects.order_by("pk").values_list("to", "kind", "subject"))
    assert told == [
        (chair.pk, "asked", "A new date is asked for ACT-7"),
        (asker.pk, "asked", "ACT-7: a new date is agreed"),
    ]
    assert not any(action.title in body or "Leave" in body for body in Message.objects.values_list("body", flat=True))


def test_the_business_manager_is_asked_where_nobody_chairs(action: Action, asker: User) -> None:
    manager = user_with(Role.BUSINESS_MANAGER)
    user_with(Role.GROUP_CHAIR, group=GroupFactory())
    asked(action, asker)
    assert [message.to for message in Message.objects.all()] == [manager]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due_on": TODAY - timedelta(days=1)}, "The new date has passed. Choose one to come."),
        ({"due_on": TODAY}, f"It is due on {date_words(TODAY)} already. Choose another date."),
        ({"reason": " "}, "Say why the date cannot be kept."),
    ],
)
def test_a_request_that_asks_nothing(changes: dict[str, Any], words: str, action: Action, asker: User) -> None:
    assert refusal(asked, action, asker, **changes) == words


def test_one_open_request_an_action(action: Action, asker: User, chair: User) -> None:
    first = asked(action, asker)
    words = "A new date has been asked for already. It has not been answered yet."
    assert refusal(asked, action, asker) == words
    answered(first, chair, answer="refused")
    assert asked(action, asker).answer == ""


def test_nobody_asks_for_what_has_ended(action: Action, asker: User, chair: User) -> None:
    request = asked(action, asker)
    action.status = "cancelled"
    action.save()
    assert refusal(asked, action, asker) == "This action is not open, so it needs no new date."
    assert refusal(answered, request, chair) == "This action is not open any more, so there is no date to move."


def test_an_answer_is_given_once_with_a_reason_and_by_the_chair(action: Action, asker: User, chair: User) -> None:
    request = asked(action, asker)
    theirs = "This is for the chair of the group or the business manager to answer."
    assert refusal(answered, request, asker) == theirs
    assert refusal(answered, request, user_with(Role.GROUP_CHAIR, group=GroupFactory())) == theirs
    assert refusal(answered, request, user_with(Role.SUPPORT_OFFICER)) == theirs
    assert refusal(answered, request, chair, reason=" ") == "Give your answer a reason: whoever asked reads it."
    answered(request, chair)
    assert refusal(answered, request, chair) == f"{chair} has answered this already."


def test_nobody_answers_their_own_question(action: Action) -> None:
    manager = user_with(Role.BUSINESS_MANAGER)
    words = "This is for the chair of the group or the business manager to answer."
    assert refusal(answered, asked(action, manager), manager) == words


# --- Pages -----------------------------------------------------------------------------------------------------


def test_the_forms_open_for_those_who_ask_and_answer(action: Action, asker: User, chair: User) -> None:
    assert client_of(asker).get(f"/actions/{action.pk}/new-date/").status_code == 200
    request = asked(action, asker)
    page = client_of(chair).get(f"/due-date-requests/{request.pk}/answer/").content.decode()
    assert (request.reason in page, str(asker) in page) == (True, True)


def test_asking_and_answering_in_the_browser(action: Action, asker: User, chair: User) -> None:
    sent = client_of(asker).post(
        f"/actions/{action.pk}/new-date/", {"due_on": f"{LATER:%d/%m/%Y}", "reason": "Leave until then."}
    )
    request = DueDateRequest.objects.get()
    assert (sent.status_code, sent["Location"], request.asked_by) == (302, f"/actions/{action.pk}/", asker)
    address = f"/due-date-requests/{request.pk}/answer/"
    page = client_of(chair).get(f"/actions/{action.pk}/").content.decode()
    assert (f'href="{address}"' in page, "Leave until then." in page) == (True, True)
    client_of(chair).post(address, {"answer": "agreed", "reason": "Last time."})
    assert Action.objects.get().due_on == LATER


def test_a_request_that_was_refused_keeps_what_was_typed(action: Action, asker: User) -> None:
    response = client_of(asker).post(f"/actions/{action.pk}/new-date/", {"due_on": "1/1/2020", "reason": "Canary"})
    page = response.content.decode()
    assert (response.status_code, "The new date has passed." in page, "Canary" in page) == (200, True, True)


def test_whoever_may_change_the_date_does_not_ask(action: Action, chair: User) -> None:
    assert client_of(chair).get(f"/actions/{action.pk}/new-date/").status_code == 403


def test_another_agency_finds_no_request(action: Action, asker: User) -> None:
    request = asked(action, asker)
    other = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    page = f"/due-date-requests/{request.pk}/"
    addresses = (f"/actions/{action.pk}/new-date/", page, f"{page}answer/")
    assert [other.get(address).status_code for address in addresses] == [404, 404, 404]
    assert client_of(asker).get(f"/due-date-requests/{request.pk}/answer/").status_code == 403


def test_the_list_begins_with_what_waits(action: Action, asker: User, chair: User) -> None:
    request = asked(action, asker)
    client = client_of(chair)
    link = f'href="/due-date-requests/{request.pk}/"'
    assert link in client.get("/due-date-requests/").content.decode()
    answered(request, chair)
    assert link not in client.get("/due-date-requests/").content.decode()
    assert link in client.get("/due-date-requests/?state=agreed").content.decode()


def test_an_action_that_ended_waits_for_no_answer(action: Action, asker: User, chair: User) -> None:
    request = asked(action, asker)
    action.refresh_from_db()
    action.status = "cancelled"
    action.save()
    client = client_of(chair)
    pages = [client.get(address).content.decode() for address in (f"/actions/{action.pk}/", request_page(request))]
    words = ("Not answered before the action ended", "Waiting for an answer", "Answer the request")
    assert [[word in page for word in words] for page in pages] == [[True, False, False]] * 2
    lists = [client.get(address).content.decode() for address in ("/due-date-requests/", "/actions/?state=cancelled")]
    assert (request_page(request) in lists[0], "New date asked<" in lists[1]) == (False, False)


def request_page(request: DueDateRequest) -> str:
    return f"/due-date-requests/{request.pk}/"


def test_the_action_says_what_was_answered_by_whom_and_when(action: Action, asker: User, chair: User) -> None:
    answered(asked(action, asker), chair, reason="This once, as the board meets then.")
    page = client_of(asker).get(f"/actions/{action.pk}/").content.decode()
    said = f"{chair.name}, {date_words(TODAY)}"
    assert [words in page for words in ("This once, as the board meets then.", said, "Agreed")] == [True] * 3


def test_of_a_restricted_action_its_agency_reads_no_words_of_the_answer() -> None:
    record = RiskFactory(visibility="restricted")
    action = ActionFactory(agency=AgencyFactory(), due_on=TODAY, plan=ActionPlanFactory(record=record))
    asker, manager = user_with(Role.AGENCY_REPRESENTATIVE, agency=action.agency), user_with(Role.BUSINESS_MANAGER)
    DueDateRequestFactory(action=action, reason="CANARY", asked_by=asker, answer="agreed", answer_reason="CANARY",
                          answered_by=manager, answered_at=timezone.now())  # fmt: skip
    page = client_of(asker).get(f"/actions/{action.pk}/").content.decode()
    assert ("CANARY" in page, "New dates asked for (1)" in page) == (False, True)
    assert client_of(manager).get(f"/actions/{action.pk}/").content.decode().count("CANARY") == 2


def test_who_answers_sees_the_last_notes_and_the_files(action: Action, asker: User, chair: User) -> None:
    request = asked(action, asker)
    action.refresh_from_db()
    action.progress = "\n\n".join(f"**{day} June 2026, Priya Nair:** Step {day}.\n\nMore." for day in (4, 3, 2, 1))
    action.save()
    AttachmentFactory(record=None, action=action, description="Pilot summary")
    AttachmentFactory(record=None, action=ActionFactory(reference="OTHER-1"), description="CANARY of another")
    page = client_of(chair).get(f"{request_page(request)}answer/").content.decode()
    assert [f"Step {day}." in page for day in (4, 3, 2, 1)] == [True, True, True, False]
    assert ("Pilot summary" in page, "CANARY" in page, "Add a file" in page) == (True, False, False)
