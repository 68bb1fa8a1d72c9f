"""Sheets that are mostly running text: narratives, group reports and agency statements."""

from collections import Counter

from demo.northvale.source import blocks

# prose file: board, kind of report, edition
EDITIONS = {
    "report-2024-25": ("NSCP", "annual_report", "2024-25"),
    "report-2025-26": ("NSCP", "annual_report", "2025-26"),
    "adults-report-2025-26": ("NSAB", "annual_report", "2025-26"),
    "newsletter-autumn-2026": ("NSCP", "newsletter", "Autumn 2026"),
}


def narratives() -> list[dict]:
    """Blocks headed `section | heading | author`, numbered within their section in the order of the file."""
    rows = []
    for name, (board, report, edition) in EDITIONS.items():
        order = Counter()
        for (section, heading, author), text in blocks(name):
            order[section] += 1
            rows.append(
                {
                    "board": board,
                    "report": report,
                    "edition": edition,
                    "section": section,
                    "order": order[section],
                    "heading": heading,
                    "text": text,
                    "author": author,
                }
            )
    return rows


def _by_body(name: str, column: str) -> list[dict]:
    rows, order = [], Counter()
    for (board, year, body, heading), text in blocks(name):
        order[board, year, body] += 1
        rows.append(
            {
                "board": board,
                "year": year,
                column: body,
                "order": order[board, year, body],
                "heading": heading,
                "text": text,
            }
        )
    return rows


def group_reports() -> list[dict]:
    return _by_body("group-reports", "group")


def agency_statements() -> list[dict]:
    return _by_body("agency-statements", "agency")
