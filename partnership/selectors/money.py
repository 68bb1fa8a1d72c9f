"""The money that a report for a board and a year prints. Totals are always computed, never stored.

Source: "What a report for a board and a year prints" of the workbook.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from partnership.enums import BudgetKind
from partnership.models import Board, BudgetLine, Contribution, Reserve
from partnership.policy import ScopedQuerySet
from partnership.principals import Principal

EARLIER_YEARS = 5
_PENCE = Decimal("0.01")
_CAME = Coalesce("received", Value(Decimal()), output_field=DecimalField(max_digits=14, decimal_places=2))

Amount = Decimal | None


@dataclass(frozen=True)
class Contributed:
    """What one contributor agreed to give in a year, and what came."""

    name: str
    agreed: Decimal
    received: Amount
    note: str
    shared_with: tuple[str, ...]

    def counted(self, basis: str) -> Decimal:
        """What counts as income: where actuals are asked for what was received, if on record, else what was agreed."""
        return self.agreed if basis == "budget" or self.received is None else self.received


@dataclass(frozen=True)
class Line:
    """Budget and actual of one category."""

    name: str
    budget: Amount
    actual: Amount
    note: str
    shared_with: tuple[str, ...]

    def amount(self, basis: str) -> Amount:
        """The amount on one basis, `budget` or `actual`."""
        return self.actual if basis == "actual" else self.budget


@dataclass(frozen=True)
class Reserves:
    opening: Amount = None
    closing: Amount = None

    @property
    def change(self) -> Amount:
        return None if self.opening is None or self.closing is None else self.closing - self.opening


@dataclass(frozen=True)
class Balance:
    """Income less expenditure on one basis. A side without any amount on record is None, and so is the balance."""

    contributions: Amount
    other_income: Amount
    expenditure: Amount

    @property
    def income(self) -> Amount:
        return total((self.contributions, self.other_income))

    @property
    def left(self) -> Amount:
        return None if self.income is None or self.expenditure is None else self.income - self.expenditure


@dataclass(frozen=True)
class FinancialYear:
    """All money of one board in one financial year, in the order of record."""

    year: str
    contributions: tuple[Contributed, ...] = ()
    income: tuple[Line, ...] = ()
    expenditure: tuple[Line, ...] = ()
    reserves: Reserves | None = None

    @property
    def agreed(self) -> Amount:
        return total(row.agreed for row in self.contributions)

    @property
    def received(self) -> Amount:
        return total(row.received for row in self.contributions)

    @property
    def bases(self) -> tuple[str, ...]:
        """On which bases income or expenditure is on record; contributions alone are a budget."""
        lines = (*self.income, *self.expenditure)
        found = [basis for basis in ("budget", "actual") if any(line.amount(basis) is not None for line in lines)]
        return tuple(found) or (("budget",) if self.contributions else ())

    @property
    def basis(self) -> str:
        """The basis that tells most of what happened: the actual where it is on record, else the budget."""
        return self.bases[-1] if self.bases else "budget"

    def balance(self, basis: str) -> Balance:
        return Balance(
            total(row.counted(basis) for row in self.contributions),
            total(line.amount(basis) for line in self.income),
            total(line.amount(basis) for line in self.expenditure),
        )


@dataclass(frozen=True)
class KeptElsewhere:
    """Money of one year that another board keeps and shares with this one. It counts in the keeper's totals only."""

    keeper: str
    money: FinancialYear


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of what is on record; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else None


@dataclass(frozen=True)
class Sums:
    """What some contributions come to: computed by the database, over exactly those rows."""

    rows: int
    agreed: Decimal
    received: Decimal
    outstanding: Decimal


def sums_of(contributions: QuerySet[Any]) -> Sums:
    """The totals of these contributions. One query."""
    owed = Sum(F("agreed") - _CAME, filter=Q(agreed__gt=_CAME))
    sums = contributions.order_by().aggregate(
        rows=Count("pk"), in_all=Sum("agreed"), came=Sum("received"), outstanding=owed
    )
    amounts = [Decimal(sums[name] or 0).quantize(_PENCE) for name in ("in_all", "came", "outstanding")]
    return Sums(sums["rows"], *amounts)


