"""Who may see and do what: one table, one path.

`declare` fills a table of subject x visibility class x role, from each app's registrations. Two readings come from it:
`Model.objects.visible_to(principal)` as SQL, and `can(principal, verb, row)`, which asks the same SQL about one row.
Deny by default: a subject, class, role or verb that the table does not hold is nobody's. There is no superuser.

A cell is written as letters and a reach: `"RCU"` (everything of that class), `"R:body U:agency"` (read what belongs to
a group that one sits on or chairs, change what belongs to one's own agency), `"R:named"` (only records that one is
named on). A grant for one board narrows whatever its role gives to that board.

What is archived is open for one verb, "archive": to those who may bring it back. So no list, count, report, export or
choice holds archived rows, and nobody has to leave them out. A confidential row has the powers of a restricted one.
Whoever has a conflict of interest with a record, in person or by an agency they speak or sit for, loses it whatever
their role, with all that hangs on it; only what is public stays theirs to read. What comes from a record that tells
nothing at the time of reading is open to those alone who are named on that record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from partnership.enums import Role, Visibility
from partnership.principals import Grant, Principal
from partnership.reaches import (
    REACHES,
    has_field,
    leads_to,
    named_where_told,
    of_classes,
    of_no_group,
    one_of,
    reached_by,
    record_prefix,
    spine,
    told,
    visibility_lookup,
    within_board,
)

VERBS: Final = {"R": "view", "C": "create", "U": "change", "D": "archive", "A": "approve", "X": "export"}

#: What a restricted or sealed record of any subject allows where its own row says nothing.
RESTRICTED_ROW: Final = {
    "BM": "RCUAX", "BSO": "R:named", "SCR": "R", "SGC": "R:named", "REP": "R:named", "AUD": "R:named", "REV": "R:named",
}  # fmt: skip
SEALED_ROW: Final = dict.fromkeys(("BM", "BSO", "SCR", "SGC", "REP", "AUD", "REV"), "R:named")

Cell = frozenset[tuple[str, str]]
#: A grant, its reach, and whether everybody is let in: what is public is lost by no conflict of interest.
Way = tuple[Grant, str, bool]
_table: dict[tuple[str, str], dict[str, Cell]] = {}
_subjects: set[str] = set()


def declare(subject: str, visibility: str = Visibility.PARTNERSHIP, **cells: str) -> None:
    """Give a subject's row for one visibility class: role code to cell. A second row for the same pair is a mistake."""
    if (subject, visibility) in _table:
        raise ValueError(f"{subject} ({visibility}) is declared twice")
    _table[subject, visibility] = {Role(role).value: _parse(cell) for role, cell in cells.items()}
    _subjects.add(subject)


def subjects() -> list[str]:
    """Every declared subject, for the printed permission matrix."""
    return sorted(_subjects)


def row_of(subject: str, visibility: str) -> Mapping[str, Cell]:
    """Role to cell. What is public is read by everybody and otherwise handled as partnership matter.

    Only what is a record or hangs on one has other classes than partnership; money or the read log has none, and must
    not take over the powers that a role has over restricted records.
    """
    declared = _table.get((subject, visibility))
    if declared is not None:
        return declared
    if subject not in _classed_subjects():
        return {}
    if visibility == Visibility.PUBLIC:
        inner = _table.get((subject, Visibility.PARTNERSHIP), {})
        return {role.value: inner.get(role, frozenset()) | {("view", "all")} for role in Role}
    if subject not in _subjects:
        return {}
    return {Visibility.RESTRICTED: _RESTRICTED, Visibility.SEALED: _SEALED}.get(Visibility(visibility), {})


class ScopedQuerySet(models.QuerySet[Any]):
    """A queryset that can be narrowed to what a principal may see."""

    def visible_to(
        self, principal: Principal, verb: str = "view", *, of: str = "", on: models.Model | None = None
    ) -> Self:
        """Rows on which the principal may do `verb`; every lookup that leaves the server starts here.

        `of` asks about what hangs on them: the rows to which the principal may, for one, add a row of that subject.
        `on` is for files and comments, and narrows them to those of one row: its kind alone is then asked about.
        """
        return self.filter(scope(self.model, principal, verb, of=of, on=on))


