"""Business plans, priorities, their years and objectives of the workbook."""

from partnership.models import BusinessPlan, Objective, Priority, PriorityProgress
from partnership.workbook.importer import Importer, Link
from partnership.workbook.record_importer import RecordImporter

_PRIORITY = Link("priorities", ("plan", "priority"))


class PlanImporter(RecordImporter):
    sheet = "plans"
    model = BusinessPlan
    attributes = {"code": "reference"}


class PriorityImporter(RecordImporter):
    sheet = "priorities"
    model = Priority


class ProgressImporter(Importer):
    sheet = "priority_progress"
    model = PriorityProgress
    links = {"priority": _PRIORITY}


class ObjectiveImporter(Importer):
    sheet = "objectives"
    model = Objective
    links = {"priority": _PRIORITY}
