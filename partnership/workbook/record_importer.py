"""Sheets whose rows are records: reference, title, boards and key are the spine's."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db import IntegrityError

from partnership.models import Board, Record, User
from partnership.services.records import save_record
from partnership.workbook.importer import Importer, Stored
from partnership.workbook.saving import Refusal, refusal_of

KEY_LENGTH = 500  # of `Record.key`; SQLite would take more, PostgreSQL would fail


class RecordImporter(Importer):
    """A sheet of records. Each is saved by the service that every page uses, so they come in one by one."""

    model: ClassVar[type[Record]]

    @cached_property
    def lists(self) -> dict[str, str]:
        # The board of a row is the first of the record's boards.
        return super().lists | ({"board": "boards"} if "board" in self.definition.by_name else {})

    def key_of(self, values: Mapping[str, Any]) -> str:
        """The key as `Record.natural_key` composes it."""
        return "/".join(str(values.get(column.name, "")) for column in self.definition.keys).casefold()

    def load_index(self) -> dict[str, int]:
        return dict(Record.objects.filter(kind=self.model.record_kind).values_list("key", "pk"))

    def check(self, values: Mapping[str, Stored]) -> Iterator[tuple[str, str]]:
        if len(self.key_of(values)) > KEY_LENGTH:
            yield self.definition.keys[-1].name, "a shorter text"

    def save(self, rows: Sequence[Any], by: User | None, *, is_new: bool) -> list[tuple[Any, Refusal]]:
        return [(record, refusal) for record, lists in rows if (refusal := self._save(record, lists, by))]

    def _save(self, record: Any, lists: Mapping[str, list[int]], by: User | None) -> Refusal | None:
        if "boards" in lists:
            by_pk = Board.objects.in_bulk(lists["boards"])
            boards = [by_pk[pk] for pk in lists["boards"]]
        else:
            boards = list(record.inherited_boards() or (record.boards.order_by("code_key") if record.pk else []))
        try:
            save_record(record=record, boards=boards, by=by)
        except IntegrityError:
            return refusal_of(record)
        return None