def can(principal: Principal, verb: str, row: models.Model) -> bool:
    """Whether the principal may do `verb` to this row."""
    return type(row)._default_manager.filter(scope(type(row), principal, verb), pk=row.pk).exists()


def allows(principal: Principal, verb: str, subject: str) -> bool:
    """Whether the principal may do `verb` to anything of a subject at all: for menus, pages and creating.

    A reach that leads nowhere (named on no record, sitting on no group) opens nothing, and neither does what is public:
    everybody may read that, so it would put every subject on everybody's menu.
    """
    return any(
        granted == verb and ids.get(reach, True)
        for grant in principal.grants
        for ids in [leads_to(grant)]
        for visibility in Visibility
        if visibility != Visibility.PUBLIC
        for granted, reach in row_of(subject, visibility).get(grant.role, frozenset())
    )


def is_of_no_group(row: models.Model) -> bool:
    """Whether a row is of no group, and so of all who sit on any of its partnership. No query where it names one."""
    model = type(row)
    own = [lookup for lookup in getattr(model, "body_lookups", ()) if "__" not in lookup]
    if any(getattr(row, lookup if lookup == "pk" else f"{lookup}_id") is not None for lookup in own):
        return False
    return model._default_manager.filter(of_no_group(model), pk=row.pk).exists()


def sees_guarded(
    principal: Principal, row: models.Model, visibility: Visibility = Visibility.RESTRICTED, *, of: str = ""
) -> bool:
    """Whether the principal could read this row were it restricted, or sealed: some of it stays so when it opens.

    `of` asks about what hangs on it.
    """
    model = type(row)
    condition = _scope_of_class(model, principal, "view", visibility, of)
    return model._default_manager.filter(condition, pk=row.pk).exists()


def scope(
    model: type[models.Model], principal: Principal, verb: str, *, of: str = "", on: models.Model | None = None
) -> Q:
    """The condition under which `model`'s rows are open to the principal for `verb`; `of` and `on` as above."""
    if verb not in VERBS.values():
        raise ValueError(f"unknown verb {verb}")
    if model is spine():
        return one_of(Q(pk__in=rows) for rows in _open_rows(model, principal, verb, of))
    if hasattr(model, "seen_with"):
        return _seen_with(model, principal, verb, on) & _kept(model, verb)
    lookup = visibility_lookup(model)
    ways = _ways(principal, verb, of or subject_of(model), Visibility if lookup else [Visibility.PARTNERSHIP])
    condition = _opened(model, principal, ways, lookup=lookup)
    if has_field(model, "confidential"):
        condition &= Q(confidential=False) | _scope_of_class(model, principal, verb, Visibility.RESTRICTED)
    return condition & _kept(model, verb)


def _kept(model: Any, verb: str) -> Q:
    return Q() if verb == "archive" else live(model)


def live(model: Any) -> Q:
    """Leaves out what is archived, itself or with the record, or the row of a record, that it hangs on."""
    own = Q(archived_at__isnull=True) if has_field(model, "archived_at") else Q()
    paths = (record_prefix(model), getattr(model, "hangs_on", ""))
    return own & Q(*((f"{path}archived_at__isnull", True) for path in paths if path))


def _seen_with(model: Any, principal: Principal, verb: str, on: models.Model | None) -> Q:
    """Files and comments are open to whom the row is open that they hang on, one of several kinds.

    Those of a kind with a `papers_subject` are for whoever could read a row of that subject there, were it restricted:
    a review that is published has not published its working papers, and they are for those named on it.
    """
    parents = {name: model._meta.get_field(name).related_model for name in model.seen_with}
    if on is not None:
        parents = {name: type(on) for name, parent in parents.items() if isinstance(on, parent)}
    condition = one_of(
        Q(**{f"{name}__in": rows}) for name, parent in parents.items() for rows in _open_rows(parent, principal, verb)
    )
    for kind in spine().__subclasses__():
        if papers := getattr(kind, "papers_subject", ""):
            readable = kind._base_manager.filter(_scope_of_class(kind, principal, verb, Visibility.RESTRICTED, papers))
            condition &= ~Q(record__kind=kind.record_kind) | Q(record__in=readable.values("pk"))
    return condition & (Q(**dict.fromkeys(parents, on.pk)) if on is not None else Q())


