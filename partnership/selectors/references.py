"""What refers to a row, so that nothing is archived that something live still needs."""

from typing import Any

from django.db.models import Model

from partnership.policy import live


def live_references(row: Model) -> dict[str, int]:
    """How many rows of each kind still name this one, by the plural of the kind.

    What hangs on the row itself (its actions, files, agenda items) goes with it and is not counted.
    """
    counts: dict[str, int] = {}
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        name = relation.field.name
        if not _is_matter(model) or _hangs_on(model, name) or relation.field.remote_field.parent_link:
            continue
        found = model._base_manager.filter(live(model), **{name: row.pk}).distinct().count()
        if found:
            label = str(model._meta.verbose_name_plural if found > 1 else model._meta.verbose_name)
            counts[label] = counts.get(label, 0) + found
    return counts


def _is_matter(model: Any) -> bool:
    """Whether the policy speaks of it: histories, grants and logs do not keep a row."""
    return hasattr(model, "policy_subject") or bool(getattr(model, "record_kind", ""))


def _hangs_on(model: Any, name: str) -> bool:
    path = getattr(model, "record_path", "")
    return path.startswith(f"{name}__") or name in getattr(model, "seen_with", ())
