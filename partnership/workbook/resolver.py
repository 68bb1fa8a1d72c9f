"""Finds the rows that a workbook's rows refer to: in the same file, wherever they stand, or already stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from partnership.models import ActionPlan
from partnership.workbook.cells import CLEAR
from partnership.workbook.columns import sheets
from partnership.workbook.importer import Importer, Link, importer_of
from partnership.workbook.problems import Problems
from partnership.workbook.reader import Row


class Resolver:
    """Primary keys by sheet and key. The engine adds each row as it is stored."""

    def __init__(self, content: Mapping[str, Sequence[Row]]) -> None:
        self._content = content
        self._declared: dict[str, set[str]] = {}
        self._indexes: dict[str, dict[str, int]] = {}

    def index(self, sheet: str) -> dict[str, int]:
        if sheet not in self._indexes:
            self._indexes[sheet] = importer_of(sheet).load_index()
        return self._indexes[sheet]

    def is_declared(self, sheet: str, key: str) -> bool:
        """Whether a row of the file has this key, be it sound or not."""
        if sheet not in self._declared:
            importer = importer_of(sheet)
            self._declared[sheet] = {importer.key_of(row.values) for row in self._content.get(sheet, ())}
        return key in self._declared[sheet]

    def plan_of(self, record: int) -> int:
        """Return the action plan of a record; the first work that hangs on it begins one."""
        if record not in self._plans:
            self._plans[record] = ActionPlan.objects.create(record_id=record).pk
        return self._plans[record]

    @cached_property
    def _plans(self) -> dict[int, int]:
        return dict(ActionPlan.objects.values_list("record_id", "pk"))


@dataclass
class References:
    """What one row refers to: foreign keys by attribute (None empties one), and lists of rows by attribute.

    `wrong` holds the columns that lead nowhere. Each is named in the problems, unless it leads to a row of the file
    that is wrong itself: then one problem is named, not two.
    """

    resolver: Resolver
    importer: Importer
    row: Row
    problems: Problems
    links: dict[str, int | None] = field(default_factory=dict)
    lists: dict[str, list[int]] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)

    def resolve(self) -> None:
        for name, sheet in self.importer.references.items():
            self._resolve_column(name, sheet)
        self.importer.resolve_more(self)
        for attribute, link in self.importer.all_links.items():
            if len(link.columns) > 1 and self.wrong.isdisjoint(link.columns):
                self._resolve_link(attribute, link)

    def look_up(self, sheet: str, key: str, columns: Sequence[str], found: object) -> int | None:
        """Return the primary key of a row, or None and note that the last of these columns leads nowhere."""
        pk = self.resolver.index(sheet).get(key)
        if pk is None:
            *others, name = columns
            self.wrong.add(name)
            if not self.resolver.is_declared(sheet, key):
                wanted = f"the {sheets()[sheet].keys[-1].name} of a row of {sheet}"
                wanted += f" with this {' and '.join(others)}" if others else ""
                self.problems.add(
                    self.importer.sheet,
                    self.row.number,
                    name,
                    found=found,
                    expected=f"{wanted}, in the file or on record",
                )
        return pk

    def _resolve_column(self, name: str, sheet: str) -> None:
        value = self.row.values.get(name)
        attribute = self.importer.attributes.get(name, name)
        if value is CLEAR and name in self.importer.lists:
            self.lists[self.importer.lists[name]] = []
        elif value is CLEAR:
            self.links[attribute] = None
        elif value is not None:
            codes = value if isinstance(value, list) else [str(value)]
            found = [self.look_up(sheet, code.casefold(), [name], code) for code in codes]
            pks = [pk for pk in dict.fromkeys(found) if pk is not None]
            if name in self.importer.lists:
                self.lists[self.importer.lists[name]] = pks
            elif attribute in self.importer.all_links and pks:
                self.links[attribute] = pks[0]

    def _resolve_link(self, attribute: str, link: Link) -> None:
        values = self.row.values
        last = values.get(link.columns[-1])
        if last is CLEAR:
            self.links[attribute] = None
        elif last is not None:
            target = importer_of(link.sheet)
            keys = (column.name for column in target.definition.keys)
            key = target.key_of(dict(zip(keys, (values.get(name) for name in link.columns), strict=True)))
            self.links[attribute] = self.look_up(link.sheet, key, link.columns, last)
