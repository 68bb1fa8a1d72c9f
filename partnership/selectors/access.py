"""What somebody can see, and why: asked of the policy itself, grant by grant, never written down a second time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model, Q

from partnership import registry
from partnership.enums import GUARDED_CLASSES, OPEN_CLASSES, Role, Visibility
from partnership.formats import capital
from partnership.models import Action, Agency, Board, Group, Record
from partnership.policy import REACHES, allows, can, live, row_of, subject_of, subjects
from partnership.powers import CLASSES, REACH_WORDS, VERB_WORDS, verbs_in_words
from partnership.principals import PUBLIC_REPORT, Grant, Principal
from partnership.registers.rows import guarded_class, record_of

#: Where a reach finds the rows that it leads to.
_LEADS_TO = {
    "body": "groups",
    "agency": "agencies",
    "asked": "agencies",
    "named": "records",
    "released": "records",
}


NAMED_AT_MOST = 3
NO_ROLE = "They hold no role today."


class Names:
    """What the reader may call the boards, agencies, groups and records of somebody's grants. Four queries."""

    def __init__(self, principal: Principal, reader: Principal) -> None:
        grants = principal.grants
        self.boards = _names(Board, {one.board for one in grants}, reader)
        self.agencies = _names(Agency, {pk for one in grants for pk in one.agencies}, reader)
        self.groups = _names(Group, {pk for one in grants for pk in one.groups}, reader)
        self.records = _names(Record, {pk for one in grants for pk in one.records}, reader)

    def role(self, grant: Grant) -> str:
        """Such as "Subgroup chair", with the partnership that it is narrowed to."""
        boards = self._of(self.boards, {grant.board} - {None})
        return Role(grant.role).label + (f" for {boards}" if boards else "")

    def reach(self, grant: Grant, reach: str) -> str:
        """Such as "what belongs to their groups (Learning)"; nothing where the reach leads nowhere."""
        if reach in ("all", "published"):
            return REACH_WORDS[reach]
        field = _LEADS_TO[reach]
        named = self._of(getattr(self, field), getattr(grant, field))
        return f"{REACH_WORDS[reach]} ({named})" if named else ""

    def _of(self, names: Mapping[int, str], keys: Iterable[Any]) -> str:
        """The first names in their order, and how many more there are; those that the reader may not see come last."""
        keys = set(keys)
        named = sorted(names[key] for key in keys if key in names)[:NAMED_AT_MOST]
        more = len(keys) - len(named)
        return " and ".join(filter(None, [", ".join(named), f"{more} more" if more and named else ""])) or (
            f"{more} that you may not see" if more else ""
        )


@dataclass(frozen=True)
class SubjectAccess:
    """One kind of row: how many somebody can open, and from which role. `count` is None where there is no list."""

    name: str
    count: int | None
    why: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """Whether somebody may do one thing to one row, and what gives it or what is missing."""

    verb: str
    allowed: bool
    why: tuple[str, ...]

    @property
    def words(self) -> str:
        """Such as "read"."""
        return VERB_WORDS[self.verb].removesuffix("s")


def access_of(principal: Principal, reader: Principal, names: Names) -> list[SubjectAccess]:
    """Everything that somebody can open, by kind. One query a kind.

    Restricted rows count only where the reader may open them too: a count would give their existence away.
    """
    found = []
    for subject in subjects():
        why = tuple(_powers(subject, principal, names))
        if why:
            found.append(SubjectAccess(name_of_subject(subject), _count(subject, principal, reader), why))
    return sorted(found, key=lambda one: one.name)


def name_of_subject(subject: str) -> str:
    """What people call it: the lists under this subject, or the subject itself."""
    plurals = [register.plural for register in registry.registers() if register.subject == subject]
    return capital(", ".join(plurals) or subject.replace("_", " "))


def rows_called(reference: str, reader: Principal) -> list[Model]:
    """Records and actions of a reference, as far as the reader may see them, or bring them back."""
    found: list[Model] = []
    for verb in ("view", "archive"):
        records = Record.objects.visible_to(reader, verb).filter(reference__iexact=reference).order_by("pk")
        actions = Action.objects.visible_to(reader, verb).filter(reference_key=reference.casefold())
        found += [row for row in [*(record.child for record in records), *actions] if row not in found]
    return found


def explain(principal: Principal, verb: str, row: Model, names: Names) -> Answer:
    """Whether somebody may do `verb` to a row. The policy answers; the words say which of its cells did."""
    if can(principal, verb, row):
        return Answer(verb, True, tuple(_gives(principal, verb, row, names)) or ("Several roles together give it.",))
    if verb != "archive" and not type(row)._default_manager.filter(live(type(row)), pk=row.pk).exists():
        return Answer(verb, False, ("It is archived, so it is shown only to those who may bring it back.",))
    held = [grant for grant in principal.grants if grant.role != Role.PUBLIC]
    missing = [_lacks(grant, verb, row, principal, names) for grant in held]
    return Answer(verb, False, tuple(dict.fromkeys(missing)) or (NO_ROLE,))


