"""Brings the rows of a workbook into the database and names everything that stands against it, in one pass.

A sheet comes in after those it refers to. Rows are matched by key, compared with what is stored, and only those that
differ are written. The caller holds the transaction and undoes it where a problem was found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from partnership.models import User
from partnership.models.maintained import Maintained
from partnership.principals import principal_of
from partnership.workbook.cells import CLEAR
from partnership.workbook.importer import CHUNK, Importer, Stored, chunks, importer_of, importers
from partnership.workbook.ordering import parents_first, refuse_circles, singled
from partnership.workbook.outcome import Change, ImportResult, Tally
from partnership.workbook.problems import NOTHING, Problems
from partnership.workbook.reader import Row
from partnership.workbook.resolver import References, Resolver

_LEFT = "left as it is: you are not named on it"


@dataclass
class Work:
    """One sound row on its way into the database, with all that it refers to."""

    row: Row
    values: dict[str, Stored]
    references: References
    target: Any = None  # the model's row
    changed: Sequence[str] = ()  # columns to write


def import_rows(content: Mapping[str, Sequence[Row]], problems: Problems, by: User | None) -> ImportResult:
    """Store the rows of every sheet; problems are added to those that reading found."""
    result = ImportResult(problems)
    resolver = Resolver(content)
    for importer in _in_order():
        if importer.sheet in content:
            _SheetImport(importer, resolver, result, problems, by).perform(content[importer.sheet])
    return result


def _in_order() -> list[Importer]:
    """Return the importers so that each stands after those it needs."""
    graph = {importer.sheet: importer.needs - {importer.sheet} for importer in importers()}
    return [importer_of(sheet) for sheet in TopologicalSorter(graph).static_order()]


class _SheetImport:
    def __init__(
        self, importer: Importer, resolver: Resolver, result: ImportResult, problems: Problems, by: User | None
    ) -> None:
        self.importer, self.resolver, self.result, self.problems, self.by = importer, resolver, result, problems, by
        self.sheet = importer.sheet
        self.index = resolver.index(self.sheet)
        self.tally = result.tallies.setdefault(self.sheet, Tally())

    def perform(self, rows: Sequence[Row]) -> None:
        rows = list(singled(self.importer, rows, self.problems))
        own = [name for name, sheet in self.importer.references.items() if sheet == self.sheet]
        for name in own:
            rows = list(parents_first(self.importer, rows, name, self.problems))
        # A row of a sheet that refers to itself may need the row just before it.
        for chunk in chunks(rows, 1 if own else CHUNK):
            self._bring_in([work for row in chunk if (work := self._prepared(row))])
        for name in own:
            refuse_circles(self.importer, rows, name, self.index, self.problems)

    def _prepared(self, row: Row) -> Work | None:
        """Return a row that is fit to be stored, or None; every fault of it is named."""
        references = References(self.resolver, self.importer, row, self.problems)
        references.resolve()
        values: dict[str, Stored] = {name: None if value is CLEAR else value for name, value in row.values.items()}
        faults = list(self.importer.check(values))
        for column, expected in faults:
            self._refuse(row, column, expected)
        if row.sound and not references.wrong and not faults:
            return Work(row, values, references)
        # A row that is refused already is never filled, but what suits no field in it is named all the same.
        draft = self.importer.model()
        self.importer.apply(draft, values)
        self._refuse_unfit(row, draft, values)
        return None

    def _refuse(self, row: Row, column: str, expected: str) -> None:
        value = row.values.get(column, CLEAR)
        found = NOTHING if value is CLEAR else value
        self.problems.add(self.sheet, row.number, column, found=found, expected=expected)

    def _bring_in(self, works: Sequence[Work]) -> None:
        found = [(work, self.index.get(self.importer.key_of(work.values))) for work in works]
        known = self._readable({pk: work for work, pk in found if pk is not None})
        manager = self.importer.model._default_manager
        for pk, stored in self.importer.rows(manager.filter(pk__in=list(known))):
            self._leave_hidden(known[pk], pk)
            known[pk].changed = self._differences(known[pk], stored)
        archived = self._archived(known)
        changed = {pk: work for pk, work in known.items() if work.changed or pk in archived}
        for pk, target in manager.in_bulk(list(changed)).items():
            changed[pk].target = target
            if pk in archived:
                target.archived_at, target.archived_reason = None, ""
        self.tally.unchanged += len(known) - len(changed)
        self.tally.changed += self._store(list(changed.values()), is_new=False)
        self.tally.created += self._store([self._new(work) for work, pk in found if pk is None], is_new=True)

    def _archived(self, known: dict[int, Work]) -> set[int]:
        """Rows that come in again are brought back from the archive, or they would be stored and never seen."""
        model = self.importer.model
        if not issubclass(model, Maintained):
            return set()
        found = set(
            model._base_manager.filter(pk__in=list(known), archived_at__isnull=False).values_list("pk", flat=True)
        )
        for pk in found:
            work = known[pk]
            self.result.note(Change(self.sheet, work.row.number, self._label(work), "", "archived", "brought back"))
        return found

    def _readable(self, known: dict[int, Work]) -> dict[int, Work]:
        """Leave out, and name, the rows that whoever imports may not read: a list of changes must not show them."""
        if self.by is None:
            return known
        principal = principal_of(self.by)
        rows = self.importer.model._default_manager.filter(pk__in=list(known))
        readable = {
            pk for verb in ("view", "archive") for pk in rows.visible_to(principal, verb).values_list("pk", flat=True)
        }
        for pk, work in known.items():
            if pk not in readable:
                self._refuse(work.row, self.importer.definition.keys[-1].name, "a row that you may read")
        return {pk: work for pk, work in known.items() if pk in readable}

    def _leave_hidden(self, work: Work, pk: int) -> None:
        """Columns that whoever imports may not read stay as they are, and the list of changes says so, whether or not
        the file says the same."""
        hidden = self.importer.hidden_from(principal_of(self.by), pk) if self.by else frozenset()
        for name in [name for name in work.values if name in hidden]:
            value = work.values.pop(name)
            if value is None or value != self.importer.instead(self.importer.definition.by_name[name], work.values):
                self.result.note(Change(self.sheet, work.row.number, self._label(work), name, "", _LEFT))
        links = work.references.links
        work.references.links = {one: to for one, to in links.items() if self.importer.column_of(one) not in hidden}

    def _new(self, work: Work) -> Work:
        work.target, work.changed = self.importer.model(), tuple(work.values)
        return work

    def _differences(self, work: Work, stored: Mapping[str, Stored]) -> list[str]:
        """Return the columns whose cells differ from what is stored. A key is matched without case and stays."""
        keys = {column.name for column in self.importer.definition.keys}
        found = [
            name
            for name, value in work.values.items()
            if name not in keys and not self.importer.is_same(name, stored[name], value)
        ]
        for name in found:
            old, new = text_of(stored[name]), text_of(work.values[name])
            self.result.note(Change(self.sheet, work.row.number, self._label(work), name, old, new))
        return found

    def _label(self, work: Work) -> str:
        return " / ".join(text_of(work.values.get(column.name)) for column in self.importer.definition.keys)

    def _store(self, works: Sequence[Work], *, is_new: bool) -> int:
        """Write the rows; return how many the database took. What it refuses is named."""
        fit = [work for work in works if self._is_filled(work)]
        by_target = {id(work.target): work for work in fit}
        refusals = self.importer.save([(work.target, work.references.lists) for work in fit], self.by, is_new=is_new)
        for target, (attribute, expected) in refusals:
            self._refuse(by_target.pop(id(target)).row, self.importer.column_of(attribute), expected)
        for work in by_target.values():
            self._finish(work)
        return len(by_target)

    def _is_filled(self, work: Work) -> bool:
        """Set the row's attributes; False where a value does not suit its field, which is then named."""
        for attribute, pk in work.references.links.items():
            setattr(work.target, f"{attribute}_id", pk)
        self.importer.apply(work.target, {name: work.values[name] for name in work.changed})
        self.importer.complete(work.target)
        return not self._refuse_unfit(work.row, work.target, work.changed)

    def _refuse_unfit(self, row: Row, target: Any, names: Iterable[str]) -> bool:
        """Name each value of these columns that does not suit its field; True where there is one."""
        unfit = list(self.importer.unfit(target, names))
        for name, expected in unfit:
            self._refuse(row, name, expected)
        return bool(unfit)

    def _finish(self, work: Work) -> None:
        for name in work.changed:
            if name in self.importer.lists and self.importer.lists[name] != "boards":
                attribute = self.importer.lists[name]
                getattr(work.target, attribute).set(work.references.lists[attribute])
        self.importer.after_save(work.target, {name: work.values[name] for name in work.changed}, self.by)
        self.index[self.importer.key_of(work.values)] = work.target.pk


def text_of(value: Stored) -> str:
    """Return a value as a list of changes shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "\n".join(value) if isinstance(value, list) else str(value)
