"""What goes out comes in again: every sheet, every column, every cell."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps

from partnership.principals import OPERATOR
from partnership.services.workbook import export_workbook, import_workbook
from partnership.workbook.columns import Column, sheets
from partnership.workbook.problems import Problems
from partnership.workbook.reader import read_workbook
from tests.partnership.workbooks import PACKS, cells, pack, workbook

pytestmark = pytest.mark.django_db

SHARED_PACKS = sorted((Path(__file__).parents[3] / "shared" / "packs").glob("*.xlsx"))
SOURCES = {
    "review": "reviews-1",
    "audit": "audits-1",
    "inspection": "inspections-1",
    "section11": "boards-1/2017/18/agencies-1/1",
    "child_death": "child_deaths-1",
    "group": "groups-1",
    "priority": "plans-1/Number 1",
    "risk": "risks-1",
    "challenge": "challenges-1",
}
TRICKY = "=1+1 +2 @x 'quoted' \"q\" ; – £ _x0041_ ÅÄ\tend"


def exported():
    file = BytesIO()
    export_workbook(file=file, principal=OPERATOR)
    return file


def import_whole(file):
    file.seek(0)
    result = import_workbook(file=file, by=None)
    assert [str(problem) for problem in result.problems] == []
    return result


def empty_the_portal():
    for app in ("reporting", "training", "audits", "reviews", "partnership"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            model._base_manager.all()._raw_delete("default")


def sample(column: Column, number: int):
    """A value of the column's type, different in every row."""
    if column.name == "section":
        return ["news", "foreword"][number % 2]
    if column.name == "edition":
        return f"201{number}-1{number + 1}"
    if column.refers_to and column.kind == "list":
        return "; ".join(f"{column.refers_to[0]}-{n}" for n in (1, 2))
    if column.refers_to:
        target = sheets()[column.refers_to[0]].by_name[column.refers_to[1]]
        return f"{column.refers_to[0]}-1" if target.kind == "code" else sample(target, 1)
    return {
        "code": f"{column.sheet}-{number}",
        "text": f"{column.name.capitalize()} {number}",
        "markdown": f"{TRICKY}\n\n- *{column.name}* {number}\n  - inner",
        "list": f"one {number}; two\nthree",
        "date": date(2018, 3, number),
        "boolean": ["yes", "no"][number % 2],
        "integer": number,
        "number": [0, 12.75, "1,234.500001"][number % 3],
        "money": [0, 28706.49, "-£1,234.50"][number % 3],
        "year": ["2016-17", "2017/18"][number % 2],
        "period": ["2017-18", "2017-18 Q3", "2016-04-01..2016-08-31"][number % 3],
        "choice": column.choices[number % len(column.choices)] if column.choices else None,
        "email": f"person{number}@example.org",
        "url": f"https://example.org/{number}",
    }[column.kind]


def full_workbook():
    """Two rows of every sheet, every column filled."""
    content = {}
    for sheet in sheets().values():
        rows = [{column.name: sample(column, number) for column in sheet.columns} for number in (1, 2)]
        content[sheet.name] = rows
    for row in content["agencies"] + content["groups"]:
        row.update({name: None for name in ("replaced_by", "parent") if name in row})
    content["agencies"][0]["replaced_by"] = "AGENCIES-2"
    content["groups"][0]["parent"] = "groups-2"
    for name in ("recommendations", "actions"):
        one = content[name][0]
        content[name] = [
            one | {"source_kind": kind, "source": source, "number": n, "reference": f"{name}-{n}", "recommendation": n}
            for n, (kind, source) in enumerate(SOURCES.items(), start=1)
            if kind in sheets()[name].by_name["source_kind"].choices
        ]
    for row in content["actions"]:
        row |= {"status": "complete", "completed_on": date(2018, 3, 9)}
        row["recommendation"] = (
            row["recommendation"] if row["source_kind"] not in {"priority", "risk", "challenge"} else None
        )
    return workbook(
        {
            name: [list(sheets()[name].by_name), *[[row[column] for column in sheets()[name].by_name] for row in rows]]
            for name, rows in content.items()
        }
    )


