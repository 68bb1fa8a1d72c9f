"""The check of the chain: whatever is done to the log behind its back, the first entry that is wrong is named."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from partnership import append_only
from partnership.models import Message, ReadEntry, ReadLogHead
from partnership.selectors.read_chain import ChainCheck, check_chain
from partnership.services.read_log import note_log_export, note_reading
from tests.factories.partnership import RiskFactory, UserFactory

pytestmark = pytest.mark.django_db
TABLE, HEAD = ReadEntry._meta.db_table, ReadLogHead._meta.db_table


@pytest.fixture(autouse=True)
def five_entries() -> None:
    """Four readings and an export of the log itself."""
    risk, user = RiskFactory(visibility="restricted"), UserFactory()
    for number in range(4):
        note_reading(record=risk, address=f"/risks/{number}/", by=user, reason="a word", role="BM")
    note_log_export(address="/read-log/export/", by=user, reason="Asked for by the auditor")


@pytest.fixture
def forced() -> Callable[..., None]:
    """Statements of somebody who sits at the database: takes the triggers away, and puts them back afterwards."""

    def run(*statements: str) -> None:
        append_only.remove(connection, TABLE)
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        append_only.install(connection, TABLE)

    return run


def found() -> tuple[int | None, str]:
    check = check_chain()
    return check.broken_at, check.why


def test_an_untouched_log_is_whole() -> None:
    last = ReadEntry.objects.first()
    assert check_chain() == ChainCheck(5, last.entry_hash)
    assert check_chain().words == "unbroken, 5 entries"


def test_an_empty_log_is_whole(forced: Callable[..., None]) -> None:
    forced(f"DELETE FROM {TABLE}", f"DELETE FROM {HEAD}")
    assert (check_chain().is_whole, check_chain().words) == (True, "unbroken, 0 entries")


@pytest.mark.parametrize(
    "column",
    ["address = '/elsewhere/'", "verb = 'printed'", "role = 'SCR'", "visibility = 'public'", "reason = ''",
     "read_at = '2020-01-01 10:00:00+00:00'", "record_id = NULL", "entry_hash = 'f'"],
)  # fmt: skip
def test_an_edited_row_is_named(forced: Callable[..., None], column: str) -> None:
    forced(f"UPDATE {TABLE} SET {column} WHERE number = 3")
    assert found() == (3, "Entry 3 is not as it was written.")


def test_another_reader_in_an_entry_is_named(forced: Callable[..., None]) -> None:
    forced(f"UPDATE {TABLE} SET user_id = {UserFactory().pk} WHERE number = 2")
    assert found() == (2, "Entry 2 is not as it was written.")


def test_a_removed_row_is_named(forced: Callable[..., None]) -> None:
    forced(f"DELETE FROM {TABLE} WHERE number = 3")
    assert found() == (3, "Entry 3 is missing.")


def test_a_removed_row_is_named_even_if_the_rest_moves_up(forced: Callable[..., None]) -> None:
    forced(f"DELETE FROM {TABLE} WHERE number = 3", f"UPDATE {TABLE} SET number = 3 WHERE number = 4")
    assert found() == (3, "Entry 3 does not follow the one before it.")


def test_two_swapped_rows_are_named(forced: Callable[..., None]) -> None:
    forced(*(f"UPDATE {TABLE} SET number = {new} WHERE number = {old}" for old, new in [(2, 99), (3, 2), (99, 3)]))
    assert found() == (2, "Entry 2 does not follow the one before it.")


def test_an_end_that_was_cut_off_is_named(forced: Callable[..., None]) -> None:
    forced(f"DELETE FROM {TABLE} WHERE number > 3")
    assert found() == (4, "Entry 4 is missing at the end.")


def test_a_beginning_that_was_cut_off_is_named(forced: Callable[..., None]) -> None:
    forced(f"DELETE FROM {TABLE} WHERE number < 3")
    assert found() == (1, "Entry 1 is missing.")


def test_a_chain_made_anew_without_the_key_is_named(forced: Callable[..., None], settings: Any) -> None:
    key, settings.READ_LOG_KEY = settings.READ_LOG_KEY, "what somebody without the key may guess"
    forced(f"DELETE FROM {TABLE}", f"DELETE FROM {HEAD}")
    note_reading(record=RiskFactory(visibility="restricted"), address="/risks/1/", by=UserFactory())
    assert check_chain().is_whole
    settings.READ_LOG_KEY = key
    assert found() == (1, "Entry 1 is not as it was written.")


def test_a_head_that_was_taken_away_is_told(forced: Callable[..., None]) -> None:
    forced(f"DELETE FROM {HEAD}")
    assert not check_chain().is_whole


def test_missing_triggers_are_told() -> None:
    append_only.remove(connection, TABLE)
    assert found() == (None, "The database no longer guards the log: its triggers are missing.")


def test_the_command_says_that_the_log_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_read_log")
    assert capsys.readouterr().out.startswith("The read log is unbroken, 5 entries.")


def test_the_command_fails_and_names_the_entry(forced: Callable[..., None]) -> None:
    forced(f"DELETE FROM {TABLE} WHERE number = 3")
    with pytest.raises(CommandError, match=r"The read log is broken. Entry 3 is missing."):
        call_command("check_read_log")


def kept(mark: str, state: str = "sent") -> None:
    body = f"Its last entry carries the mark {mark}. Keep this message: it proves the log so far."
    Message.objects.create(to=UserFactory(), kind="read_log", subject="x", body=body, state=state)


def mark_at(number: int) -> str:
    return f"{number}:{ReadEntry.objects.get(number=number).entry_hash[:16]}"


def test_a_log_whose_end_was_cut_off_no_longer_holds_the_mark_of_an_old_message(forced: Callable[..., None]) -> None:
    mark, fourth = mark_at(5), ReadEntry.objects.get(number=4)
    call_command("check_read_log", mark=mark)
    cut = f"UPDATE {HEAD} SET number = 4, entry_hash = '{fourth.entry_hash}'"
    forced(f"DELETE FROM {TABLE} WHERE number = 5", cut)
    assert check_chain().is_whole
    with pytest.raises(CommandError, match="no longer holds the mark 5:"):
        call_command("check_read_log", mark=mark)


def test_the_check_compares_with_the_newest_message_that_was_sent(capsys: pytest.CaptureFixture[str]) -> None:
    kept(mark_at(2))
    kept("9:" + "a" * 16, state="waiting")
    call_command("check_read_log")
    assert f"It holds the mark {mark_at(2)}" in capsys.readouterr().out
    kept("9:" + "a" * 16)
    with pytest.raises(CommandError, match="no longer holds the mark 9:"):
        call_command("check_read_log")


@pytest.mark.parametrize("mark", ["5", "5:abc", "x:0f3a9c5e7b2d4a61"])
def test_what_is_no_mark_is_refused(mark: str) -> None:
    with pytest.raises(CommandError, match="A mark is a number"):
        call_command("check_read_log", mark=mark)
