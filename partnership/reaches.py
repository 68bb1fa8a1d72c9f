"""How each reach of the policy is asked of the database: the rows of a model to which a grant leads.

A model says by its attributes what it is: `record_kind`, or `record_path` (the lookup to the record whose class it
has), `agency_lookups`, `body_lookups`, `user_lookups`, `board_lookup`, `released_lookup`, `published`, `told_with`
and `untold`, `sits_for`, `closed_again`. Only `partnership/policy.py` calls this; whether a role has a reach at all
stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, reduce
from operator import or_
from typing import Any, Final

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from partnership.enums import Visibility
from partnership.principals import Grant, Principal

REACHES: Final = ("all", "body", "agency", "asked", "named", "released", "published")


def leads_to(grant: Grant) -> Mapping[str, frozenset[int]]:
    records, agencies = grant.records, grant.agencies
    return {"named": records, "released": records, "agency": agencies, "asked": agencies, "body": grant.groups}


def one_of(conditions: Iterable[Q]) -> Q:
    """Rows for which any of these holds; no row where there is none."""
    return reduce(or_, conditions, Q()) or Q(pk__in=[])


def has_field(model: Any, name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _is_record(model: Any) -> bool:
    return bool(getattr(model, "record_kind", ""))


def spine() -> Any:
    return apps.get_model("partnership", "Record")


def record_prefix(model: Any) -> str:
    """The lookup from a row to the record whose class it has; nothing where the row is the record itself."""
    return str(getattr(model, "record_path", ""))


def visibility_lookup(model: Any) -> str:
    """The lookup from a row to its class; nothing where rows have none."""
    return f"{record_prefix(model)}visibility" if _is_record(model) or record_prefix(model) else ""


def of_classes(model: Any, classes: Iterable[str]) -> Q:
    """Rows whose record has one of these classes now: one that was open and is no more counts as restricted."""
    lookup, open_to = visibility_lookup(model), set(classes)
    stored = Q(**{f"{lookup}__in": open_to})
    now = timezone.now()
    ended = [kind._base_manager.filter(kind.closed_again(now)).values("pk") for kind in _closing(model)]
    if not ended:
        return stored
    closed = one_of(Q(**{f"{record_prefix(model)}pk__in": records}) for records in ended)
    return (stored & ~closed) | closed if Visibility.RESTRICTED in open_to else stored & ~closed


@cache
def _closing(model: Any) -> tuple[Any, ...]:
    """The kinds of record whose openness may end, as far as the rows of a model may hang on one."""
    target = model
    for step in record_prefix(model).split("__")[:-1]:
        target = target._meta.get_field(step).related_model
    kinds = spine().__subclasses__() if target is spine() else [target]
    return tuple(kind for kind in kinds if hasattr(kind, "closed_again"))


def _on_boards(model: Any, boards: Iterable[int]) -> Q:
    """Rows of these boards; through a subquery, since a join on many boards would repeat rows."""
    if visibility_lookup(model):
        through = spine().boards.through
        ids = through.objects.filter(board_id__in=boards).values("record_id")
        return Q(**{f"{record_prefix(model)}pk__in": ids})
    lookup = getattr(model, "board_lookup", "")
    return Q(**{f"{lookup}__in": boards}) if lookup else Q()


def within_board(model: Any, grant: Grant) -> Q:
    return Q() if grant.board is None else _on_boards(model, [grant.board])


def reached_by(model: Any, principal: Principal, grant: Grant, reach: str) -> Q:
    if reach == "all":
        return Q(pk__isnull=False)  # not an empty Q, which "or" would drop
    if reach == "named":
        return _named(model, grant)
    if reach == "released":
        return _named(model, grant) & Q(**{f"{model.released_lookup}__isnull": False})
    if reach == "agency":
        return _any_of(model, getattr(model, "agency_lookups", ()), grant.agencies)
    if reach == "asked":
        in_person = frozenset([principal.user.pk] if principal.user else [])
        of_agency = _any_of(model, model.agency_lookups, grant.agencies)
        return of_agency & _any_of(model, model.user_lookups, in_person)
    if reach == "published":
        # What hangs on a row may be public; the row on which it hangs is not opened by that.
        return Q(model.published(timezone.now())) if hasattr(model, "published") else Q(pk__in=[])
    return _body(model, grant)


def told(model: Any) -> Q:
    """Leaves out what comes from a record that tells nothing now, where a model says so by `untold`."""
    return ~Q(model.untold(timezone.now())) if hasattr(model, "untold") else Q()


def named_where_told(model: Any, grant: Grant) -> Q:
    """Rows that come from a record on which one is named, told or not; none where rows come from no other record."""
    lookup = getattr(model, "told_with", "")
    return Q(**{f"{lookup}__in": grant.records}) if lookup and grant.records else Q(pk__in=[])


def _named(model: Any, grant: Grant) -> Q:
    if not visibility_lookup(model):
        return Q(pk__in=[])
    return Q(**{f"{record_prefix(model)}pk__in": grant.records}) | named_where_told(model, grant)


def _body(model: Any, grant: Grant) -> Q:
    """Rows of the groups one sits on; rows of no group at all belong to all who sit on a group of their board."""
    lookups = getattr(model, "body_lookups", ())
    of_groups = _any_of(model, lookups, grant.groups)
    if "pk" in lookups:
        return of_groups
    through = spine().boards.through
    boards = through.objects.filter(record_id__in=grant.groups).values_list("board_id", flat=True)
    return of_groups | (of_no_group(model) & _on_boards(model, boards))


def of_no_group(model: Any) -> Q:
    return Q(**{f"{lookup}__isnull": True for lookup in getattr(model, "body_lookups", ())})


def _any_of(model: Any, lookups: Iterable[str], ids: frozenset[int]) -> Q:
    """Rows that any of these lookups leads to one of the ids; beyond the row's own columns by a subquery, since a join
    may repeat rows."""
    conditions = []
    for lookup in lookups:
        matching = Q(**{f"{lookup}__in": ids})
        is_column = lookup == "pk" or has_field(model, lookup)
        conditions.append(matching if is_column else Q(pk__in=model._base_manager.filter(matching).values("pk")))
    return one_of(conditions)
