"""Each priority of the business plan with its latest summary."""

from partnership.period import period_words, previous_year, year_label
from partnership.selectors.plans import PriorityView, plans_in_force
from reporting.blocks import Block, Entry, Fact, Register
from reporting.newsletter import NewsletterSection
from reporting.section import ReportPeriod


class PlanUpdate(NewsletterSection):
    key = "plan_update"
    title = "Business plan"
    order = 30

    def live_blocks(self, period: ReportPeriod) -> list[Block]:
        """The summary of the reporting year in which the edition ends; until it is written, that of the year before."""
        year = year_label(period.end, period.board.year_start_month)
        now, before = _priorities(period, year), _priorities(period, previous_year(year))
        entries = [
            _entry(this, year) if _summary(this) else _entry(last, previous_year(year))
            for this, last in zip(now, before, strict=True)
        ]
        return [Register(tuple(entries))] if entries else []


def _priorities(period: ReportPeriod, year: str) -> list[PriorityView]:
    plans = plans_in_force(
        board=period.board, year=year, start=period.start, end=period.end, principal=period.principal
    )
    return [priority for plan in plans for priority in plan.priorities]


def _summary(priority: PriorityView) -> str:
    return priority.progress.summary if priority.progress else ""


def _entry(priority: PriorityView, year: str) -> Entry:
    summary = _summary(priority)
    facts = (Fact("Summary of", period_words(year)),) if summary else ()
    return Entry(f"{priority.number}. {priority.title}", facts=facts, markdown=summary or priority.description)
