"""One report a group: what it did and achieved, and the actions and recommendations of its own log."""

from partnership.selectors.actions import Work, work_of
from partnership.selectors.bodies import GroupView, groups_in_year, owed_by_ended_groups
from reporting.action_blocks import carried_over_blocks, work_blocks
from reporting.blocks import Block, Heading, Prose
from reporting.narrative import narrative_blocks
from reporting.parts import RESOURCES
from reporting.section import ReportPeriod, Section
from reporting.selectors.statements import StatementPart, group_reports


class Groups(Section):
    key = "groups"
    title = "Subgroup reports"
    order = 230
    part = RESOURCES

    def blocks(self, period: ReportPeriod) -> list[Block]:
        span = {"start": period.start, "end": period.stands_on, "principal": period.principal}
        groups = groups_in_year(board=period.board, **span)
        work = work_of(records=[group.pk for group in groups], **span)
        reports = group_reports(board=period.board, year=period.label, principal=period.principal)
        blocks = narrative_blocks(period, self.key)
        for group in groups:
            blocks += _group(group, reports.get(group.pk, ()), work[group.pk])
        owed = owed_by_ended_groups(board=period.board, **span)
        return blocks + carried_over_blocks(owed, heading="Carried over from groups that have ended")


def _group(group: GroupView, parts: tuple[StatementPart, ...], work: Work) -> list[Block]:
    """A group that has neither a report nor anything to do is left out."""
    told = [block for part in parts for block in (Heading(part.heading, level=3), Prose(part.markdown))]
    blocks = [*told, *work_blocks(work, of=group.name)]
    return [Heading(group.name), *blocks] if blocks else []
