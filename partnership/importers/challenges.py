"""Challenges and escalations of the workbook. Their sheets have no title, so one is made of what they are about."""

from partnership.models import Challenge, Escalation
from partnership.text import to_plain
from partnership.workbook.record_importer import RecordImporter

_TITLE_LENGTH = 120


class ChallengeImporter(RecordImporter):
    sheet = "challenges"
    model = Challenge

    def complete(self, row: Challenge) -> None:
        row.title = row.title or _shortened(to_plain(row.challenge))


class EscalationImporter(RecordImporter):
    sheet = "escalations"
    model = Escalation

    def complete(self, row: Escalation) -> None:
        row.title = row.title or row.theme or f"{row.raised_by.name} and {row.with_agency.name}"


def _shortened(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= _TITLE_LENGTH else f"{line[:_TITLE_LENGTH].rsplit(' ', 1)[0]}…"
