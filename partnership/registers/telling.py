"""What a table tells of rows that hang on a restricted or sealed record, and to whom."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.db.models import Model

from partnership.models import Record
from partnership.principals import Principal
from partnership.registers.rows import guarded_class, is_addressed, record_of


class Telling:
    """A table that holds the words of such rows back where nobody writes down that they are read.

    `guarded` is what is held back. It stands on pages of the records that are `told`, whose reading is noted there, and
    for those to whom a row is addressed: the page then notes the records that are `telling` before it is sent.
    """

    guarded: ClassVar[tuple[str, ...]] = ()
    told: frozenset[int]
    principal: Principal
    #: The rows of the page, as the table itself finds them.
    _shown: Callable[[], Iterator[Any]]

    def tells(self, row: Model) -> bool:
        """Whether the row's own words stand here, and not only its reference and state."""
        record = record_of(row) if guarded_class(row) else None
        return record is None or record.pk in self.told or is_addressed(row, self.principal)

    @property
    def telling(self) -> list[Record]:
        """The records of which this page of the table tells more than a reference, but for those that are told."""
        rows = [row for row in self._shown() if guarded_class(row) and self.tells(row)] if self.guarded else []
        found = {record.pk: record for row in rows if (record := record_of(row)) and record.pk not in self.told}
        return list(found.values())
