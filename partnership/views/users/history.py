"""The history of an account: what was changed in it, and every role that was given, changed or taken back."""

from typing import Any

from partnership.models import User
from partnership.principals import Principal
from partnership.registers.history import LONGEST, history_of
from partnership.registers.rows import readable
from partnership.selectors.grant_checks import STILL_RIGHT
from partnership.selectors.users import grant_versions, records_of
from partnership.tables.users import reason_words, role_words, span_words

CHANGED = "Role changed"
#: What changes by itself and tells nobody anything.
_HIDDEN = ("version", "password", "last_login")


def account_history(user: User, principal: Principal) -> list[dict[str, Any]]:
    """Entries as in `registers.history`, newest first."""
    entries = [*history_of(user, principal, _HIDDEN), *_of_roles(user, principal)]
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)[:LONGEST]


def _of_roles(user: User, principal: Principal) -> list[dict[str, Any]]:
    versions = grant_versions(user)
    open_records = readable(principal, records_of(versions))
    before: dict[int, str] = {}
    entries = []
    for version in versions:
        words = f"{role_words(version, open_records)}, {span_words(version)}"
        verb, changes = _told(version.history_type, before.get(version.id, words), words)
        before[version.id] = words
        verb = f"Role confirmed: {words}" if version.history_change_reason == STILL_RIGHT else verb
        given_for = version.reason if version.history_type == "+" else ""
        reason = reason_words(version, version.history_change_reason or given_for)
        entry = {"at": version.history_date, "by": version.history_user, "verb": verb, "reason": reason}
        entries.append({**entry, "changes": changes})
    return [entry for entry in entries if entry["changes"] or entry["reason"] or entry["verb"] != CHANGED]


def _told(kind: str, old: str, new: str) -> tuple[str, list[dict[str, str]]]:
    """What happened to a role, and what it was before where it is another one now."""
    if kind == "~":
        return CHANGED, [{"label": "Role", "old": old, "new": new}] if old != new else []
    return (f"Role given: {new}" if kind == "+" else f"Role taken back: {old}"), []