def _open_rows(model: Any, principal: Principal, verb: str, of: str = "") -> Iterator[models.QuerySet[Any]]:
    """The keys of a model's open rows: of the spine kind by kind, for each kind has its own row in the table."""
    for kind in model.__subclasses__() if model is spine() else [model]:
        yield kind._base_manager.filter(scope(kind, principal, verb, of=of)).values("pk")


def _scope_of_class(model: Any, principal: Principal, verb: str, visibility: Visibility, of: str = "") -> Q:
    """What the table's row for one visibility class opens, whatever the class of the rows themselves."""
    return _opened(model, principal, _ways(principal, verb, of or subject_of(model), [visibility]), lookup="")


def _ways(
    principal: Principal, verb: str, subject: str, classes: Iterable[Visibility]
) -> Mapping[Way, list[Visibility]]:
    """By which grant and reach rows of which classes are open. A reach that leads nowhere is no way."""
    ways: dict[Way, list[Visibility]] = defaultdict(list)
    for visibility in classes:
        row = row_of(subject, visibility)
        for grant in principal.grants:
            for granted, reach in sorted(row.get(grant.role, frozenset())):
                if granted == verb and leads_to(grant).get(reach, True):
                    is_everybodys = verb == "view" and (visibility == Visibility.PUBLIC or grant.role == Role.PUBLIC)
                    ways[grant, reach, is_everybodys].append(visibility)
    return ways


def _opened(model: Any, principal: Principal, ways: Mapping[Way, list[Visibility]], *, lookup: str) -> Q:
    """The rows to which these ways lead; `lookup` leads from a row to its class, where the class of the row counts.

    A way that serves several classes is asked once for them all, since each question is a query within the query.
    """
    everybodys: list[Q] = []
    own: list[Q] = []
    for (grant, reach, is_everybodys), classes in ways.items():
        of_class = of_classes(model, classes) if lookup else Q()
        opened = of_class & within_board(model, grant) & reached_by(model, principal, grant, reach)
        (everybodys if is_everybodys else own).append(opened & told(model))
        if hasattr(model, "told_with"):
            own.append(opened & named_where_told(model, grant))
    return one_of([*everybodys, one_of(own) & _without_interest(model, principal)] if own else everybodys)


def _without_interest(model: Any, principal: Principal) -> Q:
    """Leaves out the records with which the principal has a conflict of interest."""
    if not principal.lost or not visibility_lookup(model):
        return Q()
    paths = (f"{record_prefix(model)}pk", *getattr(model, "comes_from", ()))
    return ~Q(*((f"{path}__in", principal.lost) for path in paths), _connector=Q.OR)


def subject_of(model: Any) -> str:
    """The name under which the table speaks of a model: its record kind, or what it declares."""
    return getattr(model, "record_kind", "") or model.policy_subject


def _parse(text: str) -> Cell:
    pairs = set()
    for part in text.split():
        letters, _, reach = part.partition(":")
        if (reach or "all") not in REACHES:
            raise ValueError(f"unknown reach in {text!r}")
        pairs |= {(VERBS[letter], reach or "all") for letter in letters}
    return frozenset(pairs)


@cache
def _classed_subjects() -> frozenset[str]:
    """Subjects of the models whose rows have a visibility class."""
    return frozenset(subject_of(model) for model in apps.get_models() if visibility_lookup(model))


_RESTRICTED: Final = {role: _parse(cell) for role, cell in RESTRICTED_ROW.items()}
_SEALED: Final = {role: _parse(cell) for role, cell in SEALED_ROW.items()}
