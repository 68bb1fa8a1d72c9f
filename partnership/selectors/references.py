"""What refers to a row, so that nothing is archived that something live still needs."""

from typing import Any, NamedTuple

from django.db.models import Model

from partnership.policy import live, scope
from partnership.principals import Principal
from partnership.registers.rows import noun_of


class LiveReferences(NamedTuple):
    """How many rows of each kind still name a row, by the plural of the kind; and whether others do, unseen."""

    counts: dict[str, int]
    unseen: bool


def live_references(row: Model, principal: Principal) -> LiveReferences:
    """What names this row. Only what the principal may see is counted: of a sealed record not even its number is told.

    What hangs on the row itself (its actions, files, agenda items) goes with it and is left out.
    """
    counts: dict[str, int] = {}
    unseen = False
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        name = relation.field.name
        if not _is_matter(model) or _hangs_on(model, name) or relation.field.remote_field.parent_link:
            continue
        naming = model._default_manager.filter(live(model), **{name: row.pk}).distinct()
        seen = naming.filter(scope(model, principal, "view")).count()
        if seen:
            label = noun_of(model, seen)
            counts[label] = counts.get(label, 0) + seen
        unseen = unseen or naming.count() > seen
    return LiveReferences(counts, unseen)


def _is_matter(model: Any) -> bool:
    """Whether the policy speaks of it: histories, grants and logs do not keep a row."""
    return hasattr(model, "policy_subject") or bool(getattr(model, "record_kind", ""))


def _hangs_on(model: Any, name: str) -> bool:
    path = getattr(model, "record_path", "")
    return path.startswith(f"{name}__") or name in getattr(model, "seen_with", ())
