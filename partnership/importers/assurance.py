"""Inspections, engagement, scrutiny and policies of the workbook."""

from partnership.models import Engagement, Inspection, Policy, ScrutinyActivity
from partnership.workbook.record_importer import RecordImporter


class InspectionImporter(RecordImporter):
    sheet = "inspections"
    model = Inspection


class EngagementImporter(RecordImporter):
    sheet = "engagement"
    model = Engagement
    attributes = {"date": "held_on"}


class ScrutinyImporter(RecordImporter):
    sheet = "scrutiny"
    model = ScrutinyActivity
    attributes = {"date": "held_on"}


class PolicyImporter(RecordImporter):
    sheet = "policies"
    model = Policy