def that_are_owed(contributions: QuerySet[Any]) -> QuerySet[Any]:
    """Those of which not everything that was agreed has come."""
    return contributions.filter(agreed__gt=_CAME)


def money_kept_elsewhere(board: Board, label: str, principal: Principal) -> tuple[KeptElsewhere, ...]:
    """What other boards keep and share with this one: of the year of the label, else of the latest year before it.

    By keeper, in the order of record. Four queries.
    """
    given = Contribution.objects.visible_to(principal).filter(shared_with=board).exclude(board=board)
    planned = BudgetLine.objects.visible_to(principal).filter(shared_with=board).exclude(board=board)
    contributions = _by_year(given.select_related("agency", "board").prefetch_related("shared_with"), label)
    lines = _by_year(planned.select_related("board").prefetch_related("shared_with"), label)
    year = max([*contributions, *lines], default="")
    given_by_keeper, planned_by_keeper = _by_keeper(contributions.get(year, [])), _by_keeper(lines.get(year, []))
    return tuple(
        KeptElsewhere(keeper, _financial_year(year, given_by_keeper.get(keeper, []), planned_by_keeper.get(keeper, [])))
        for keeper in dict.fromkeys([*given_by_keeper, *planned_by_keeper])
    )


def financial_years(board: Board, label: str, principal: Principal) -> list[FinancialYear]:
    """The financial year that a report with this label prints, and before it up to five earlier years on record.

    The last is the report's own year or, where that has nothing, the latest earlier one; empty where there is none.
    Five queries.
    """
    given = Contribution.objects.visible_to(principal).filter(board=board).select_related("agency")
    planned = BudgetLine.objects.visible_to(principal).filter(board=board)
    contributions = _by_year(given.prefetch_related("shared_with"), label)
    lines = _by_year(planned.prefetch_related("shared_with"), label)
    reserves = _by_year(Reserve.objects.visible_to(principal).filter(board=board), label)
    years = sorted({*contributions, *lines, *reserves})[-EARLIER_YEARS - 1 :]
    return [
        _financial_year(year, contributions.get(year, ()), lines.get(year, ()), reserves.get(year, ()))
        for year in years
    ]


def _financial_year(
    year: str, contributions: Iterable[Contribution], lines: Collection[BudgetLine], reserves: Iterable[Reserve] = ()
) -> FinancialYear:
    return FinancialYear(
        year,
        tuple(_contributed(row) for row in contributions),
        _lines(lines, BudgetKind.INCOME),
        _lines(lines, BudgetKind.EXPENDITURE),
        next((Reserves(row.opening, row.closing) for row in reserves), None),
    )


def _by_year(rows: ScopedQuerySet, label: str) -> dict[str, list[Any]]:
    """Rows up to the year of the label, by year: labels sort in the order of time."""
    by_year: dict[str, list[Any]] = {}
    for row in rows.filter(financial_year__lte=label).order_by("financial_year", "pk"):
        by_year.setdefault(row.financial_year, []).append(row)
    return by_year


def _by_keeper(rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Rows by the name of the board that keeps them."""
    by_keeper: dict[str, list[Any]] = {}
    for row in rows:
        by_keeper.setdefault(row.board.name, []).append(row)
    return by_keeper


def _contributed(row: Contribution) -> Contributed:
    return Contributed(row.contributor, row.agreed, row.received, row.note, _names(row))


def _lines(rows: Iterable[BudgetLine], kind: str) -> tuple[Line, ...]:
    return tuple(Line(row.category, row.budget, row.actual, row.note, _names(row)) for row in rows if row.kind == kind)


def _names(row: Contribution | BudgetLine) -> tuple[str, ...]:
    return tuple(board.name for board in row.shared_with.all())
