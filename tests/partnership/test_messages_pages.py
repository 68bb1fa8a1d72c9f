"""Pages about messages: which ones come, how a mail's own link stops them, and the outbox."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from partnership.enums import MessageKind, MessageState
from partnership.message_footer import stop_address
from partnership.models import Message, MessageRefusal, User
from partnership.services.messages import UNKNOWN_ADDRESS, refused_kinds, send_waiting, write_message
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db
CANARY = "Ash of Mill Lane"
AGAIN = "/outbox/again/"


def a_message(to: User | None = None, **fields: Any) -> Message:
    message = write_message(to=to or UserFactory(), kind=MessageKind.ASKED, subject="A question", body=CANARY)
    assert message is not None
    Message.objects.filter(pk=message.pk).update(**fields)
    return message


def failed(**fields: Any) -> Message:
    return a_message(state=MessageState.FAILED, error=UNKNOWN_ADDRESS, **fields)


def path_of(user: User, kind: str = MessageKind.ASKED) -> str:
    return stop_address(user.pk, kind).removeprefix("http://127.0.0.1:8000")


@pytest.fixture(autouse=True)
def outside(settings: Any) -> None:
    settings.PORTAL_URL = "http://127.0.0.1:8000"


def test_everything_comes_until_somebody_switches_it_off() -> None:
    user = user_with("REP", agency=AgencyFactory())
    browser = client_of(user)
    page = browser.get("/messages/").content.decode()
    assert re.findall(r'value="(\w+)"[^>]*\bchecked', page) == ["due", "overdue", "asked"]
    response = browser.post("/messages/", {"kinds": ["due"]}, follow=True)
    assert refused_kinds(user) == {MessageKind.OVERDUE, MessageKind.ASKED}
    page = response.content.decode()
    assert re.findall(r'value="(\w+)"[^>]*\bchecked', page) == ["due"]
    browser.post("/messages/", {"kinds": ["overdue", "asked"]})
    assert refused_kinds(user) == {MessageKind.DUE}


def test_an_invitation_cannot_be_switched_off() -> None:
    user = user_with("BM")
    page = client_of(user).post("/messages/", {"kinds": ["invitation"]})
    assert page.status_code == 200
    assert "Choose from the messages in the list" in page.content.decode()
    assert MessageRefusal.objects.count() == 0


def test_link_in_the_mail_leads_to_the_page_that_stops_it() -> None:
    user = UserFactory()
    a_message(user)
    send_waiting()
    (address,) = re.findall(r"http://127\.0\.0\.1:8000(/messages/stop/\S+)", mail.outbox[0].body)
    assert Client().get(address).status_code == 200
    assert Client().post(address).status_code == 200
    assert refused_kinds(user) == {MessageKind.ASKED}


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_the_link_changes_nothing(method: str) -> None:
    user = UserFactory()
    for _ in range(3):
        getattr(Client(), method)(path_of(user))
    assert MessageRefusal.objects.count() == 0


def test_stopping_is_for_that_person_and_kind_and_may_be_repeated() -> None:
    user, other = UserFactory(), UserFactory()
    for _ in range(2):
        page = client_of(other).post(path_of(user, MessageKind.OVERDUE))
        assert "You will get no more messages" in page.content.decode()
    assert [(row.user, row.kind) for row in MessageRefusal.objects.all()] == [(user, MessageKind.OVERDUE)]


def test_page_that_stops_messages_tells_nothing_of_the_person() -> None:
    user = UserFactory(name=CANARY, email="ash@example.org")
    page = Client().get(path_of(user)).content.decode()
    assert (CANARY in page, "ash@example.org" in page) == (False, False)


def test_link_that_the_portal_did_not_make_is_not_found() -> None:
    user = UserFactory()
    good = path_of(user)
    other = path_of(UserFactory())
    swapped = "/messages/stop/" + other.split("/")[3].split(":")[0] + ":" + good.split("/")[3].split(":", 1)[1] + "/"
    leaver = path_of(UserFactory(is_active=False))
    for address in ("/messages/stop/x/", good[:-2] + "/", swapped, leaver, path_of(user, MessageKind.INVITATION)):
        assert (Client().get(address).status_code, Client().post(address).status_code) == (404, 404), address
    assert MessageRefusal.objects.count() == 0


def test_a_forged_post_stops_nothing() -> None:
    assert Client(enforce_csrf_checks=True).post(path_of(UserFactory())).status_code == 403
    assert MessageRefusal.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "status"), [("BM", 200), ("ADM", 200), ("BSO", 404), ("SCR", 404), ("IG", 404), ("TC", 404)]
)
def test_outbox_is_for_those_who_mend_it(role: str, status: int) -> None:
    browser = client_of(user_with(role))
    message = failed()
    assert browser.get("/outbox/").status_code == status
    assert browser.post(AGAIN, {"message": message.pk}).status_code == (302 if status == 200 else 404)
    message.refresh_from_db()
    assert message.state == (MessageState.WAITING if status == 200 else MessageState.FAILED)


def test_outbox_tells_what_became_of_messages_and_not_what_they_say() -> None:
    failed(to=UserFactory(name="Priya Nair", email="priya@example.org"))
    a_message(state=MessageState.SENT, sent_at=timezone.now())
    a_message()
    page = client_of(user_with("ADM")).get("/outbox/").content.decode()
    counts = re.findall(r"<span>([^<]+)</span> <span class=\"portal-kinds__count\">(\d+)</span>", page)
    assert counts == [("All", "3"), ("Failed", "1"), ("Sent", "1"), ("Waiting to be sent", "1")]
    assert [words in page for words in ("Priya Nair", "priya@example.org", "A question", UNKNOWN_ADDRESS)] == [True] * 4
    assert page.count("Send again<") == 1
    assert CANARY not in page


@pytest.mark.parametrize(("state", "rows"), [("failed", 2), ("sent", 1), ("waiting", 0), ("", 3), ("nonsense", 3)])
def test_outbox_by_state(state: str, rows: int) -> None:
    failed()
    failed()
    a_message(state=MessageState.SENT, sent_at=timezone.now())
    page = client_of(user_with("BM")).get("/outbox/", {"state": state}).content.decode()
    assert page.count('role="rowheader"') == rows
    assert ("No messages are in this state" in page) == (rows == 0)


def test_empty_outbox_says_what_it_is_for() -> None:
    assert "No messages yet" in client_of(user_with("BM")).get("/outbox/").content.decode()


def test_failed_messages_are_sent_again_together() -> None:
    first, second = failed(), failed()
    other = a_message(state=MessageState.SENT, sent_at=timezone.now())
    browser = client_of(user_with("BM"))
    assert "Send these 2 again" in browser.get("/outbox/?state=failed").content.decode()
    chosen = {"message": [first.pk, second.pk, other.pk, "x", 0]}
    page = browser.post(AGAIN, chosen, follow=True).content.decode()
    assert "2 messages are being sent again." in page
    assert f"To {other.to}: This message is on its way already." in page
    assert send_waiting() == 2
    assert sorted(sent.to for sent in mail.outbox) == sorted([[first.to.email], [second.to.email]])


def test_pressing_twice_sends_once() -> None:
    message = failed()
    browser = client_of(user_with("BM"))
    for _ in range(2):
        browser.post(AGAIN, {"message": message.pk})
    send_waiting()
    browser.post(AGAIN, {"message": message.pk})
    send_waiting()
    assert len(mail.outbox) == 1


def test_opening_the_address_that_sends_again_sends_nothing() -> None:
    message = failed()
    assert client_of(user_with("BM")).get(AGAIN, {"message": message.pk}).status_code == 405
    message.refresh_from_db()
    assert message.state == MessageState.FAILED


@pytest.mark.parametrize("count", [1, 3, 300])
def test_outbox_takes_the_same_queries_however_much_there_is(count: int, django_assert_num_queries: Any) -> None:
    user = UserFactory()
    Message.objects.bulk_create(
        Message(to=user, kind=MessageKind.ASKED, subject=f"Question {number}", body="", state=MessageState.FAILED)
        for number in range(count)
    )
    browser = client_of(user_with("ADM"))
    with django_assert_num_queries(5):
        assert browser.get("/outbox/?state=failed").status_code == 200
