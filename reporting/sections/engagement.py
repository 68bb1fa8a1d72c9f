"""The engagement log: what children, families and practitioners told us, and what changed because of it."""

from partnership.formats import number_words
from partnership.selectors.assurance import EngagementView, engagement_in_year
from reporting.blocks import Block, Entry, Fact, Register
from reporting.narrative import narrative_blocks
from reporting.parts import VOICE
from reporting.section import ReportPeriod, Section
from reporting.wording import day, labelled, paragraphs


class Engagement(Section):
    key = "engagement"
    title = "The voice of children, families and practitioners"
    order = 170
    part = VOICE

    def blocks(self, period: ReportPeriod) -> list[Block]:
        log = engagement_in_year(board=period.board, start=period.start, end=period.end, principal=period.principal)
        register = [Register(tuple(_entry(row) for row in log))] if log else []
        return [*narrative_blocks(period, self.key), *register]


def _entry(row: EngagementView) -> Entry:
    who = row.participants.label
    number = f", {number_words(row.number)} took part" if row.number is not None else ""
    heard, changed = labelled("What we heard", row.heard), labelled("What changed", row.changed)
    facts = (Fact("When", day(row.held_on)), Fact("Who", who + number))
    return Entry(row.title, facts=facts, markdown=paragraphs([heard, changed]))
