"""The demo partnership is a sound workbook, and its figures hang together."""

import io
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from demo import workbook
from partnership.workbook.columns import Column, sheets
from partnership.workbook.problems import Problems
from partnership.workbook.reader import read_workbook

TODAY = date(2026, 11, 20)
OPEN = ("open", "in_progress")
# a demo with two boards has no third kind of board, and no London to be compared with
UNUSED_CHOICES = {("boards", "kind"): {"lscb", "csp", "other"}, ("indicator_values", "area"): {"london"}}
SOURCES = {
    "group": "groups", "review": "reviews", "audit": "audits", "inspection": "inspections", "risk": "risks",
    "challenge": "challenges", "child_death": "child_deaths",
}  # fmt: skip
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("demo") / "northvale.xlsx"
    workbook.build(out, TODAY)
    return out.read_bytes()


@pytest.fixture(scope="module")
def demo(raw: bytes) -> dict[str, Rows]:
    """Every sheet as the portal's own reader understands it."""
    problems = Problems()
    found = read_workbook(io.BytesIO(raw), problems)
    assert list(problems) == []
    return {name: [row.values for row in rows] for name, rows in found.items()}


def folded(value: Any) -> str:
    return str(value if value is not None else "").casefold()


def keys(sheet: str, rows: Rows) -> list[tuple[str, ...]]:
    names = [column.name for column in sheets()[sheet].keys]
    return [tuple(folded(row.get(name)) for name in names) for row in rows]


def columns() -> list[Column]:
    return [column for sheet in sheets().values() for column in sheet.columns]


