"""Who may see and do what: one table, one path.

`declare` fills a table of subject x visibility class x role, from each app's registrations. Two readings come from it:
`Model.objects.visible_to(principal)` as SQL, and `can(principal, verb, row)`, which asks the same SQL about one row.
Deny by default: a subject, class, role or verb that the table does not hold is nobody's. There is no superuser.

A cell is written as letters and a reach: `"RCU"` (everything of that class), `"R:body U:agency"` (read what belongs to
a group that one sits on or chairs, change what belongs to one's own agency), `"R:named"` (only records that one is
named on). A grant for one board narrows whatever its role gives to that board.

What is archived is open for one verb, "archive": to those who may bring it back. So no list, count, report, export or
choice holds archived rows, and nobody has to leave them out. A confidential row has the powers of a restricted one.
Whoever has a conflict of interest with a record, in person or by an agency they speak for, loses it whatever their
role, with all that hangs on it; only what is public stays theirs to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.principals import Grant, Principal

VERBS: Final = {"R": "view", "C": "create", "U": "change", "D": "archive", "A": "approve", "X": "export"}
REACHES: Final = ("all", "body", "agency", "asked", "named", "released", "published")

#: What a restricted or sealed record of any subject allows where its own row says nothing.
RESTRICTED_ROW: Final = {
    "BM": "RCUAX", "BSO": "R:named", "SCR": "R", "SGC": "R:named", "REP": "R:named", "AUD": "R:named", "REV": "R:named",
}  # fmt: skip
SEALED_ROW: Final = dict.fromkeys(("BM", "BSO", "SCR", "SGC", "REP", "AUD", "REV"), "R:named")

Cell = frozenset[tuple[str, str]]
_table: dict[tuple[str, str], dict[str, Cell]] = {}


def declare(subject: str, visibility: str = Visibility.PARTNERSHIP, **cells: str) -> None:
    """Give a subject's row for one visibility class: role code to cell. A second row for the same pair is a mistake."""
    if (subject, visibility) in _table:
        raise ValueError(f"{subject} ({visibility}) is declared twice")
    _table[subject, visibility] = {Role(role).value: _parse(cell) for role, cell in cells.items()}


def subjects() -> list[str]:
    """Every declared subject, for the printed permission matrix."""
    return sorted({subject for subject, _ in _table})


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
    if subject not in {name for name, _ in _table}:
        return {}
    return {Visibility.RESTRICTED: _RESTRICTED, Visibility.SEALED: _SEALED}.get(Visibility(visibility), {})


class ScopedQuerySet(models.QuerySet[Any]):
    """A queryset that can be narrowed to what a principal may see."""

    def visible_to(self, principal: Principal, verb: str = "view", *, of: str = "") -> Self:
        """Rows on which the principal may do `verb`; every lookup that leaves the server starts here.

        `of` asks about what hangs on them: the rows to which the principal may, for one, add a row of that subject.
        """
        return self.filter(scope(self.model, principal, verb, of=of))


def can(principal: Principal, verb: str, row: models.Model) -> bool:
    """Whether the principal may do `verb` to this row."""
    return type(row)._default_manager.filter(scope(type(row), principal, verb), pk=row.pk).exists()


def allows(principal: Principal, verb: str, subject: str) -> bool:
    """Whether the principal may do `verb` to anything of a subject at all: for menus, pages and creating.

    A reach that leads nowhere (named on no record, sitting on no group) opens nothing, and neither does what is public:
    everybody may read that, so it would put every subject on everybody's menu.
    """
    return any(
        granted == verb and leads_to.get(reach, True)
        for grant in principal.grants
        for leads_to in [_leads_to(grant)]
        for visibility in Visibility
        if visibility != Visibility.PUBLIC
        for granted, reach in row_of(subject, visibility).get(grant.role, frozenset())
    )


def _leads_to(grant: Grant) -> Mapping[str, frozenset[int]]:
    records, agencies = grant.records, grant.agencies
    return {"named": records, "released": records, "agency": agencies, "asked": agencies, "body": grant.groups}


def is_of_no_group(row: models.Model) -> bool:
    """Whether a row is of no group, and so of all who sit on any of its partnership. No query where it names one."""
    model = type(row)
    own = [lookup for lookup in getattr(model, "body_lookups", ()) if "__" not in lookup]
    if any(getattr(row, lookup if lookup == "pk" else f"{lookup}_id") is not None for lookup in own):
        return False
    return model._default_manager.filter(_of_no_group(model), pk=row.pk).exists()


def sees_guarded(principal: Principal, row: models.Model) -> bool:
    """Whether the principal could read this row were it restricted: some of its fields stay so when its class opens."""
    model = type(row)
    condition = _scope_of_class(model, principal, "view", Visibility.RESTRICTED)
    return model._default_manager.filter(condition, pk=row.pk).exists()


def scope(model: type[models.Model], principal: Principal, verb: str, *, of: str = "") -> Q:
    """The condition under which `model`'s rows are open to the principal for `verb`, or as rows `of` a subject."""
    if verb not in VERBS.values():
        raise ValueError(f"unknown verb {verb}")
    condition = Q(pk__in=[])
    if model is apps.get_model("partnership", "Record"):
        for kind in model.__subclasses__():
            open_rows = kind._base_manager.filter(scope(kind, principal, verb, of=of))
            condition |= Q(pk__in=open_rows.values("pk"))
        return condition
    if hasattr(model, "seen_with"):
        return _seen_with(model, principal, verb) & _kept(model, verb)
    lookup = _visibility_lookup(model)
    for visibility in Visibility if lookup else [Visibility.PARTNERSHIP]:
        of_class = Q(**{lookup: visibility}) if lookup else Q()
        condition |= of_class & _scope_of_class(model, principal, verb, visibility, of)
    if _has_field(model, "confidential"):
        condition &= Q(confidential=False) | _scope_of_class(model, principal, verb, Visibility.RESTRICTED)
    return condition & _kept(model, verb)