def test_full_workbook_leaves_no_column_out():
    """The sample itself: a column that it does not fill would not be tested."""
    content = read_workbook(full_workbook(), Problems())
    for name, sheet in sheets().items():
        filled = {column for row in content[name] for column in row.values}
        assert filled == set(sheet.by_name), name


def test_every_sheet_and_column_goes_out_as_it_came_in():
    sent, problems = full_workbook(), Problems()
    import_whole(sent)
    first = exported()
    came, went = read_workbook(sent, problems), read_workbook(first, problems)
    assert problems == []
    for name in sheets():
        assert by_key(name, went[name]) == by_key(name, came[name]), name
    empty_the_portal()
    import_whole(first)
    assert cells(exported()) == cells(first)


def by_key(name, rows):
    found = [canonical(name, row.values) for row in rows]
    keys = [column.name for column in sheets()[name].keys]
    return {tuple(str(values.get(key)) for key in keys): values for values in found}


def canonical(name, values):
    """Values without what the workbook does not tell apart: case of codes, order of lists of codes."""
    columns = sheets()[name].by_name
    found = {}
    for column, value in values.items():
        if columns[column].refers_to or column in {"source", "code", "reference"}:
            value = sorted(map(str.casefold, value)) if isinstance(value, list) else value.casefold()
        found[column] = value.replace("2017/18", "2017-18") if isinstance(value, str) else value
    return found


def test_full_workbook_changes_nothing_the_second_time():
    import_whole(full_workbook())
    result = import_whole(full_workbook())
    assert (result.created, result.changed) == (0, 0)


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_pack_survives_moving_house_cell_by_cell(folder):
    sent, problems = pack(folder), Problems()
    created = import_whole(sent).created
    again = import_whole(sent)
    assert (again.created, again.changed, again.unchanged) == (0, 0, created)
    first = exported()
    came, went = read_workbook(sent, problems), read_workbook(first, problems)
    for name, rows in came.items():
        assert by_key(name, went[name]) == by_key(name, rows), name
    empty_the_portal()
    assert import_whole(first).created == created
    assert cells(exported()) == cells(first)


@pytest.mark.parametrize("path", SHARED_PACKS, ids=lambda path: path.stem)
def test_pack_as_it_stands_equals_its_text_files(path):
    problems = Problems()
    with path.open("rb") as file:
        content = read_workbook(file, problems)
    assert content == read_workbook(pack(next(folder for folder in PACKS if folder.name == path.stem)), problems)
    assert problems == []


def test_nought_blank_and_decimals_keep_apart():
    import_whole(
        workbook(
            {
                "boards": [["code", "name", "kind", "area", "year_start_month"], ["B", "Board", "lscb", "Area", 4]],
                "reserves": [["board", "financial_year", "opening", "closing"], ["B", "2017-18", 0, None]],
                "indicators": [
                    ["code", "title", "theme", "unit", "target", "small_numbers"],
                    ["I", "Title", "Theme", "count", "0.50", "no"],
                ],
                "indicator_values": [
                    ["indicator", "period", "area", "value", "numerator", "denominator"],
                    ["I", 2017, "local", 0, None, "100.0"],
                ],
            }
        )
    )
    found = cells(exported())
    assert found["reserves"][1] == [("s", "B"), ("s", "2017-18"), ("n", 0), ("n", None)]
    indicator = dict(zip((value for _, value in found["indicators"][0]), found["indicators"][1], strict=True))
    assert (indicator["target"], indicator["small_numbers"], indicator["overlapping"]) == (
        ("n", 0.5),
        ("s", "no"),
        ("n", None),
    )
    value = dict(zip((value for _, value in found["indicator_values"][0]), found["indicator_values"][1], strict=True))
    assert [value[name] for name in ("value", "numerator", "denominator")] == [("n", 0), ("n", None), ("n", 100)]
    assert Decimal(str(indicator["target"][1])) == Decimal("0.5")
