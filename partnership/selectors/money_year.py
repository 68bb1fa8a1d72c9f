"""The money of one board in one financial year beside the year before: what was given, planned, spent, is missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from partnership.enums import BudgetKind, InvoiceState, Visibility
from partnership.formats import change_between, money_words
from partnership.models import Board, BudgetLine, Contribution, FundingShare, Reserve
from partnership.period import previous_year
from partnership.policy import row_of
from partnership.principals import Principal
from partnership.selectors.money import Amount, total

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Row:
    """One line of a table: the row that it stands for, what was planned and what came, and what is compared.

    `now` and `before` are set beside each other: of contributions what was agreed, of lines what came or, where nothing
    is on record, what was planned.
    """

    row: Any
    name: str
    planned: Amount
    actual: Amount
    now: Amount
    before: Amount

    @property
    def outstanding(self) -> Amount:
        """What was planned and has not come; nothing where more came."""
        return None if self.planned is None else max(self.planned - (self.actual or 0), Decimal())

    @property
    def left(self) -> Amount:
        return None if self.planned is None or self.actual is None else self.planned - self.actual

    @property
    def change(self) -> str:
        return change_words(self.before, self.now)


@dataclass(frozen=True)
class Table:
    """Rows of one kind with their totals, which are always computed."""

    rows: tuple[Row, ...]
    before: Amount

    @property
    def planned(self) -> Amount:
        return total(row.planned for row in self.rows)

    @property
    def actual(self) -> Amount:
        return total(row.actual for row in self.rows)

    @property
    def outstanding(self) -> Amount:
        return total(row.outstanding for row in self.rows)

    @property
    def now(self) -> Amount:
        return total(row.now for row in self.rows)

    @property
    def change(self) -> str:
        return change_words(self.before, self.now)


@dataclass(frozen=True)
class MoneyYear:
    """All that a principal may see of a board's year. `is_whole`: totals tell something, since nothing is hidden."""

    board: Board
    year: str
    is_whole: bool
    contributions: Table
    income: Table
    expenditure: Table
    reserve: Reserve | None
    reserve_before: Reserve | None
    shares: Amount
    not_again: tuple[str, ...]

    @property
    def left_as_planned(self) -> Amount:
        """What was agreed and budgeted as income, less the budget of expenditure."""
        return _less(total((self.contributions.planned, self.income.planned)), self.expenditure.planned)

    @property
    def left_as_it_came(self) -> Amount:
        """What came less what was spent; None until something was spent."""
        return _less(total((self.contributions.actual, self.income.actual)), self.expenditure.actual)

    @property
    def is_empty(self) -> bool:
        tables = (self.contributions, self.income, self.expenditure)
        return self.reserve is None and not any(table.rows for table in tables)

    @property
    def missing(self) -> list[str]:
        """What the year still lacks, in sentences."""
        return list(_missing(self))


def money_year(board: Board, year: str, principal: Principal) -> MoneyYear:
    """One board's year and the one before. Five queries."""
    years = (year, previous_year(year))
    given = _of(Contribution, board, years, principal, "agency")
    lines = _of(BudgetLine, board, years, principal)
    reserves = _of(Reserve, board, years, principal)
    shares = FundingShare.objects.visible_to(principal).filter(board=board, financial_year=year)
    now = {row.contributor.casefold() for row in given if row.financial_year == year}
    return MoneyYear(
        board=board,
        year=year,
        is_whole=reaches_all(principal, "view", board),
        contributions=_table(given, year, _given),
        income=_lines(lines, year, BudgetKind.INCOME),
        expenditure=_lines(lines, year, BudgetKind.EXPENDITURE),
        reserve=next((row for row in reserves if row.financial_year == year), None),
        reserve_before=next((row for row in reserves if row.financial_year != year), None),
        shares=total(share.share for share in shares),
        not_again=tuple(
            row.contributor for row in given if row.financial_year != year and row.contributor.casefold() not in now
        ),
    )


