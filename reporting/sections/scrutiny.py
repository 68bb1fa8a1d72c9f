"""Independent scrutiny: what was found, and how the partnership answered."""

from partnership.selectors.assurance import ScrutinyView, scrutiny_in_year
from reporting.blocks import Block, Entry, Fact, Register
from reporting.narrative import narrative_blocks
from reporting.parts import VOICE
from reporting.section import ReportPeriod, Section
from reporting.wording import day, labelled, paragraphs


class Scrutiny(Section):
    key = "scrutiny"
    title = "Independent scrutiny"
    order = 180
    part = VOICE

    def blocks(self, period: ReportPeriod) -> list[Block]:
        log = scrutiny_in_year(board=period.board, start=period.start, end=period.end, principal=period.principal)
        register = [Register(tuple(_entry(row) for row in log))] if log else []
        return [*narrative_blocks(period, self.key), *register]


def _entry(row: ScrutinyView) -> Entry:
    told = paragraphs([labelled("What was found", row.finding), labelled("Our response", row.response)])
    return Entry(row.title, facts=(Fact("When", day(row.held_on)),), markdown=told)
