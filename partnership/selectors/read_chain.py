"""Whether the read log is whole: every entry in its place, as it was written, and the database guarding it."""

import re
from dataclasses import dataclass

from django.db import connection

from partnership import append_only
from partnership.enums import MessageKind, MessageState
from partnership.formats import number_words
from partnership.models import Message, ReadEntry, ReadLogHead
from partnership.read_chain import BEGINNING, hash_of

AT_ONCE = 2000
#: So many signs of an entry's hash go into a message: enough that nobody finds another entry with them.
SENT = 16
MARK = re.compile(r"(\d+):([0-9a-f]{16,64})")


@dataclass(frozen=True)
class ChainCheck:
    """How many entries were read, and the number of the first that is wrong, with what is wrong there."""

    entries: int
    last_hash: str
    broken_at: int | None = None
    why: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.why

    @property
    def mark(self) -> str:
        """The number and the mark of the last entry, as messages carry them: "1234:0f3a9c5e7b2d4a61"."""
        return f"{self.entries}:{self.last_hash[:SENT]}"

    @property
    def words(self) -> str:
        """Such as "unbroken, 1,234 entries"."""
        if self.is_whole:
            return f"unbroken, {number_words(self.entries)} {'entry' if self.entries == 1 else 'entries'}"
        return f"broken. {self.why}"


def check_chain() -> ChainCheck:
    """Read the log from its first entry to where its head says that it ends. What is written meanwhile stays out."""
    head = ReadLogHead.objects.first()
    end, end_hash = (head.number, head.entry_hash) if head else (0, BEGINNING)
    number, previous = 0, BEGINNING
    for entry in ReadEntry.objects.order_by("number").iterator(chunk_size=AT_ONCE):
        if number == end and head:
            break
        if entry.number != number + 1:
            return ChainCheck(number, previous, number + 1, f"Entry {number_words(number + 1)} is missing.")
        if entry.previous_hash != previous:
            why = f"Entry {number_words(entry.number)} does not follow the one before it."
            return ChainCheck(number, previous, entry.number, why)
        if entry.entry_hash != hash_of(entry):
            why = f"Entry {number_words(entry.number)} is not as it was written."
            return ChainCheck(number, previous, entry.number, why)
        number, previous = entry.number, entry.entry_hash
    if (number, previous) != (end, end_hash):
        return ChainCheck(number, previous, number + 1, f"Entry {number_words(number + 1)} is missing at the end.")
    if not append_only.is_installed(connection, ReadEntry._meta.db_table):
        return ChainCheck(number, previous, None, "The database no longer guards the log: its triggers are missing.")
    return ChainCheck(number, previous)


def holds(mark: str) -> bool:
    """Whether the log still holds the entry of a mark that a message carried: False once its end was cut off."""
    number, beginning = mark.split(":")
    return ReadEntry.objects.filter(number=int(number), entry_hash__startswith=beginning).exists()


def last_mark_sent() -> str:
    """The mark in the newest monthly message that went out; empty where there is none."""
    sent = Message.objects.filter(kind=MessageKind.READ_LOG, state=MessageState.SENT).order_by("-created_at", "-pk")
    found = (MARK.search(body) for body in sent.values_list("body", flat=True))
    return next((match.group() for match in found if match), "")
