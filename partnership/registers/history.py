"""A row's history as people read it: who changed what from what to what, of the fields that they may read now."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise, zip_longest
from typing import Any

from django.db.models import Field, TextField
from django.utils.text import Truncator

from partnership.enums import GUARDED_CLASSES, Visibility
from partnership.models import Record
from partnership.policy import sees_guarded
from partnership.principals import Principal
from partnership.registers.rows import guarded_class, neutral_name, readable, record_of
from partnership.registers.values import label_of, words_of
from partnership.text import to_plain

LONGEST = 50  # entries on one page
LONGEST_TEXT = 300  # characters of a long text
_VERBS = {"+": "Added", "~": "Changed", "-": "Removed"}
#: What a new row is linked to is stored just after the row itself, and is no change of its own.
_AT_ONCE = timedelta(seconds=2)


def history_of(row: Any, principal: Principal, hidden: Iterable[str]) -> list[dict[str, Any]]:
    """Entries, newest first: {at, by, verb, reason, changes}; each change {label, old, new}, or {label, added}.

    Fields in `hidden` are left out, and so is what was written while the row was more guarded than it is now, for those
    who could not read it then: to publish a review is not to publish what it said before.
    """
    versions = list(row.history.select_related("history_user").order_by("-history_date", "-history_id")[: LONGEST + 1])
    return _entries(type(row), _readable_versions(row, versions, principal), principal, hidden)


def histories_of(model: Any, rows: Sequence[Any], principal: Principal) -> dict[int, list[dict[str, Any]]]:
    """The same for several rows of one model, by their primary keys: one query for all that was written down."""
    versions: dict[int, list[Any]] = {row.pk: [] for row in rows}
    key = model._meta.pk.attname
    stored = model.history.filter(**{f"{key}__in": list(versions)}).select_related("history_user")
    for version in stored.order_by("-history_date", "-history_id"):
        versions[getattr(version, key)].append(version)
    return {pk: _entries(model, some[: LONGEST + 1], principal, ()) for pk, some in versions.items()}


def _entries(model: Any, versions: list[Any], principal: Principal, hidden: Iterable[str]) -> list[dict[str, Any]]:
    fields = [field for field in model._meta.fields if field.editable and field.name not in hidden]
    linked = {
        field.name: _linked(field, versions, principal)
        for field in getattr(model.history.model, "_history_m2m_fields", ())
        if field.name not in hidden
    }
    changed = {
        newer.pk: [field for field in fields if _stored(newer, field) != _stored(older, field)]
        for newer, older in pairwise(versions)
    }
    names = _names(versions, {field for found in changed.values() for field in found if field.is_relation}, principal)
    entries = []
    for version, older in zip_longest(versions, versions[1:]):
        changes = [
            {"label": label_of(model, field.name), **_change(older, version, field, names)}
            for field in changed.get(version.pk, [])
        ]
        if older is not None and not _completes(version, older):
            changes += _relinked(model, linked, version, older)
        reason = version.history_change_reason or ""
        if changes or reason or version.history_type != "~":
            verb = _VERBS[version.history_type]
            entry = {"at": version.history_date, "by": version.history_user, "verb": verb, "reason": reason}
            entries.append({**entry, "changes": changes})
    return entries[:LONGEST]


def _readable_versions(row: Any, versions: list[Any], principal: Principal) -> list[Any]:
    record, now = record_of(row), guarded_class(row)
    if record is None or now == Visibility.SEALED:
        return versions
    then = _classes_then(row, record, versions)
    papers = getattr(type(row), "papers_subject", "")
    lost = {
        one
        for one in GUARDED_CLASSES
        if one in then.values() and one != now and not sees_guarded(principal, row, one, of=papers)
    }
    return [version for version in versions if then[version.pk] not in lost]


def _classes_then(row: Any, record: Record, versions: list[Any]) -> dict[int, str]:
    """The class in which each version was written; a confidential row was restricted in a record that was not."""
    if row is record:
        return {version.pk: version.visibility for version in versions}
    kept = record.child.history.order_by("history_date", "history_id").values_list("history_date", "visibility")
    days, classes = zip(*kept, strict=True)
    then = {one.pk: classes[max(bisect_right(days, one.history_date) - 1, 0)] for one in versions}
    confidential = {one.pk: Visibility.RESTRICTED for one in versions if getattr(one, "confidential", False)}
    return {pk: confidential.get(pk, then[pk]) if then[pk] not in GUARDED_CLASSES else then[pk] for pk in then}


def _stored(version: Any, field: Field) -> Any:
    return getattr(version, field.attname)


def _completes(version: Any, older: Any) -> bool:
    """Whether a version only adds the links of the row that was created a moment before."""
    return older.history_type == "+" and version.history_date - older.history_date < _AT_ONCE


def _linked(field: Any, versions: list[Any], principal: Principal) -> dict[int, list[str]]:
    """The names of what each version was linked to; of records only those that the principal may open."""
    if not versions:
        return {}
    related = field.m2m_reverse_field_name()
    kept = getattr(versions[0], field.name).model.objects
    links = list(kept.filter(history__in=[version.pk for version in versions]).select_related(related))
    rows = {link.pk: getattr(link, related) for link in links}
    open_to = readable(principal, [row.pk for row in rows.values() if isinstance(row, Record)])
    found: dict[int, list[str]] = {}
    for link in links:
        row = rows[link.pk]
        hidden = isinstance(row, Record) and row.pk not in open_to
        found.setdefault(link.history_id, []).append("another record" if hidden else neutral_name(row))
    return {pk: sorted(names) for pk, names in found.items()}


def _relinked(
    model: Any, linked: dict[str, dict[int, list[str]]], version: Any, older: Any
) -> Iterator[dict[str, str]]:
    for name, names in linked.items():
        old, new = names.get(older.pk, []), names.get(version.pk, [])
        if old != new:
            yield {"label": label_of(model, name), "old": ", ".join(old), "new": ", ".join(new)}


def _names(versions: list[Any], fields: set[Any], principal: Principal) -> dict[tuple[Field, int], str]:
    """Names of the related rows, one query a field; of records only those that the principal may open."""
    names = {}
    for field in fields:
        ids: Collection[int] = {_stored(version, field) for version in versions} - {None}
        model = field.remote_field.model
        if issubclass(model, Record):
            ids = readable(principal, ids)
        for related in model._default_manager.filter(pk__in=ids):
            names[field, related.pk] = neutral_name(related)
    return names


def _change(older: Any, version: Any, field: Field, names: dict[tuple[Field, int], str]) -> dict[str, Any]:
    """What a field said before and says now; of a text that grew only what came to it."""
    if isinstance(field, TextField) and (added := _added(_stored(older, field), _stored(version, field))):
        return {"added": _plain(added)}
    return {"old": _words(older, field, names), "new": _words(version, field, names)}


def _added(old: str, new: str) -> str:
    """What stands before and after the old text, should the new one hold it whole."""
    kept = re.search(rf"(?<!\S){re.escape(old)}(?!\S)", new) if old and new else None
    return f"{new[: kept.start()]}{new[kept.end() :]}".strip() if kept else ""


def _plain(text: str) -> str:
    """The words of a text, on one line; only as much of it is read as is shown, whatever its marks."""
    return Truncator(" ".join(to_plain(text[: 4 * LONGEST_TEXT]).split())).chars(LONGEST_TEXT)


def _words(version: Any, field: Field, names: dict[tuple[Field, int], str]) -> Any:
    value = _stored(version, field)
    if field.is_relation:
        return names.get((field, value), "another record" if value else "")
    if isinstance(field, TextField) and value:
        return _plain(value)
    return words_of(field, value)
