"""Which documents there are of a row, for whom, and whether a stored one may still be handed out."""

from dataclasses import dataclass
from typing import Any

from partnership.models import Agency, AgendaItem, Meeting
from partnership.policy import allows, can, sees_guarded
from partnership.principals import Principal
from reporting.documents.audience import Audience, group_audience, roles_digest, still_open
from reporting.enums import DocumentKind
from reporting.models import Document

#: The job that makes a document.
MAKE_DOCUMENT = "reporting.make_document"


@dataclass(frozen=True)
class Asked:
    """One document of one row: of which kind, with or without confidential items."""

    kind: DocumentKind
    row: Meeting | Agency
    confidential: bool = False

    @property
    def title(self) -> str:
        """Such as "Minutes (PDF), with confidential items"."""
        label = str(self.kind.label)
        return f"{label}, with confidential items" if self.confidential else label

    def audience(self, principal: Principal) -> Audience:
        """For whom it is drawn when this principal asks."""
        if isinstance(self.row, Meeting):
            return group_audience(self.row, confidential=self.confidential)
        return Audience(principal)

    def of(self, principal: Principal) -> dict[str, Any]:
        """The fields by which its row in the table is found."""
        if isinstance(self.row, Meeting):
            return {"kind": self.kind, "meeting": self.row, "confidential": self.confidential, "audience": ""}
        return {"kind": self.kind, "agency": self.row, "confidential": False, "audience": roles_digest(principal)}


def may_have(asked: Asked, principal: Principal) -> bool:
    """Whether a document is for this principal, who may see the row.

    What a group's members may see is for those who may see the group; a copy with confidential items is for those who
    may see all of them, and there is none without such an item. An agency's sheet tells of its money and its actions.
    """
    if isinstance(asked.row, Agency):
        return allows(principal, "view", "money") and allows(principal, "view", "action")
    if not can(principal, "view", asked.row.group):
        return False
    return not asked.confidential or sees_all_items(asked.row, principal)


def sees_all_items(meeting: Meeting, principal: Principal) -> bool:
    """Whether a meeting has confidential items, and the principal may see them. Two queries at most."""
    item = AgendaItem.objects.filter(meeting=meeting, confidential=True, archived_at__isnull=True).first()
    return item is not None and sees_guarded(principal, item)


def stored_document(asked: Asked, principal: Principal) -> Document | None:
    """The document as it was asked for before, made or not."""
    return Document.objects.filter(**asked.of(principal)).select_related("job").first()


def is_ready(document: Document | None, audience: Audience) -> bool:
    """Whether there is a file, and everything in it may still be seen by those for whom it was drawn."""
    return document is not None and document.is_made and still_open(document.holds, audience)