def years_on_record(principal: Principal) -> dict[int, list[str]]:
    """The financial years of which each board has money on record, by its key, the latest first. Three queries."""
    found: dict[int, set[str]] = {}
    for model in (Contribution, BudgetLine, Reserve):
        rows = model.objects.visible_to(principal).order_by().values_list("board", "financial_year").distinct()
        for board, year in rows:
            found.setdefault(board, set()).add(year)
    return {board: sorted(years, reverse=True) for board, years in found.items()}


def reaches_all(principal: Principal, verb: str, board: Board) -> bool:
    """Whether the principal may do something to all the money of a board, and not only to what their agency gives."""
    cells = row_of("money", Visibility.PARTNERSHIP)
    return any(
        (verb, "all") in cells.get(grant.role, ()) and grant.board in (None, board.pk) for grant in principal.grants
    )


def change_words(before: Amount, now: Amount) -> str:
    """The difference to the year before, and what per cent of it that is."""
    change = change_between(before, now, "money", "neutral")
    return change.movement if change else ""


def _less(income: Amount, spent: Amount) -> Amount:
    return None if income is None or spent is None else income - spent


def _of(model: Any, board: Board, years: Sequence[str], principal: Principal, *related: str) -> list[Any]:
    rows = model.objects.visible_to(principal).filter(board=board, financial_year__in=years)
    return list((rows.select_related(*related) if related else rows).order_by("pk"))


def _table(rows: Iterable[Any], year: str, read: Any) -> Table:
    """`read` gives of a row its name, what was planned, what came, and what is compared."""
    now, before = [], {}
    for row in rows:
        name, planned, actual, compared = read(row)
        if row.financial_year == year:
            now.append((row, name, planned, actual, compared))
        else:
            before[name.casefold()] = compared
    found = tuple(Row(*parts, before.get(parts[1].casefold())) for parts in now)
    return Table(found, total(before.values()))


def _lines(rows: Iterable[BudgetLine], year: str, kind: str) -> Table:
    return _table((row for row in rows if row.kind == kind), year, _line)


def _line(row: BudgetLine) -> tuple[str, Amount, Amount, Amount]:
    return row.category, row.budget, row.actual, row.budget if row.actual is None else row.actual


def _given(row: Contribution) -> tuple[str, Amount, Amount, Amount]:
    return row.contributor, row.agreed, row.received, row.agreed


def _missing(money: MoneyYear) -> Iterator[str]:
    owed = [row for row in money.contributions.rows if row.outstanding]
    if owed:
        amount = money_words(money.contributions.outstanding or 0, pence=True)
        yield f"{_count(len(owed), 'contribution')} not fully received: {amount} outstanding"
    unasked = [row for row in owed if row.row.invoice == InvoiceState.NOT_RAISED]
    if unasked:
        yield f"{_count(len(unasked), 'invoice')} not yet sent: {', '.join(row.name for row in unasked)}"
    if money.not_again:
        yield f"Gave last year and has nothing this year: {', '.join(money.not_again)}"
    without = [row.name for table in (money.income, money.expenditure) for row in table.rows if row.actual is None]
    if without:
        yield f"No actual yet for {_count(len(without), 'category', 'categories')}: {', '.join(without)}"
    if money.reserve is None and not money.is_empty:
        yield "No reserves on record for this year"
    yield from _reserves(money)
    if money.shares is not None and money.shares != WHOLE:
        yield f"The shares of the funding formula make {money.shares:g} % and not 100 %"


def _reserves(money: MoneyYear) -> Iterator[str]:
    opened = money.reserve.opening if money.reserve else None
    closed = money.reserve_before.closing if money.reserve_before else None
    if opened is not None and closed is not None and opened != closed:
        words = [money_words(amount, pence=True) for amount in (opened, closed)]
        yield f"The year opens with {words[0]}, and the year before closed with {words[1]}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
