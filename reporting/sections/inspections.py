"""What inspectorates and peers judged, what they recommended, and how far that has come."""

from partnership.selectors.assurance import InspectionView, inspections_in_year, owed_on_earlier_inspections
from reporting.action_blocks import carried_over_blocks, work_blocks
from reporting.blocks import Block, Entry, Register
from reporting.narrative import narrative_blocks
from reporting.parts import VOICE
from reporting.section import ReportPeriod, Section
from reporting.wording import day, facts


class Inspections(Section):
    key = "inspections"
    title = "Inspections and peer reviews"
    order = 210
    part = VOICE

    def blocks(self, period: ReportPeriod) -> list[Block]:
        span = {"board": period.board, "start": period.start, "end": period.stands_on, "principal": period.principal}
        blocks = narrative_blocks(period, self.key)
        for inspection in inspections_in_year(**span):
            blocks += [Register((_entry(inspection),)), *work_blocks(inspection.work, of=inspection.title)]
        owed = owed_on_earlier_inspections(**span)
        return blocks + carried_over_blocks(owed, heading="Carried over from earlier inspections")


def _entry(row: InspectionView) -> Entry:
    return Entry(
        title=row.title,
        reference=row.reference,
        facts=facts(
            ("Inspectorate", row.inspectorate),
            ("Agency", row.agency),
            ("Inspected", day(row.inspected_on)),
            ("Published", day(row.published_on)),
            ("Judgement", row.judgement),
        ),
        markdown=row.summary,
    )
