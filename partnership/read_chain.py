"""The chain of the read log: what is hashed of an entry, and how. A row changed, removed or moved breaks it."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Protocol

from django.conf import settings

#: What stands before the first entry.
BEGINNING = "0" * 64


class Entry(Protocol):
    """An entry of the read log, as the model and the migrations know it."""

    number: int
    record_id: int | None
    user_id: int
    verb: str
    role: str
    visibility: str
    address: str
    reason: str
    read_at: datetime
    previous_hash: str


def hash_of(entry: Entry) -> str:
    """The mark of an entry, made with a key that does not lie in the database: who holds only that cannot remake it."""
    fields = {
        "number": entry.number,
        "record": entry.record_id,
        "user": entry.user_id,
        "verb": entry.verb,
        "role": entry.role,
        "visibility": entry.visibility,
        "address": entry.address,
        "reason": entry.reason,
        "read_at": entry.read_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": entry.previous_hash,
    }
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(settings.READ_LOG_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
