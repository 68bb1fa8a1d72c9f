"""The section 11 self-assessment of a year: every agency against every standard."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from audits.enums import STANDARDS, StandardRag
from audits.models import Section11Return
from partnership.models import Board
from partnership.period import period_words
from partnership.principals import Principal
from partnership.selectors.actions import Work, work_of
from partnership.selectors.carried_over import CarriedOver, carried_over


@dataclass(frozen=True)
class Answer:
    """How far an agency meets a standard. `intends` is what it means to do; its evidence is not told."""

    rag: StandardRag
    intends: str
    work: Work


@dataclass(frozen=True)
class Tally:
    """How many of the grades given are "met"; what does not apply is not counted."""

    met: int
    graded: int


@dataclass(frozen=True)
class Assessment:
    """A year's answers by standard and agency: titles by number, names by key, both in order."""

    standards: Mapping[int, str]
    agencies: Mapping[int, str]
    answers: Mapping[tuple[int, int], Answer]

    @cached_property
    def by_standard(self) -> Mapping[int, Tally]:
        return {number: self._tally(standard=number) for number in self.standards}

    @cached_property
    def by_agency(self) -> Mapping[int, Tally]:
        return {agency: self._tally(agency=agency) for agency in self.agencies}

    @cached_property
    def whole(self) -> Tally:
        return self._tally()

    def _tally(self, *, standard: int | None = None, agency: int | None = None) -> Tally:
        rags = [
            answer.rag
            for (number, key), answer in self.answers.items()
            if standard in (None, number) and agency in (None, key) and answer.rag != StandardRag.NOT_APPLICABLE
        ]
        return Tally(rags.count(StandardRag.GREEN), len(rags))


def assessment_of(*, board: Board, year: str, start: date, end: date, principal: Principal) -> Assessment:
    """The returns of a reporting year, with the work that hangs on them as it stood on `end`.

    Standards are called as the round called them, else as the Act's guidance does. Four queries; one for no return.
    """
    returns = list(
        Section11Return.objects.visible_to(principal)
        .filter(boards=board, year=year)
        .select_related("agency")
        .defer("evidence")
        .order_by("agency__name", "standard")
    )
    keys = [row.pk for row in returns]
    work = work_of(records=keys, start=start, end=end, principal=principal) if keys else defaultdict(Work)
    titles = {row.standard: row.standard_title for row in returns if row.standard_title}
    numbers = sorted({row.standard for row in returns})
    return Assessment(
        standards={number: titles.get(number, STANDARDS[number]) for number in numbers},
        agencies={row.agency_id: row.agency.name for row in sorted(returns, key=lambda row: row.agency.name)},
        answers={
            (row.standard, row.agency_id): Answer(StandardRag(row.rag), row.action, work[row.pk]) for row in returns
        },
    )


def owed_on_earlier_returns(
    *, board: Board, year: str, start: date, end: date, principal: Principal
) -> tuple[CarriedOver, ...]:
    """What the returns of years before `year` still owe. At most four queries."""
    earlier = (
        Section11Return.objects.visible_to(principal)
        .filter(boards=board, year__lt=year)
        .select_related("agency")
        .defer("evidence")
        .order_by("year", "agency__name", "standard")
    )
    names = {row.pk: f"{row.agency.name}, standard {row.standard}, {period_words(row.year)}" for row in earlier}
    return carried_over(records=names, start=start, end=end, principal=principal)