def source_of(row: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The sheet and key that an action or a recommendation comes from."""
    kind, source = row["source_kind"], folded(row["source"])
    if kind == "priority":
        return "priorities", tuple(source.rsplit("/", 1))
    if kind == "section11":
        return "section11_returns", tuple(source.split("/"))
    return SOURCES[kind], (source,)


def test_build_same_day_gives_same_bytes(raw: bytes, tmp_path: Path) -> None:
    workbook.build(tmp_path / "again.xlsx", TODAY)
    assert (tmp_path / "again.xlsx").read_bytes() == raw


def test_build_before_the_records_end_counts_as_their_last_day(raw: bytes, tmp_path: Path) -> None:
    workbook.build(tmp_path / "early.xlsx", date(2025, 3, 1))
    assert (tmp_path / "early.xlsx").read_bytes() == raw


@pytest.mark.parametrize("today", [date(2026, 12, 24), date(2027, 6, 1), date(2029, 2, 28)])
def test_build_later_keeps_what_is_late(today: date) -> None:
    due = [row["due_on"] for row in workbook.sheets(today)["actions"] if row["status"] in OPEN]
    assert sum(day < today for day in due) == 14
    assert len(due) >= 140


def test_every_sheet_has_rows(demo: dict[str, Rows]) -> None:
    assert [name for name in sheets() if not demo.get(name)] == []


@pytest.mark.parametrize("column", columns(), ids=lambda column: f"{column.sheet}-{column.name}")
def test_every_column_is_filled_somewhere(demo: dict[str, Rows], column: Column) -> None:
    values = {row[column.name] for row in demo[column.sheet] if column.choices and column.name in row}
    unused = set(column.choices) - values - {"over", "under", "at_most"}
    assert unused == UNUSED_CHOICES.get((column.sheet, column.name), set())
    assert any(column.name in row for row in demo[column.sheet])


@pytest.mark.parametrize("sheet", list(sheets()))
def test_keys_stand_once(demo: dict[str, Rows], sheet: str) -> None:
    assert [key for key, times in Counter(keys(sheet, demo[sheet])).items() if times > 1] == []


def test_references_are_in_the_workbook(demo: dict[str, Rows]) -> None:
    lost = []
    for column in columns():
        if column.refers_to:
            sheet, name = column.refers_to
            known = {folded(row.get(name)) for row in demo[sheet]}
            for row in demo[column.sheet]:
                value = row.get(column.name) or []
                wanted = value if isinstance(value, list) else [value]
                lost += [(column.sheet, column.name, item) for item in wanted if folded(item) not in known]
    assert lost == []


@pytest.mark.parametrize("sheet", ["actions", "recommendations"])
def test_sources_are_in_the_workbook(demo: dict[str, Rows], sheet: str) -> None:
    known = {name: set(keys(name, demo[name])) for name in {*SOURCES.values(), "priorities", "section11_returns"}}
    lost = [row["source"] for row in demo[sheet] if source_of(row)[1] not in known[source_of(row)[0]]]
    assert lost == []


def test_recommendations_of_actions_are_in_the_workbook(demo: dict[str, Rows]) -> None:
    known = set(keys("recommendations", demo["recommendations"]))
    named = [row for row in demo["actions"] if "recommendation" in row]
    wanted = [tuple(folded(row[name]) for name in ("source_kind", "source", "recommendation")) for row in named]
    assert [key for key in wanted if key not in known] == []


def test_attendance_is_of_seats_at_held_meetings(demo: dict[str, Rows]) -> None:
    seats = set(keys("seats", demo["seats"]))
    held = {(row["group"], row["date"]) for row in demo["meetings"] if row["status"] == "held"}
    strange = [
        row
        for row in demo["attendance"]
        if (folded(row["group"]), folded(row["seat"])) not in seats or (row["group"], row["date"]) not in held
    ]
    assert strange == []


def test_open_actions_are_late_one_in_ten(demo: dict[str, Rows]) -> None:
    due = [row["due_on"] for row in demo["actions"] if row["status"] in OPEN]
    assert len(demo["actions"]) == 385
    assert (len(due), sum(day < TODAY for day in due)) == (149, 14)


def test_complete_actions_have_date_and_impact(demo: dict[str, Rows]) -> None:
    complete = [row for row in demo["actions"] if row["status"] == "complete"]
    assert [row["reference"] for row in complete if "impact" not in row or row["completed_on"] > TODAY] == []
    assert [row["reference"] for row in complete if not row["raised_on"] < row["completed_on"]] == []
    assert [row["reference"] for row in demo["actions"] if row["status"] in OPEN and "completed_on" in row] == []


def test_breakdowns_add_up_to_the_whole(demo: dict[str, Rows]) -> None:
    overlapping = {row["code"] for row in demo["indicators"] if row.get("overlapping")}
    wholes, parts = {}, Counter()
    for row in demo["indicator_values"]:
        place = (row["indicator"], row["period"], row["area"])
        if "breakdown" in row:
            parts[place] += row["value"]
        elif "value" in row:
            wholes[place] = row["value"]
    wrong = [place for place in parts if place[0] not in overlapping and wholes[place] != parts[place]]
    assert wrong == []


@pytest.mark.parametrize("indicator", ["RF-01", "CP-07", "CP-03", "MI-02", "MI-03", "WB-01", "EH-03", "BB-02", "SA-01"])
def test_quarters_add_up_to_the_year(demo: dict[str, Rows], indicator: str) -> None:
    year, quarters = Counter(), Counter()
    for row in demo["indicator_values"]:
        if row["indicator"] == indicator and row["area"] == "local" and "breakdown" not in row:
            figures = {name: row[name] for name in ("value", "numerator", "denominator") if name in row}
            if row["period"] == "2025-26":
                year.update(figures)
            elif re.fullmatch(r"2025-26 Q\d", row["period"]):
                quarters.update(figures)
    assert quarters == year


@pytest.mark.parametrize(("board", "year"), [(b, y) for b in ("NSCP", "NSAB") for y in ("2024-25", "2025-26")])
def test_reserves_follow_from_income_and_expenditure(demo: dict[str, Rows], board: str, year: str) -> None:
    def mine(sheet: str) -> Rows:
        return [row for row in demo[sheet] if (row["board"], row["financial_year"]) == (board, year)]

    sign = {"income": Decimal(1), "expenditure": Decimal(-1)}
    change = sum((row["received"] for row in mine("contributions")), Decimal(0))
    change += sum((sign[row["kind"]] * row["actual"] for row in mine("budget_lines")), Decimal(0))
    [reserve] = mine("reserves")
    assert reserve["closing"] == reserve["opening"] + change


def test_nobody_is_trained_who_need_not_be(demo: dict[str, Rows]) -> None:
    known = [row for row in demo["workforce_training"] if "staff" in row]
    assert [row for row in known if row["trained"] > row["staff"]] == []


def test_every_restricted_text_carries_a_marker_and_no_open_text_does(demo: dict[str, Rows]) -> None:
    marker = re.compile(r"RESTRICTED-MARKER-N\d+|EMBARGO-MARKER-N\d+")
    assert all(marker.match(row["restricted_summary"]) for row in demo["reviews"])
    secret = {("reviews", "NV-2026-02"), ("reviews", "NV-2026-04"), ("reviews", "SAR-2026-01")}
    carriers = {
        (sheet, row.get("reference"))
        for sheet, rows in demo.items()
        for row in rows
        for name, value in row.items()
        if name != "restricted_summary" and marker.search(str(value))
    }
    restricted = {("actions", row["reference"]) for row in demo["actions"] if row["source"] in ("NV-2026-02",)}
    assert carriers == secret | restricted | {("child_deaths", "CD-2024-03"), ("child_deaths", "CD-2025-02")}


def test_people_are_out_of_reach(demo: dict[str, Rows]) -> None:
    text = "\n".join(str(value) for rows in demo.values() for row in rows for value in row.values())
    assert [found for found in re.findall(r"[\w.]+@[\w.-]+\w", text) if not found.endswith("example.org")] == []
    assert [found for found in re.findall(r"\b0\d{4} \d{6}\b", text) if not found.startswith("01632 960")] == []
