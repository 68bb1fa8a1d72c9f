"""Turns the two wide tables of figures into indicator values, one a row."""

from datetime import date

from demo.northvale.source import table

YEARS = ("2021-22", "2022-23", "2023-24", "2024-25", "2025-26")
HALF_YEAR = [
    {
        "indicator": "MI-01",
        "period": "2026-04-01..2026-09-30",
        "area": "local",
        "value": "171",
        "note": "Children, not episodes; first half of the year",
    },
    {"indicator": "EX-01", "period": "2026-04-01..2026-09-30", "area": "local", "value": "34"},
    {"indicator": "LA-01", "period": "2026-09-30", "area": "local", "value": "317"},
    {"indicator": "CP-01", "period": "2026-09-30", "area": "local", "value": "206"},
]
# a figure that was asked for and never came: the row stands, so that reports print a dash
MISSING = [
    {
        "indicator": "BB-03",
        "period": "2025-26",
        "area": "statistical_neighbours",
        "value": "",
        "note": "Not published for this year",
    },
    {"indicator": "WB-02", "period": "2026-27 Q2", "area": "local", "value": "", "note": "Return is late"},
]


def _period(kind: str, year: str) -> str:
    start = int(year[:4])
    return {"year": year, "calendar": str(start), "snapshot": f"{start + 1}-03-31"}[kind]


def _figure(cell: str) -> dict:
    """`89/338` is a numerator over a denominator; `about 21.4` carries a qualifier."""
    if "/" in cell:
        numerator, denominator = cell.split("/")
        return {"numerator": numerator, "denominator": denominator}
    qualifier, _, value = cell.rpartition(" ")
    return {"value": value, "qualifier": qualifier}


def indicator_values(today: date) -> list[dict]:
    """Yearly figures, snapshots and calendar years, then quarters; blank cells are figures nobody has."""
    rows = []
    for line in table("figures", "yearly", today):
        for year in YEARS:
            if line[year]:
                note = line["note"] if year == YEARS[-1] else ""
                rows.append(
                    {
                        "indicator": line["indicator"],
                        "period": _period(line["k"], year),
                        "area": line["area"],
                        "area_name": line["area_name"],
                        "breakdown": line["breakdown"],
                        "note": note,
                    }
                    | _figure(line[year])
                )
    for line in table("figures", "quarterly", today):
        for period, cell in line.items():
            if " Q" in period and cell:
                rows.append(
                    {"indicator": line["indicator"], "period": period, "area": "local", "breakdown": line["breakdown"]}
                    | _figure(cell)
                )
    return rows + HALF_YEAR + MISSING
