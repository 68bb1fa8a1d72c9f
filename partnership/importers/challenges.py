"""Challenges and escalations of the workbook."""

from partnership.models import Challenge, Escalation
from partnership.workbook.record_importer import RecordImporter


class ChallengeImporter(RecordImporter):
    sheet = "challenges"
    model = Challenge


class EscalationImporter(RecordImporter):
    sheet = "escalations"
    model = Escalation
