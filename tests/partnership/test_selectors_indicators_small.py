"""Indicators with small numbers: what the selector hands out can be printed, and nothing else is handed out."""

from decimal import Decimal

import pytest

from partnership.models import Board, Indicator
from partnership.period import reporting_year
from partnership.principals import PUBLIC_REPORT
from partnership.selectors.indicator_figures import Figure, Trail
from partnership.selectors.indicators import indicators_of_year
from tests.factories.partnership import IndicatorFactory, IndicatorValueFactory


def _trails(board: Board) -> tuple[Trail, ...]:
    (indicator,) = indicators_of_year(board, reporting_year("2017-18", 4), PUBLIC_REPORT)
    return indicator.trails


def _store(indicator: Indicator, values: dict[str, int], period: str = "2017-18", **fields: object) -> None:
    for breakdown, value in values.items():
        IndicatorValueFactory(indicator=indicator, period=period, value=value, breakdown=breakdown, **fields)


def _shown(trail: Trail) -> dict[str, object]:
    return {line.breakdown: line.latest.mark or line.latest.value for line in trail.lines}


@pytest.fixture
def small(board: Board) -> Indicator:
    return IndicatorFactory(board=board, small_numbers=True)


def test_a_small_count_is_marked_and_nought_is_shown(board, small):
    _store(small, {"": 3})
    _store(small, {"": 0}, area="england")
    assert [line.latest for line in _trails(board)[0].lines] == [Figure(mark="c"), Figure(Decimal(0))]


def test_a_second_part_is_hidden_so_that_the_first_cannot_be_worked_out(board, small):
    _store(small, {"": 30, "Peers": 12, "Gangs": 15, "Online": 3})
    trail = _trails(board)[0]
    shown = _shown(trail)
    assert shown[""] == 30
    assert sorted(str(value) for value in shown.values()).count("c") == 2
    assert shown["Online"] == "c"
    assert [trail.share(part, 0) is None for part in trail.parts] == [
        shown[part.breakdown] == "c" for part in trail.parts
    ]


def test_without_a_stored_whole_no_sum_is_told_beside_a_hidden_part(board, small):
    _store(small, {"Peers": 12, "Online": 3})
    trail = _trails(board)[0]
    assert (_shown(trail), trail.total(0)) == ({"Peers": 12, "Online": "c"}, None)


def test_a_hidden_figure_has_no_change(board, small):
    _store(small, {"": 3}, period="2016-17")
    _store(small, {"": 30})
    assert _trails(board)[0].change is None


def test_quarters_are_not_printed_beside_the_year_that_holds_them(board, small):
    _store(small, {"": 12})
    _store(small, {"": 10}, period="2017-18 Q1")
    assert [[period.label for period in trail.periods] for trail in _trails(board)] == [["2017-18"]]


def test_a_note_may_tell_what_is_hidden_so_it_is_dropped(board, small):
    _store(small, {"": 30}, note="No outcome for 2 children")
    assert _trails(board)[0].whole.latest == Figure(Decimal(30))


@pytest.mark.parametrize(("numerator", "shown"), [(3, Figure(mark="c")), (23, Figure(mark="c")), (10, None)])
def test_a_percentage_of_a_small_count_is_hidden(board, numerator, shown):
    indicator = IndicatorFactory(board=board, small_numbers=True, unit="percent")
    IndicatorValueFactory(indicator=indicator, numerator=numerator, denominator=26)
    allowed = Figure(Decimal(38), Decimal(10), Decimal(26))
    assert _trails(board)[0].whole.latest == (shown or allowed)


def test_deaths_of_children_are_protected_without_being_marked(board):
    _store(IndicatorFactory(board=board, theme="Child Deaths"), {"": 3})
    assert _shown(_trails(board)[0]) == {"": "c"}


def test_an_indicator_that_is_not_marked_is_told_as_it_is(board):
    _store(IndicatorFactory(board=board), {"": 10, "Girls": 3, "Boys": 7}, note="By sex")
    assert _shown(_trails(board)[0]) == {"": 10, "Girls": 3, "Boys": 7}
