"""The order of a sheet's rows: each key once, and every row after the one above it."""

from collections.abc import Iterator, Mapping, Sequence

from partnership.workbook.importer import Importer
from partnership.workbook.problems import NOTHING, Phrase, Problems
from partnership.workbook.reader import Row


def singled(importer: Importer, rows: Sequence[Row], problems: Problems) -> Iterator[Row]:
    """Yield the rows that have a whole key, but for those whose key an earlier row has: these are named."""
    keys = importer.definition.keys
    seen: dict[str, int] = {}
    for row in rows:
        if any(column.required and column.name not in row.values for column in keys):
            continue
        key = importer.key_of(row.values)
        if key in seen:
            problems.add(
                importer.sheet,
                row.number,
                keys[-1].name,
                found=Phrase(f"the {_words([column.name for column in keys])} of row {seen[key]} again"),
                expected="each row once",
            )
        else:
            seen[key] = row.number
            yield row


def _words(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def parents_first(importer: Importer, rows: Sequence[Row], name: str, problems: Problems) -> Iterator[Row]:
    """Yield each row after the row of the sheet that its column `name` refers to; a row in a circle is named."""
    by_key = {importer.key_of(row.values): row for row in rows}
    placed: set[str] = set()
    for row in rows:
        chain: dict[str, Row] = {}
        key = importer.key_of(row.values)
        while key in by_key and key not in placed and key not in chain:
            chain[key] = by_key[key]
            key = _above(by_key[key], name)
        if key in chain:
            _refuse_circle(importer, chain[key], name, problems)
        placed.update(chain)
        yield from reversed(chain.values())


def _above(row: Row, name: str) -> str:
    value = row.values.get(name)
    return value.casefold() if isinstance(value, str) else ""


def _refuse_circle(importer: Importer, row: Row, name: str, problems: Problems) -> None:
    problems.add(
        importer.sheet,
        row.number,
        name,
        found=row.values.get(name, NOTHING),
        expected="one that does not lead back to this row",
    )


def refuse_circles(
    importer: Importer, rows: Sequence[Row], name: str, index: Mapping[str, int], problems: Problems
) -> None:
    """Name the rows that, with what was stored before, stand in a circle."""
    attribute = importer.attributes.get(name, name)
    above = dict(importer.model._default_manager.values_list("pk", f"{attribute}_id"))
    for row in rows:
        start = index.get(importer.key_of(row.values))
        pk, steps = above.get(start), 0
        while pk not in (None, start) and steps < len(above):
            pk, steps = above[pk], steps + 1
        if pk is not None and pk == start:
            _refuse_circle(importer, row, name, problems)
