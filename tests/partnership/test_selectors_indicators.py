"""Which values of which indicators a report prints, what they are compared with, and what must not be shown."""

from decimal import Decimal

import pytest

from partnership.enums import Visibility
from partnership.models import Indicator
from partnership.period import Period, reporting_year
from partnership.principals import PUBLIC, PUBLIC_REPORT
from partnership.selectors.indicator_figures import Figure, PrintedIndicator, Trail
from partnership.selectors.indicators import indicators_of_year
from tests.factories.partnership import AgencyFactory, BoardFactory, IndicatorFactory, IndicatorValueFactory

YEAR = reporting_year("2017-18", 4)


def _read(board, year: Period = YEAR) -> list[PrintedIndicator]:
    return indicators_of_year(board, year, PUBLIC_REPORT)


def _trail(board, year: Period = YEAR) -> Trail:
    (indicator,) = _read(board, year)
    return indicator.trails[0]


def _labels(trail: Trail) -> list[str]:
    return [period.label for period in trail.periods]


def _store(indicator: Indicator, values: dict[str, float], **fields: object) -> None:
    for period, value in values.items():
        IndicatorValueFactory(indicator=indicator, period=period, value=value, **fields)


def _parts(indicator: Indicator, values: dict[str, int], period: str = "2017-18") -> None:
    for breakdown, value in values.items():
        IndicatorValueFactory(indicator=indicator, period=period, value=value, breakdown=breakdown)


def _marks(trail: Trail) -> dict[str, tuple[Decimal | None, str]]:
    return {line.breakdown: (line.latest.value, line.latest.mark) for line in trail.lines}


def test_indicators_of_the_board_and_of_no_board_are_printed(board):
    for code, boards in (("OWN", [board]), ("OTHERS", [BoardFactory()])):
        _store(IndicatorFactory(reference=code, boards=boards), {"2017-18": 5})
    shared = IndicatorFactory(reference="NOBODYS")
    shared.boards.clear()
    _store(shared, {"2017-18": 5})
    assert [indicator.code for indicator in _read(board)] == ["OWN", "NOBODYS"]


def test_an_indicator_of_two_boards_is_printed_once(board):
    _store(IndicatorFactory(reference="BOTH", boards=[board, BoardFactory()]), {"2017-18": 5})
    assert [(found.code, len(found.trails[0].lines)) for found in _read(board)] == [("BOTH", 1)]


def test_an_indicator_without_a_value_in_the_year_is_left_out(board):
    _store(IndicatorFactory(board=board), {"2016-17": 5, "2018-19": 6})
    assert _read(board) == []


def test_later_periods_and_the_sixth_earlier_one_are_not_printed(board):
    _store(IndicatorFactory(board=board), {f"{year}-{year - 1999}": year for year in range(2010, 2020)})
    assert _labels(_trail(board)) == ["2012-13", "2013-14", "2014-15", "2015-16", "2016-17", "2017-18"]


def test_every_period_of_the_year_is_printed_in_the_order_of_time(board):
    quarters = {f"2017-18 Q{quarter}": quarter for quarter in (3, 1, 4, 2)}
    _store(IndicatorFactory(board=board), {**quarters, "2016-17 Q4": 0, "2018-19 Q1": 9})
    assert _labels(_trail(board)) == ["2016-17 Q4", "2017-18 Q1", "2017-18 Q2", "2017-18 Q3", "2017-18 Q4"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("basis", "found"), [("", 0), ("financial", 0), ("calendar", 0), ("academic", 1), ("reporting", 1)]
)
def test_the_year_basis_says_whether_a_period_lies_in_the_year(basis, found):
    board = BoardFactory(year_start_month=10)
    _store(IndicatorFactory(board=board, year_basis=basis), {"2016-17 Q1": 5})
    assert len(_read(board, reporting_year("2016-17", 10))) == found


def test_a_year_and_its_quarters_are_two_trails_that_are_never_compared(board):
    _store(IndicatorFactory(board=board), {"2016-17": 100, "2017-18": 120, "2017-18 Q2": 32, "2017-18 Q3": 56})
    (indicator,) = _read(board)
    assert [_labels(trail) for trail in indicator.trails] == [["2016-17", "2017-18"], ["2017-18 Q2", "2017-18 Q3"]]
    assert [trail.change.movement for trail in indicator.trails] == ["+20 (+20%)", "+24 (+75%)"]


def test_snapshots_are_compared_with_the_snapshot_before(board):
    _store(IndicatorFactory(board=board), {"2017-03-31": 230, "2018-03-31": 263})
    assert _trail(board).change.movement == "+33 (+14%)"


def test_the_change_of_a_percentage_is_in_points(board):
    _store(IndicatorFactory(board=board, unit="percent", polarity="lower"), {"2016-17": 11, "2017-18": 8})
    assert _trail(board).change.words == "Better: −3 points"


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "value"),
    [
        ("percent", 17, 26, "65"),
        ("rate_per_10000", 88, 12_800, "68.8"),
        ("money", 1000, 30, "33.33"),
        ("weeks", 100, 3, "33.3"),
        ("count", 12, 40, "12"),
        ("percent", 3, 0, None),
    ],
)
def test_a_value_is_computed_from_its_numbers(board, unit, numerator, denominator, value):
    indicator = IndicatorFactory(board=board, unit=unit)
    IndicatorValueFactory(indicator=indicator, numerator=numerator, denominator=denominator)
    assert _trail(board).whole.latest.value == (value and Decimal(value))


