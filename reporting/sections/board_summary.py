"""What the board and its groups discussed in the newsletter's months, as far as it was written for readers outside."""

from reporting.blocks import Block, Heading, Prose
from reporting.newsletter import NewsletterSection
from reporting.section import ReportPeriod
from reporting.selectors.newsletters import public_summaries
from reporting.wording import day


class BoardSummary(NewsletterSection):
    key = "board_summary"
    title = "What the board discussed"
    order = 20

    def live_blocks(self, period: ReportPeriod) -> list[Block]:
        blocks: list[Block] = []
        for meeting in public_summaries(
            board=period.board, start=period.start, end=period.end, principal=period.principal
        ):
            blocks.append(Heading(f"{meeting.group}, {day(meeting.held_on)}"))
            blocks += [Prose(summary) for summary in meeting.summaries]
        return blocks