def _kept(model: Any, verb: str) -> Q:
    return Q() if verb == "archive" else live(model)


def live(model: Any) -> Q:
    """Leaves out what is archived, itself or with the record that it hangs on."""
    own = Q(archived_at__isnull=True) if _has_field(model, "archived_at") else Q()
    return own & (Q(**{f"{_path(model)}archived_at__isnull": True}) if _path(model) else Q())


def _seen_with(model: Any, principal: Principal, verb: str) -> Q:
    """Files and comments are open to whom the row is open that they hang on, one of several kinds.

    Those of a kind with a `papers_subject` are for whoever could read a row of that subject there, were it restricted:
    a review that is published has not published its working papers, and they are for those named on it.
    """
    condition = Q(pk__in=[])
    for name in model.seen_with:
        parent = model._meta.get_field(name).related_model
        open_rows = parent._base_manager.filter(scope(parent, principal, verb))
        condition |= Q(**{f"{name}__in": open_rows.values("pk")})
    for kind in apps.get_model("partnership", "Record").__subclasses__():
        if papers := getattr(kind, "papers_subject", ""):
            readable = kind._base_manager.filter(_scope_of_class(kind, principal, verb, Visibility.RESTRICTED, papers))
            condition &= ~Q(record__kind=kind.record_kind) | Q(record__in=readable.values("pk"))
    return condition


def _scope_of_class(model: type[models.Model], principal: Principal, verb: str, visibility: str, of: str = "") -> Q:
    """What the table's row for one visibility class opens, whatever the class of the rows themselves."""
    everybodys = own = Q(pk__in=[])
    row = row_of(of or subject_of(model), visibility)
    for grant in principal.grants:
        for granted, reach in sorted(row.get(grant.role, frozenset())):
            if granted == verb:
                opened = _within_board(model, grant) & _reach(model, principal, grant, reach)
                is_everybodys = verb == "view" and (visibility == Visibility.PUBLIC or grant.role == Role.PUBLIC)
                everybodys, own = (everybodys | opened, own) if is_everybodys else (everybodys, own | opened)
    return everybodys | (own & _without_interest(model, principal))


def _without_interest(model: Any, principal: Principal) -> Q:
    """Leaves out the records with which the principal, or an agency that they speak for, has a conflict of interest."""
    if principal.user is None or not _visibility_lookup(model):
        return Q()
    agencies = frozenset().union(*(grant.agencies for grant in principal.grants))
    interests = apps.get_model("partnership", "Interest").objects.in_force()
    lost = interests.filter(Q(user=principal.user) | Q(agency__in=agencies)).values("record")
    paths = (f"{_path(model)}pk", *getattr(model, "comes_from", ()))
    return ~Q(*((f"{path}__in", lost) for path in paths), _connector=Q.OR)


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
    return frozenset(subject_of(model) for model in apps.get_models() if _visibility_lookup(model))


def _has_field(model: Any, name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _is_record(model: Any) -> bool:
    return bool(getattr(model, "record_kind", ""))


def _path(model: Any) -> str:
    """The lookup from a row to the record whose class it has; nothing where the row is the record itself."""
    return str(getattr(model, "record_path", ""))


def _visibility_lookup(model: Any) -> str | None:
    return f"{_path(model)}visibility" if _is_record(model) or _path(model) else None


def _on_boards(model: Any, boards: Iterable[int]) -> Q:
    """Rows of these boards; through a subquery, since a join on many boards would repeat rows."""
    if _visibility_lookup(model):
        through = apps.get_model("partnership", "Record").boards.through
        ids = through.objects.filter(board_id__in=boards).values("record_id")
        return Q(**{f"{_path(model)}pk__in": ids})
    lookup = getattr(model, "board_lookup", "")
    return Q(**{f"{lookup}__in": boards}) if lookup else Q()


def _within_board(model: Any, grant: Grant) -> Q:
    return Q() if grant.board is None else _on_boards(model, [grant.board])


def _reach(model: Any, principal: Principal, grant: Grant, reach: str) -> Q:
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


def _named(model: Any, grant: Grant) -> Q:
    return Q(**{f"{_path(model)}pk__in": grant.records}) if _visibility_lookup(model) else Q(pk__in=[])


def _body(model: Any, grant: Grant) -> Q:
    """Rows of the groups one sits on; rows of no group at all belong to all who sit on a group of their board."""
    lookups = getattr(model, "body_lookups", ())
    of_groups = _any_of(model, lookups, grant.groups)
    if "pk" in lookups:
        return of_groups
    through = apps.get_model("partnership", "Record").boards.through
    boards = through.objects.filter(record_id__in=grant.groups).values_list("board_id", flat=True)
    return of_groups | (_of_no_group(model) & _on_boards(model, boards))


def _of_no_group(model: Any) -> Q:
    return Q(**{f"{lookup}__isnull": True for lookup in getattr(model, "body_lookups", ())})


def _any_of(model: Any, lookups: Iterable[str], ids: frozenset[int]) -> Q:
    condition = Q(pk__in=[])
    for lookup in lookups:
        matching = model._base_manager.filter(**{f"{lookup}__in": ids}).values("pk")
        condition |= Q(pk__in=matching)
    return condition


_RESTRICTED: Final = {role: _parse(cell) for role, cell in RESTRICTED_ROW.items()}
_SEALED: Final = {role: _parse(cell) for role, cell in SEALED_ROW.items()}
