"""Income and expenditure: contributions, other income, what was spent, what is left, and reserves."""

from __future__ import annotations

from collections.abc import Sequence

from partnership.formats import money_words, needs_pence
from partnership.period import period_words
from partnership.selectors.money import FinancialYear, KeptElsewhere, financial_years, money_kept_elsewhere
from reporting.blocks import Block, Prose, Standfirst
from reporting.money_blocks import (
    balance_table,
    contributions_table,
    income_chart,
    lines_table,
    outcome_words,
    reserves_table,
    shared_table,
    years_table,
)
from reporting.narrative import narrative_blocks
from reporting.parts import RESOURCES
from reporting.section import ReportPeriod, Section


class Finance(Section):
    key = "finance"
    title = "Income and expenditure"
    order = 250
    part = RESOURCES

    def blocks(self, period: ReportPeriod) -> list[Block]:
        years = financial_years(period.board, period.label, period.principal)
        blocks = narrative_blocks(period, self.key)
        shared = money_kept_elsewhere(period.board, period.label, period.principal)
        if years:
            shared = tuple(kept for kept in shared if kept.money.year >= years[-1].year)
            blocks = [*_standfirst(years[-1]), *blocks, *_other_year(period, years[-1], shared)]
            blocks += [*_year_blocks(years), *_several_years(years)]
        return [*blocks, *(shared_table(kept) for kept in shared)]


def _standfirst(year: FinancialYear) -> list[Block]:
    if year.agreed is None:
        return []
    told = f"Partners agreed {money_words(year.agreed, pence=needs_pence([year.agreed]))} for {period_words(year.year)}"
    left = outcome_words(year)
    return [Standfirst(f"{told}; {left}." if left else f"{told}.")]


def _other_year(period: ReportPeriod, year: FinancialYear, shared: Sequence[KeptElsewhere]) -> list[Block]:
    """Named plainly where the year of the report has no money on record that the board keeps itself."""
    if year.year == period.label:
        return []
    found = f"those of {period_words(year.year)}, the latest year on record"
    if any(kept.money.year == period.label for kept in shared):
        return [Prose(f"The figures of our own money are {found}.")]
    return [Prose(f"No money is on record for {period_words(period.label)}. These figures are {found}.")]


def _year_blocks(years: list[FinancialYear]) -> list[Block]:
    """The last year's money; where it has no contributions, those of the latest year that has, which it names."""
    year = years[-1]
    given = next((one for one in reversed(years) if one.contributions), None)
    words = period_words(year.year)
    blocks: list[Block | None] = [
        contributions_table(given) if given else None,
        income_chart(year),
        lines_table(f"Other income, {words}", "Other income", year.income) if year.income else None,
        lines_table(f"Expenditure, {words}", "All expenditure", year.expenditure) if year.expenditure else None,
    ]
    return [block for block in blocks if block]


def _several_years(years: list[FinancialYear]) -> list[Block]:
    """The balance, then each side beside the years before it, then reserves."""
    blocks: list[Block] = [balance_table(years)] if years[-1].bases else []
    if len(years) > 1:
        basis = years[-1].basis
        given = [(year.year, {row.name: row.agreed for row in year.contributions}) for year in years]
        spent = [(year.year, {line.name: line.amount(basis) for line in year.expenditure}) for year in years]
        earned = [(year.year, {line.name: line.amount(basis) for line in year.income}) for year in years]
        for caption, whole, sides in (
            ("Contributions agreed, by year", "All contributions", given),
            (f"Other income by year, {basis}", "Other income", earned),
            (f"Expenditure by year, {basis}", "All expenditure", spent),
        ):
            if any(amounts for _, amounts in sides[:-1]):
                blocks.append(years_table(caption, whole, sides))
    return [*blocks, reserves_table(years)] if any(year.reserves for year in years) else blocks
