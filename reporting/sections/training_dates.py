"""Training to come: events planned in the newsletter's months and the three after them."""

from partnership.formats import MISSING
from reporting.blocks import Block, Cell, Column, Table
from reporting.edition import months_after
from reporting.newsletter import NewsletterSection
from reporting.section import ReportPeriod
from reporting.selectors.newsletters import planned_events
from reporting.wording import day

MONTHS_AHEAD = 6  # readers book for the months after an edition, too


class TrainingDates(NewsletterSection):
    key = "training_dates"
    title = "Training dates"
    order = 40

    def live_blocks(self, period: ReportPeriod) -> list[Block]:
        until = months_after(period.start, MONTHS_AHEAD)
        events = planned_events(board=period.board, start=period.start, end=until, principal=period.principal)
        rows = tuple(
            (day(event.starts_on), Cell(event.course, second=event.level), event.venue or MISSING) for event in events
        )
        columns = (Column("Date", width=40), Column("Course"), Column("Place", width=52))
        return [Table("Planned courses", columns, rows)] if rows else []
