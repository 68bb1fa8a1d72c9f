"""How the accounts of a board become blocks: tables with computed totals, and one picture of the year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from partnership.charts import Segment, Stack, StackedBars, mostly_labelled
from partnership.formats import MINUS, MISSING, capital, change_between, money_words, needs_pence, percent_words
from partnership.period import period_words
from partnership.selectors.money import Amount, Contributed, FinancialYear, KeptElsewhere, Line, total
from reporting.blocks import Cell, Chart, Column, Table
from reporting.compact import without_empty_columns
from reporting.indicator_blocks.words import change_cell, change_mark, joined

AMOUNT_WIDTH, SHARE_WIDTH, BAR_WIDTH, CHANGE_WIDTH = 22, 20, 46, 28
CHART_WIDTH = 470  # in points: the 166 mm of a page's text
YEAR_WIDTHS = {3: 24, 7: 18}  # in mm, for up to so many years side by side

Named = Mapping[str, Amount]  # amounts by the name of their row
Row = tuple[Cell | str, ...]


def contributions_table(year: FinancialYear) -> Table:
    """Who agreed to give how much of the whole, and what came where that is on record; the largest first."""
    rows = sorted(year.contributions, key=lambda row: -row.agreed)
    money = _money_of(amount for row in rows for amount in (row.agreed, row.received))
    received = year.received is not None
    columns = [Column("Contributor"), Column("Agreed", "right", AMOUNT_WIDTH)]
    columns += [Column("Received", "right", AMOUNT_WIDTH)] if received else []
    columns += [Column("Share", "right", SHARE_WIDTH), Column("Share of the whole", "left", BAR_WIDTH)]

    def laid(name: Cell | str, agreed: Amount, came: Amount, bar: Cell | str) -> Row:
        amounts = (money(agreed), money(came)) if received else (money(agreed),)
        return (name, *amounts, percent_words(agreed, year.agreed), bar)

    body = tuple(laid(_named(row), row.agreed, row.received, _bar(row, year)) for row in rows)
    whole = laid("All contributions", year.agreed, year.received, "")
    caption = f"Contributions, {period_words(year.year)}"
    return Table(caption, tuple(columns), body, (whole,), note=" ".join(shared_notes(rows)))


def lines_table(caption: str, whole: str, lines: Sequence[Line]) -> Table:
    """Income or expenditure by category: budget and actual as far as they are on record, and how far they differ."""
    bases = [basis for basis in ("budget", "actual") if any(line.amount(basis) is not None for line in lines)]
    money = _money_of(line.amount(basis) for line in lines for basis in bases)
    columns = [Column("Category"), *(Column(basis.capitalize(), "right", AMOUNT_WIDTH) for basis in bases)]
    columns += [Column("Difference", "right", AMOUNT_WIDTH)] if len(bases) > 1 else []

    def laid(name: Cell | str, amounts: list[Amount]) -> Row:
        return (name, *map(money, amounts), *([money(_less(amounts[1], amounts[0]))] if len(bases) > 1 else []))

    body = tuple(laid(_named(line), [line.amount(basis) for basis in bases]) for line in lines)
    totals = laid(whole, [total(line.amount(basis) for line in lines) for basis in bases])
    return Table(caption, tuple(columns), body, (totals,), " ".join(shared_notes(lines)), full=len(bases) > 1)


def years_table(caption: str, whole: str, years: Sequence[tuple[str, Named]]) -> Table:
    """The same rows over several years, with the change from the last year but one to the last, and their totals."""
    names = list(dict.fromkeys(name for _, amounts in reversed(years) for name in amounts))
    money = _money_of(amount for _, amounts in years for amount in amounts.values())
    columns = (Column("Item"), *(Column(period_words(year), "right", _width(len(years))) for year, _ in years))

    def laid(name: str, amounts: list[Amount]) -> Row:
        return (name, *map(money, amounts), _change(amounts[-2], amounts[-1], money))

    body = tuple(laid(name, [amounts.get(name) for _, amounts in years]) for name in names)
    totals = laid(whole, [total(amounts.values()) for _, amounts in years])
    return Table(caption, (*columns, Column("Change", "left", CHANGE_WIDTH)), body, (totals,))


def balance_table(years: Sequence[FinancialYear]) -> Table:
    """Income, expenditure and what is left: the report's year on each basis on record, earlier years on the latest."""
    year = years[-1]
    shown = [(one, year.basis) for one in years[:-1]] + [(year, basis) for basis in year.bases]
    balances = [one.balance(basis) for one, basis in shown]
    money = _money_of(
        amount for balance in balances for amount in (balance.income, balance.expenditure, balance.contributions)
    )
    headings = (f"{period_words(one.year)} {basis}" for one, basis in shown)
    rows = (
        ("Contributions", *(money(balance.contributions) for balance in balances)),
        ("Other income", *(money(balance.other_income) for balance in balances)),
        ("All income", *(money(balance.income) for balance in balances)),
        ("Expenditure", *(money(balance.expenditure) for balance in balances)),
    )
    left = ("Balance: income less expenditure", *(money(balance.left) for balance in balances))
    columns = (Column("Item"), *(Column(heading, "right", _width(len(shown))) for heading in headings))
    return Table("Income, expenditure and balance", columns, rows, (left,), _balance_note(year), full=len(shown) > 2)


