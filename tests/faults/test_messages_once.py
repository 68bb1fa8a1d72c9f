"""However many workers look for messages at the same time, each message is sent once."""

import contextlib
import re
from pathlib import Path

import pytest

from tests.served import Portal, blank_portal, copy_of, wait_for

pytestmark = pytest.mark.faults
COUNT = 40
WRITE = f"""
from partnership.models import User
from partnership.services.messages import write_message
for number in range({COUNT}):
    user = User.objects.create(email=f"person{{number}}@example.org", name="Somebody")
    write_message(to=user, kind="asked", subject="A question", body="Read it in the portal.")
"""
SEND = "from partnership.services.messages import send_waiting; send_waiting()"
EVERYBODY = sorted(f"person{number}@example.org" for number in range(COUNT))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    return blank_portal(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def portal(empty: Portal, tmp_path: Path) -> Portal:
    return copy_of(empty, tmp_path)


def write(portal: Portal) -> None:
    portal.manage("shell", "--verbosity", "0", "--command", WRITE)


def written_to(portal: Portal) -> list[str]:
    """Whom the mails are to that left the portal."""
    mails = (path.read_text(encoding="utf-8") for path in (portal.folder / "mail").glob("*"))
    return sorted(address for mail in mails for address in re.findall(r"^To: (.+)$", mail, re.MULTILINE))


def states(portal: Portal) -> list[tuple[str, int, int]]:
    return portal.rows("select state, max(attempts), count(*) from partnership_message group by state")


def all_sent(portal: Portal) -> bool:
    return states(portal) == [("sent", 1, COUNT)]


def test_four_processes_at_once_send_each_message_once(portal: Portal) -> None:
    write(portal)
    with contextlib.ExitStack() as stack:
        command = ("python", "manage.py", "shell", "--verbosity", "0", "--command", SEND)
        workers = [stack.enter_context(portal.process(*command)) for _ in range(4)]
        assert [worker.wait(timeout=60) for worker in workers] == [0] * 4
    assert all_sent(portal)
    assert written_to(portal) == EVERYBODY


def test_server_without_a_broker_sends_each_message_once(portal: Portal) -> None:
    with portal.server():
        write(portal)
        wait_for(lambda: all_sent(portal), seconds=30)
    assert written_to(portal) == EVERYBODY


def test_celery_sends_each_message_once(portal: Portal, broker: str) -> None:
    portal.broker = broker
    worker = ("celery", "-A", "partnership", "worker", "--concurrency", "2", "--loglevel", "warning")
    with portal.process(*worker, "-n", "first@%h"), portal.process(*worker, "-n", "second@%h"):
        write(portal)
        wait_for(lambda: all_sent(portal), seconds=60)
    assert written_to(portal) == EVERYBODY
