"""How the access to a record came about: who was named, taken off, in conflict, and when its class changed."""

from typing import Any

from partnership.enums import Visibility
from partnership.formats import date_words
from partnership.models import Interest, Record, RoleGrant
from partnership.selectors.grant_checks import STILL_RIGHT

LONGEST = 50
_VERBS = {"+": "Named", "-": "Taken back", "~": "Changed"}


def access_history(record: Record) -> list[dict[str, Any]]:
    """Entries as `partials/history.html` draws them, newest first. Three queries."""
    entries = [*_namings(record), *_conflicts(record), *_classes(record)]
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)[:LONGEST]


def _entry(version: Any, verb: str, reason: str) -> dict[str, Any]:
    return {"at": version.history_date, "by": version.history_user, "verb": verb, "reason": reason, "changes": []}


def _namings(record: Record) -> list[dict[str, Any]]:
    history: Any = RoleGrant.history
    versions = history.filter(record=record.pk).select_related("user", "history_user").order_by("history_id")
    found, before = [], dict[int, Any]()
    for one in versions:
        found.append(_entry(one, _naming_words(one, before.get(one.id)), _naming_reason(one)))
        before[one.id] = one
    return found[-LONGEST:]


def _naming_words(version: Any, before: Any) -> str:
    who = f"{version.user.name}, {version.get_role_display().lower()}"
    if version.history_type == "~" and version.expires_at:
        return f"Taken off: {who}"
    if version.expires_at:
        return f"Opened in an emergency: {who}"
    until = f", until {date_words(version.ends_on)}" if version.ends_on else ""
    if before and before.ends_on and version.ends_on and version.ends_on > before.ends_on:
        return f"Named for longer: {who}{until}"
    if version.history_change_reason == STILL_RIGHT:
        return f"Confirmed: {who}{until}"
    return f"{_VERBS[version.history_type]}: {who}{until}"


def _naming_reason(version: Any) -> str:
    return version.history_change_reason or (version.reason if version.history_type == "+" else "")


def _conflicts(record: Record) -> list[dict[str, Any]]:
    history: Any = Interest.history
    versions = history.filter(record=record.pk).select_related("user", "agency", "history_user")
    found = []
    for one in versions.order_by("-history_id")[:LONGEST]:
        whose = one.user.name if one.user else one.agency.name
        ended = one.ended_at is not None
        verb = f"Conflict of interest {'ended' if ended else 'declared'}: {whose}"
        found.append(_entry(one, verb, one.ended_reason if ended else one.reason))
    return found


def _classes(record: Record) -> list[dict[str, Any]]:
    """Only where the class changed: other versions of the record are its own page's."""
    versions = record.history.select_related("history_user").order_by("history_date", "history_id")
    kept = versions.only("history_date", "history_id", "history_change_reason", "history_user", "visibility")
    found, before = [], ""
    for one in kept:
        if before and one.visibility != before:
            was, to = (Visibility(value).label for value in (before, one.visibility))
            found.append(_entry(one, f"Class changed: {was} to {to.lower()}", one.history_change_reason or ""))
        before = one.visibility
    return found
