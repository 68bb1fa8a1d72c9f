"""The cards of files and comments beside a row, and which row an address means."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from partnership import registry
from partnership.models import Action, AgendaItem, Attachment, Comment, Record
from partnership.policy import can
from partnership.principals import Principal
from partnership.registers.rows import guarded_class, neutral_name, record_of
from partnership.row_keys import is_row_key
from partnership.selectors.attachments import archived_files_of, comments_of, files_of, parent_field

#: How addresses call what a file or comment hangs on: `/files/add/?action=12`.
PARAMETERS: dict[str, Any] = {"record": Record, "action": Action, "item": AgendaItem}
_FIELDS = {"record": "record", "action": "action", "agenda_item": "item"}


def named_in(query: QueryDict, principal: Principal) -> Any | None:
    """The row that `?record=`, `?action=` or `?item=` means, if the principal may see it."""
    named = [(name, str(query[name])) for name in PARAMETERS if name in query]
    if len(named) != 1 or not is_row_key(named[0][1]):
        return None
    (name, key), rows = named[0], PARAMETERS[named[0][0]].objects.visible_to(principal)
    row = rows.filter(pk=key).first()
    return row.child if name == "record" and row else row


def add_url(kind: str, row: Any) -> str:
    """Where a file ("file") or a comment ("comment") is added to a row."""
    return f"{reverse(f'partnership:{kind}-add')}?{_FIELDS[parent_field(row)]}={row.pk}"


def page_of(row: Any) -> str:
    """The page on which the row's files and comments stand."""
    return f"{registry.url_of(row.meeting)}#item-{row.pk}" if isinstance(row, AgendaItem) else registry.url_of(row)


def name_of(row: Any) -> str:
    """What a row is called in titles, which a browser remembers."""
    return neutral_name(row.meeting) if guarded_class(row) and isinstance(row, AgendaItem) else neutral_name(row)


def traced_record(row: Any) -> Record | None:
    """The record whose read log must hold that a file of this row was taken away."""
    record = record_of(row)
    register = registry.register_for(type(row))
    logged = bool(register and register.page and register.page.logged)
    return record if guarded_class(row) or logged else None


@dataclass(frozen=True)
class FilesCard:
    """The files of a row; `attach_url` is empty for those who may not change the row."""

    row: Any
    principal: Principal

    @cached_property
    def files(self) -> list[Attachment]:
        return list(files_of(self.row, self.principal))

    @cached_property
    def archived(self) -> list[Attachment]:
        return list(archived_files_of(self.row, self.principal))

    @cached_property
    def attach_url(self) -> str:
        return add_url("file", self.row) if can(self.principal, "change", self.row) else ""


@dataclass(frozen=True)
class CommentsCard:
    """What people said about a row; whoever sees it may say something too."""

    row: Any
    principal: Principal

    @cached_property
    def comments(self) -> list[Comment]:
        return list(comments_of(self.row, self.principal))

    @property
    def add_url(self) -> str:
        return add_url("comment", self.row)

    @property
    def may_keep_draft(self) -> bool:
        """Text about a restricted record is never kept on anybody's computer."""
        return guarded_class(self.row) is None
