"""For whom a document is drawn, and for whom it stays there.

What is for a group's members is drawn as one of them would read it, whoever presses the button, so that it may be
handed to all of them. With confidential items it is drawn as the group's chair would read it. An agency's sheet is
drawn for exactly the roles of the person who asks.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from partnership.enums import Role
from partnership.models import Action, AgendaItem, Attachment, Challenge, Contribution, Meeting, Record
from partnership.principals import Grant, Principal
from partnership.registers.rows import guarded_class

#: What a document may hold, by the name under which `Document.holds` keeps its keys.
_KINDS: dict[str, Any] = {
    "items": AgendaItem,
    "files": Attachment,
    "actions": Action,
    "records": Record,
    "challenges": Challenge,
    "contributions": Contribution,
}


@dataclass
class Holds:
    """The rows that stand in a document, noted while it is drawn."""

    keys: dict[str, set[int]] = field(default_factory=dict)

    def note(self, kind: str, rows: Iterable[Model]) -> None:
        self.keys.setdefault(kind, set()).update(row.pk for row in rows)

    def stored(self) -> dict[str, list[int]]:
        return {kind: sorted(keys) for kind, keys in sorted(self.keys.items()) if keys}


@dataclass(frozen=True)
class Audience:
    """Who reads, and whether confidential items are for them."""

    principal: Principal
    confidential: bool = False

    def narrowed(self, items: Any) -> Any:
        """Of agenda items those that are for this audience, even where its members could see all of them."""
        return items if self.confidential else items.filter(confidential=False)


def group_audience(meeting: Meeting, *, confidential: bool) -> Audience:
    """The members of the meeting's group, or whoever reads its confidential items as its chair does."""
    role = Role.GROUP_CHAIR if confidential else Role.AGENCY_REPRESENTATIVE
    named = frozenset([meeting.pk] if guarded_class(meeting) else [])
    grant = Grant(role=role, groups=frozenset([meeting.group_id]), records=named)
    return Audience(Principal(grants=(grant,)), confidential)


def still_open(holds: Mapping[str, list[int]], audience: Audience) -> bool:
    """Whether the audience may still see every row that stands in a document. A query for each kind of row."""
    return all(_open(_KINDS[kind], keys, audience) for kind, keys in holds.items())


def _open(model: Any, keys: list[int], audience: Audience) -> bool:
    rows = model.objects.visible_to(audience.principal).filter(pk__in=keys)
    if model is AgendaItem:
        rows = audience.narrowed(rows)
    if model is Attachment and not audience.confidential:
        rows = rows.exclude(agenda_item__confidential=True)
    return bool(rows.count() == len(keys))


def roles_digest(principal: Principal) -> str:
    """Equal for people who hold exactly the same roles, so that one's document is not another's."""
    held = sorted(
        (grant.role, grant.board or 0, sorted(grant.agencies), sorted(grant.groups), sorted(grant.records))
        for grant in principal.grants
    )
    return hashlib.sha256(repr(held).encode()).hexdigest()