def test_a_stored_value_is_not_computed_anew(board):
    indicator = IndicatorFactory(board=board, unit="percent")
    IndicatorValueFactory(indicator=indicator, value="52.8", numerator=47, denominator=89)
    assert _trail(board).whole.latest == Figure(Decimal("52.8"), Decimal(47), Decimal(89))


def test_a_missing_value_stays_missing(board):
    indicator = IndicatorFactory(board=board)
    _store(indicator, {"2016-17": 5})
    _store(indicator, {"2016-17": 50, "2017-18": 60}, area="england")
    trail = _trail(board)
    assert trail.whole.figures == (Figure(Decimal(5)), Figure())
    assert trail.change is None


def test_comparators_stand_in_the_order_of_areas_under_their_own_names(board):
    indicator = IndicatorFactory(board=board)
    _store(indicator, {"2017-18": 3}, area="similar_areas", area_name="Essex")
    _store(indicator, {"2017-18": 2}, area="england")
    _store(indicator, {"2017-18": 1})
    lines = _trail(board).lines
    assert [(line.area, line.own, line.latest.value) for line in lines] == [
        ("Local", True, 1),
        ("England", False, 2),
        ("Essex", False, 3),
    ]


def test_an_own_area_that_bears_a_name_is_still_ones_own(board):
    indicator = IndicatorFactory(board=board)
    _store(indicator, {"2017-18": 1}, area_name="Northvale")
    _store(indicator, {"2017-18": 2}, area="england")
    assert [(line.area, line.own) for line in _trail(board).lines] == [("Northvale", True), ("England", False)]


def test_the_breakdown_of_another_area_names_it_where_ones_own_has_none(board):
    indicator = IndicatorFactory(board=board)
    _store(indicator, {"2017-18": 1})
    _store(indicator, {"2017-18": 2}, area="england", breakdown="Girls")
    _store(indicator, {"2017-18": 3}, area="similar_areas", breakdown="Essex")
    assert [line.area for line in _trail(board).comparators] == ["England: Girls", "Essex"]


def test_a_part_that_only_another_area_has_is_missing_in_ones_own(board):
    indicator = IndicatorFactory(board=board)
    _parts(indicator, {"Girls": 1})
    _store(indicator, {"2017-18": 2}, area="england", breakdown="Boys")
    assert [(part.breakdown, part.latest) for part in _trail(board).parts] == [
        ("Girls", Figure(Decimal(1))),
        ("Boys", Figure()),
    ]


def test_breakdowns_are_the_same_whatever_their_case(board):
    indicator = IndicatorFactory(board=board)
    _parts(indicator, {"girls": 1}, period="2016-17")
    _parts(indicator, {"Girls": 2})
    assert [(part.breakdown, part.known) for part in _trail(board).parts] == [("Girls", 2)]


def test_a_comparator_of_another_period_is_not_beside_the_value(board):
    indicator = IndicatorFactory(board=board)
    _store(indicator, {"2017-18": 1})
    _store(indicator, {"2018-19": 2}, area="england")
    assert [line.area for line in _trail(board).lines] == ["Local"]


def test_shares_are_of_the_stored_whole_else_of_the_sum(board):
    indicator = IndicatorFactory(board=board)
    _store(indicator, {"2017-18": 140})
    _parts(indicator, {"Substantiated": 22, "Unfounded": 35})
    _parts(indicator, {"Substantiated": 10, "Unfounded": 30}, period="2016-17")
    trail = _trail(board)
    assert [[trail.share(part, place) for place in (0, 1)] for part in trail.parts] == [
        [(10, 40), (22, 140)],
        [(30, 40), (35, 140)],
    ]


@pytest.mark.parametrize("fields", [{"overlapping": True}, {"unit": "percent"}, {"unit": "rate_per_1000"}])
def test_parts_that_make_no_whole_have_no_share(board, fields):
    indicator = IndicatorFactory(board=board, **fields)
    _parts(indicator, {"Girls": 44, "Boys": 56})
    trail = _trail(board)
    assert [trail.share(part, 0) for part in trail.parts] == [None, None]


def test_words_of_the_indicator_come_with_it(board):
    agency = AgencyFactory(name="Northvale Council")
    indicator = IndicatorFactory(
        board=board, source_agency=agency, target=80, definition="At the end", polarity="lower"
    )
    _store(indicator, {"2017-18": 1}, qualifier="about", note="An estimate")
    (found,) = _read(board)
    assert (found.source, found.target, found.definition, found.polarity) == (
        "Northvale Council",
        80,
        "At the end",
        "lower",
    )
    assert found.trails[0].whole.latest == Figure(Decimal(1), qualifier="about", note="An estimate")


def test_what_the_principal_may_not_see_is_not_read(board):
    for visibility in Visibility:
        _store(IndicatorFactory(board=board, reference=visibility, visibility=visibility), {"2017-18": 1})
    assert [found.code for found in _read(board)] == ["public", "partnership"]
    assert [found.code for found in indicators_of_year(board, YEAR, PUBLIC)] == ["public"]


@pytest.mark.parametrize("rows", [1, 3])
def test_indicators_take_one_query(board, rows, django_assert_num_queries):
    for _ in range(rows):
        _store(IndicatorFactory(board=board, source_agency=AgencyFactory()), {"2016-17": 1, "2017-18": 2})
    with django_assert_num_queries(1):
        assert len(_read(board)) == rows