def reserves_table(years: Sequence[FinancialYear]) -> Table:
    """What was held at the start and the end of each year that has it on record."""
    held = [(year.year, year.reserves) for year in years if year.reserves]
    money = _money_of(amount for _, reserves in held for amount in (reserves.opening, reserves.closing))
    columns = (Column("Item"), *(Column(period_words(year), "right", AMOUNT_WIDTH) for year, _ in held))
    rows = (
        ("At the start of the year", *(money(reserves.opening) for _, reserves in held)),
        ("At the end of the year", *(money(reserves.closing) for _, reserves in held)),
        ("Change in the year", *(money(reserves.change) for _, reserves in held)),
    )
    return Table("Reserves", columns, rows, full=len(held) > 2)


def shared_table(kept: KeptElsewhere) -> Table:
    """What another board keeps and shares with this one; without totals, since it is not this board's money."""
    year = kept.money
    items: list[tuple[str, Contributed | Line, Amount, Amount]] = [
        *(("Contribution", row, row.agreed, row.received) for row in year.contributions),
        *(("Other income", line, line.budget, line.actual) for line in year.income),
        *(("Expenditure", line, line.budget, line.actual) for line in year.expenditure),
    ]
    money = _money_of(amount for _, _, *amounts in items for amount in amounts)
    columns = (
        Column("Item"),
        Column("Kind", width=32),
        Column("Agreed or budget", "right", 34),
        Column("Received or actual", "right", 34),
    )
    rows = tuple(
        (_named(row), Cell(kind), Cell(money(first)), Cell(money(second))) for kind, row, first, second in items
    )
    caption = f"Kept by {kept.keeper} and shared with us, {period_words(year.year)}"
    return without_empty_columns(Table(caption, columns, rows, note="None of this is counted in our own totals."))


def income_chart(year: FinancialYear) -> Chart | None:
    """Where the money came from and went to; None unless both sides are on record and most of it can be labelled."""
    balance = year.balance(year.basis)
    if not balance.income or not balance.expenditure or balance.left is None:
        return None
    given = [(row.name, row.counted(year.basis)) for row in year.contributions]
    income = [*given, *((line.name, line.amount(year.basis)) for line in year.income)]
    spent = [(line.name, line.amount(year.basis)) for line in year.expenditure]
    caption = f"Income and expenditure, {year.basis} {period_words(year.year)}"
    drawing = StackedBars(
        caption, (Stack("Income", _segments(income)), Stack("Expenditure", _segments(spent))), "money"
    )
    return Chart(caption, drawing, _reading(year, spent)) if mostly_labelled(drawing, CHART_WIDTH) else None


def shared_notes(rows: Sequence[Contributed | Line]) -> list[str]:
    """Which other boards the rows serve."""
    served: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        if row.shared_with:
            served.setdefault(row.shared_with, []).append(row.name)
    return [
        f"{'All of this' if len(names) == len(rows) else joined(names)} also "
        f"{'serve' if 1 < len(names) < len(rows) else 'serves'} {joined(boards)}."
        for boards, names in served.items()
    ]


def outcome_words(year: FinancialYear) -> str:
    """What the year leaves: `the budget leaves £3,813 in hand`.

    Nothing where a side is not on record: without the year's contributions, other income is not all that came in.
    """
    balance = year.balance(year.basis)
    left = balance.left
    if left is None or balance.contributions is None:
        return ""
    subject = "the budget" if year.basis == "budget" else "the year"
    size = money_words(abs(left), pence=needs_pence([left]))
    if not left:
        return f"{subject} breaks even"
    return f"{subject} leaves {size} in hand" if left > 0 else f"{subject} is {size} short"


def _reading(year: FinancialYear, spent: Sequence[tuple[str, Amount]]) -> str:
    name, amount = max(spent, key=lambda part: part[1] or 0)
    share = percent_words(amount, year.balance(year.basis).expenditure)
    largest = f"the largest part of expenditure is “{name}”, {share}."
    outcome = outcome_words(year)
    return capital(f"{outcome}; {largest}" if outcome else largest)


def _segments(amounts: Iterable[tuple[str, Amount]]) -> tuple[Segment, ...]:
    known = [Segment(name, amount) for name, amount in amounts if amount]
    return tuple(sorted(known, key=lambda segment: -segment.value))


def _balance_note(year: FinancialYear) -> str:
    notes = ["All income is contributions and other income together."]
    if year.contributions and any(row.received is None for row in year.contributions) and "actual" in year.bases:
        notes.append("In actual figures a contribution counts as agreed where what was received is not on record.")
    return " ".join(notes)


def _money_of(amounts: Iterable[Amount]) -> Callable[[Amount], str]:
    """How a table writes its amounts: with pence where any of them has pence."""
    pence = needs_pence(amounts)
    return lambda amount: MISSING if amount is None else money_words(amount, pence=pence)


def _change(before: Amount, now: Amount, money: Callable[[Amount], str]) -> Cell:
    """The change since the year before, its difference with pence where the table has pence."""
    change = change_between(before, now, "money", "neutral")
    mark = change_mark(change)
    if change is None or mark is None or change.direction == "same":
        return change_cell(change)
    share = mark.amount.partition(" ")[2]
    sign = "+" if change.direction == "up" else MINUS
    return Cell(change=replace(mark, amount=sign + money(abs(change.difference)), since=share))


def _width(years: int) -> int:
    return next(width for most, width in YEAR_WIDTHS.items() if years <= most)


def _named(row: Contributed | Line) -> Cell:
    return Cell(row.name, second=row.note)


def _bar(row: Contributed, year: FinancialYear) -> Cell | str:
    return Cell(share=row.agreed / year.agreed) if year.agreed and row.agreed > 0 else ""


def _less(amount: Amount, other: Amount) -> Amount:
    return None if amount is None or other is None else amount - other
