"""Times whole processes on real input: a pack's import, and a report against WeasyPrint alone on the same HTML.

`python -m benchmarks.run [RUNS]`. Each run is a process of its own on a database of its own; the two sides of a
comparison take turns, so that a machine that slows down slows both. Peak memory is that of the largest process.
"""

import csv
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
PACKS = ROOT / "tests" / "samples" / "packs"
BOARDS = {"herefordshire-2017-18": ("HSCB", "2017-18"), "southend-2015-16": ("SLSCB", "2015-16")}


def main(runs: int) -> None:
    print("| what | median s | min s | max s | peak MB |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(PACKS.iterdir()):
            _pack(Path(folder), source, runs)
        for rows in (570, 57_000):
            _lists(Path(folder), rows)


def _lists(folder: Path, rows: int) -> None:
    """The action log's page and its exports, in a process of their own."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / f'log-{rows}.sqlite3'}"}
    for words in (["manage.py", "migrate", "--verbosity", "0"], ["-m", "benchmarks.lists", str(rows)]):
        subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True)


def _pack(folder: Path, source: Path, runs: int) -> None:
    workbook = folder / f"{source.name}.xlsx"
    _write(source, workbook)
    board, year = BOARDS[source.name]
    database = folder / f"{source.name}.sqlite3"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}

    def manage(*words: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
        )

    def import_anew() -> None:
        database.unlink(missing_ok=True)
        manage("migrate", "--verbosity", "0")

    html, pdf = folder / "report.html", folder / "report.pdf"
    _print(
        f"import of {source.name}",
        [_import(import_anew, lambda: manage("import_workbook", str(workbook))) for _ in range(runs)],
    )
    manage("annual_report", board, year, "--out", str(pdf), "--html", str(html))
    alone = [sys.executable, "-m", "benchmarks.weasyprint_alone", str(html), str(folder / "alone.pdf")]
    pairs = [
        (
            _time(lambda: manage("annual_report", board, year, "--out", str(pdf))),
            _time(lambda: subprocess.run(alone, cwd=ROOT, check=True)),
        )
        for _ in range(runs)
    ]
    ours, theirs = zip(*pairs, strict=True)
    _print(f"report of {source.name}", ours)
    _print("WeasyPrint alone on its HTML", theirs)
    ratio = statistics.median(a / b for (a, _), (b, _) in pairs)
    print(f"| ratio, median of pairs | {ratio:.2f} | | | |")


def _write(source: Path, out: Path) -> None:
    """A pack's text files as one workbook."""
    made = Workbook(write_only=True)
    for path in sorted(source.glob("*.csv")):
        if path.stem != "expected":
            sheet = made.create_sheet(path.stem)
            with path.open(encoding="utf-8", newline="") as lines:
                for line in csv.reader(lines):
                    sheet.append([cell or None for cell in line])
    made.save(out)


def _import(before: Callable[[], None], work: Callable[[], None]) -> tuple[float, float]:
    before()
    return _time(work)


def _time(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the wall clock, and the largest process so far in MB."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _print(what: str, found: Sequence[tuple[float, float]]) -> None:
    seconds = [second for second, _ in found]
    peak = max(megabytes for _, megabytes in found)
    print(f"| {what} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f} | {peak:.0f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