def explain_list(principal: Principal, verb: str, subject: str, names: Names) -> Answer:
    """Whether somebody may do `verb` to anything of a subject at all: what opens lists and pages."""
    allowed = allows(principal, verb, subject)
    sentences = [f"{one}." for one in _powers(subject, principal, names, {verb})]
    if allowed:
        return Answer(verb, True, tuple(sentences))
    kind = name_of_subject(subject).lower()
    held = [grant for grant in principal.grants if grant.role != Role.PUBLIC]
    missing = [f"As {names.role(grant)} nobody {VERB_WORDS[verb]} {kind}, or it leads nowhere." for grant in held]
    return Answer(verb, False, tuple(missing) or (NO_ROLE,))


def _powers(subject: str, principal: Principal, names: Names, of: Collection[str] = tuple(VERB_WORDS)) -> Iterable[str]:
    """Sentences such as "Reads and adds everything, as Business manager"."""
    for grant in principal.grants:
        for visibility in CLASSES:
            cell = row_of(subject, visibility).get(grant.role, frozenset())
            of_class = f", of what is {visibility.label.lower()}" if visibility in GUARDED_CLASSES else ""
            for reach in REACHES:
                verbs, leads = {verb for verb, one in cell if one == reach and verb in of}, names.reach(grant, reach)
                if verbs and leads:
                    yield f"{capital(verbs_in_words(verbs))} {leads}{of_class}, as {names.role(grant)}"


def _count(subject: str, principal: Principal, reader: Principal) -> int | None:
    models: list[Any] = [register.model for register in registry.registers() if register.subject == subject]
    counts = [model.objects.visible_to(principal).filter(_not_secret(model, reader)).count() for model in models]
    return sum(counts) if counts else None


def _not_secret(model: Any, reader: Principal) -> Q:
    path = getattr(model, "record_path", "")
    if not path and not issubclass(model, Record):
        return Q()
    both = model.objects.visible_to(reader).values("pk")
    return Q(**{f"{path}visibility__in": OPEN_CLASSES}) | Q(pk__in=both)


def _gives(principal: Principal, verb: str, row: Model, names: Names) -> Iterable[str]:
    visibility = class_of(row)
    if verb == "view" and visibility == Visibility.PUBLIC:
        yield "It is public: everybody may read it."
        return
    for grant in principal.grants:
        for reach in _reaches(grant, verb, row):
            if can(_alone(principal, grant, reach), verb, row):
                yield f"{capital(VERB_WORDS[verb])} {names.reach(grant, reach)}, as {names.role(grant)}."
                break


def _lacks(grant: Grant, verb: str, row: Model, principal: Principal, names: Names) -> str:
    """Why one role does not give it."""
    kind = name_of_subject(subject_of(row)).lower()
    reaches, who = _reaches(grant, verb, row), f"As {names.role(grant)}"
    if not reaches:
        of_class = f"{class_of(row).label.lower()} " if class_of(row) in GUARDED_CLASSES else ""
        return f"{who} nobody {VERB_WORDS[verb]} {of_class}{kind}."
    anywhere = replace(grant, board=None)
    if grant.board and can(replace(principal, grants=(anywhere,)), verb, row):
        return f"{who} one {VERB_WORDS[verb]} {kind} of that partnership only. This is of another one."
    only = " and ".join(names.reach(grant, reach) or REACH_WORDS[reach] for reach in reaches)
    return f"{who} one {VERB_WORDS[verb]} {only} only. This is not among it."


def _reaches(grant: Grant, verb: str, row: Model) -> list[str]:
    cell = row_of(subject_of(row), class_of(row)).get(grant.role, frozenset())
    return [reach for reach in REACHES if (verb, reach) in cell]


def _alone(principal: Principal, grant: Grant, reach: str) -> Principal:
    """Somebody with this one grant, which leads only where one of its reaches does."""
    kept = {field: getattr(grant, field) for one, field in _LEADS_TO.items() if one == reach}
    return replace(principal, grants=(Grant(role=grant.role, board=grant.board, **kept),))


def class_of(row: Model) -> Visibility:
    """The class whose powers a row has: its record's, or a higher one of its own."""
    record = record_of(row)
    return guarded_class(row) or (Visibility(record.visibility) if record else Visibility.PARTNERSHIP)


def _names(model: Any, keys: set[Any], reader: Principal) -> dict[int, str]:
    """Names of what the reader may see; bodies that any annual report names are no secret to anybody."""
    rows = model.objects.filter(pk__in=keys - {None})
    seen = rows.visible_to(reader) if model is Record else rows.visible_to(reader) | rows.visible_to(PUBLIC_REPORT)
    return {row.pk: row.reference if model is Record else str(row) for row in seen}
