"""How indicators are set: their theme's table, their charts, and the sentence under each."""

from datetime import date
from decimal import Decimal

import pytest

from partnership.charts import BarChart, LineChart, Series
from partnership.period import Period
from partnership.selectors.indicator_figures import Figure
from reporting import blocks
from reporting.blocks import Cell, Chart, Table
from reporting.indicator_blocks import by_theme, theme_blocks
from reporting.indicator_blocks.words import tick_words
from tests.reporting.trails import indicator, line, parts, trail

HIDDEN = Figure(mark="c")
NOTE = "c: number under 5, or one that would give such a number away, not shown."


def _blocks(*indicators):
    return theme_blocks(list(indicators), area="Northvale", caption="Plans")


def _table(*indicators) -> Table:
    return _blocks(*indicators)[0]


def _chart(*indicators) -> Chart:
    (_, chart) = _blocks(*indicators)
    return chart


def _headings(table: Table) -> list[str]:
    return [column.heading for column in table.columns]


def test_themes_keep_the_order_in_which_they_occur_and_ignore_case():
    one, two, three = (indicator(trail("2017", ("1",)), title=title, theme=theme) for title, theme in
                       (("A", "Early help"), ("B", "Context"), ("C", "early help")))  # fmt: skip
    assert by_theme([one, two, three]) == {"Early help": [one, three], "Context": [two]}


def test_a_theme_without_indicators_prints_nothing():
    assert _blocks() == []


def test_one_value_is_a_narrow_table_and_no_chart():
    plans = indicator(trail("2017-18", ("201",)), definition="At the end.", source="Northvale Council")
    assert _blocks(plans) == [
        Table(
            "Plans",
            (blocks.Column("Indicator"), blocks.Column("2017–18", "right", 25)),
            ((Cell("Plans", second="At the end"), Cell("201", strong=True)),),
            note="Source: Northvale Council.",
            full=False,
        )
    ]


def test_a_row_holds_before_latest_and_change():
    table = _table(indicator(trail("2015-03-31,2016-05-31", ("230", "263"), polarity="lower")))
    assert _headings(table) == ["Indicator", "31 March 2015", "31 May 2016", "Change"]
    assert table.rows == (
        (
            Cell("Plans", second="Lower is better"),
            Cell("230"),
            Cell("263", strong=True),
            Cell(change=blocks.Change("up", "+33", "worse", since="(+14%)")),
        ),
    )


def test_rows_of_different_periods_name_them_beneath_the_figures():
    table = _table(indicator(trail("2016-17,2017-18", ("1", "2"))), indicator(trail("2018-03-31", ("3",))))
    assert _headings(table) == ["Indicator", "2016–17", "Latest", "Change"]
    assert [row[1:3] for row in table.rows] == [
        (Cell("1"), Cell("2", second="2017–18", strong=True)),
        ("—", Cell("3", second="31 March 2018", strong=True)),
    ]


def test_comparators_have_columns_where_any_indicator_has_them():
    plain = indicator(trail("2017-18", ("5",), unit="percent"))
    rich = indicator(trail("2017-18", ("15.4",), line(("15.6",), "England"), unit="percent"))
    table = _table(plain, rich)
    assert _headings(table) == ["Indicator", "2017–18", "England"]
    assert [row[1:] for row in table.rows] == [(Cell("5%", strong=True), "—"), (Cell("15.4%", strong=True), "15.6%")]


def test_the_target_stands_beneath_the_title():
    aimed = indicator(trail("2017-18", ("15",), unit="percent", polarity="lower"), target=Decimal(20))
    assert _table(aimed).rows[0][0] == Cell("Plans", second="Lower is better; target 20%")


def test_a_percentage_stands_with_its_numbers():
    few, many = Figure(Decimal(75), Decimal(3), Decimal(4)), Figure(Decimal("52.8"), Decimal(47), Decimal(89))
    table = _table(*(indicator(trail("2017-18", (figure,), unit="percent")) for figure in (few, many)))
    assert [row[1] for row in table.rows] == [
        Cell("3 of 4, 75%", strong=True),
        Cell("52.8%", second="47 of 89", strong=True),
    ]


def test_a_qualifier_stands_before_the_value_and_notes_beneath_the_table():
    table = _table(indicator(trail("2017-18", (Figure(Decimal(50), qualifier="at_least", note="An estimate"),))))
    assert (table.rows[0][1], table.note) == (Cell("at least 50", strong=True), "Plans, 2017–18: An estimate.")


def test_a_missing_value_is_a_dash_and_a_hidden_one_is_marked():
    table = _table(indicator(trail("2015-16,2016-17,2017-18", (None, None, HIDDEN))))
    assert (table.rows[0][1:], table.note) == ((Cell("—"), Cell("c", strong=True), Cell("—")), NOTE)


def test_two_periods_are_two_columns_whose_figures_stand_in_the_table():
    chart = _chart(indicator(trail("2016-17,2017-18", ("45", "6"))))
    caption = "Plans, 2016–17 to 2017–18"
    drawing = BarChart(caption, ("2016–17", "2017–18"), (Series("Northvale", (45, 6)),), "count", emphasised=1)
    reading = "Northvale: 6 in 2017–18, down 39 (87%) from 45 in 2016–17."
    assert chart == Chart(caption, drawing, reading, half=True)


def test_a_longer_run_is_a_line_with_its_figures_in_a_table():
    england = line((None, "20", "22"), "England")
    _, table, chart = _blocks(indicator(trail("2015-16,2016-17,2017-18", ("15", "18", "21"), england, unit="percent")))
    assert isinstance(chart.drawing, LineChart)
    assert chart.drawing.series == (Series("Northvale", (15, 18, 21)), Series("England", (None, 20, 22)))
    assert chart.reading == (
        "Northvale: 21% in 2017–18, up 3 points from 18% in 2016–17, having risen each time since 2015–16; "
        "1 point below England (22%)."
    )
    assert (table.caption, _headings(table)) == (
        "Plans, 2015–16 to 2017–18",
        ["Indicator", "2015–16", "2016–17", "2017–18"],
    )
    assert table.rows == (
        (Cell("Plans", second="Northvale"), "15%", "18%", "21%"),
        (Cell("Plans", second="England"), "—", "20%", "22%"),
    )


@pytest.mark.parametrize(
    ("period", "tick"),
    [
        ("2017-18", "2017–18"),
        ("2017-18 Q3", "Quarter\u00a03, 2017–18"),
        ("2018-03-31", "31\u00a0March 2018"),
        ("2016-04-01..2016-08-31", "1 April 2016 to 31 August 2016"),
    ],
)
def test_a_period_beneath_a_chart_breaks_before_its_year_only(period, tick):
    assert tick_words(Period(date(2018, 3, 31), date(2018, 3, 31), period)) == tick


def test_runs_that_end_together_share_a_table():
    long = indicator(trail("2015-16,2016-17,2017-18", ("1", "2", "3")), title="Long")
    longer = indicator(trail("2014-15,2016-17,2017-18", ("4", "5", "6")), title="Longer")
    quarters = indicator(trail("2017-18 Q2,2017-18 Q3,2017-18 Q4", ("7", "8", "9")), title="Quarters")
    _, yearly, quarterly = (block for block in _blocks(long, longer, quarters) if isinstance(block, Table))
    assert yearly.rows == ((Cell("Long"), "—", "1", "2", "3"), (Cell("Longer"), "4", "—", "5", "6"))
    assert quarterly.rows == ((Cell("Quarters"), "7", "8", "9"),)


def test_more_periods_than_fit_take_a_second_table():
    months = ",".join(f"2017-{month:02}-01" for month in range(1, 12))
    tables = _blocks(indicator(trail(months, tuple(map(str, range(1, 12))))))[1:3]
    assert [len(table.columns) for table in tables] == [10, 3]
    assert [cell for table in tables for cell in table.rows[0][1:]] == [str(month) for month in range(1, 12)]


def test_a_hidden_figure_is_a_gap_in_the_chart_and_is_not_told():
    _, table, chart = _blocks(indicator(trail("2015-16,2016-17,2017-18", ("8", "9", HIDDEN))))
    assert chart.drawing.series == (Series("Northvale", (8, 9, None)),)
    assert chart.reading == "Northvale: 9 in 2016–17, up 1 (13%) from 8 in 2015–16."
    assert (table.rows, table.note) == (((Cell("Plans"), "8", "9", "c"),), NOTE)


def test_one_value_beside_another_area_is_compared():
    chart = _chart(indicator(trail("2017-18", ("15.4",), line(("15.6",), "England"), unit="percent")))
    assert (chart.drawing.labels, chart.drawing.series[0].values) == (
        ("Northvale", "England"),
        (Decimal("15.4"), Decimal("15.6")),
    )
    assert chart.reading == "Northvale: 15.4% in 2017–18; 0.2 points below England (15.6%)."
    assert chart.table is None


def test_like_comparisons_share_a_chart():
    found = [
        indicator(trail("2017-18", (own,), line(("15",), "England"), unit="percent"), title=title)
        for title, own in (("Primary", "20"), ("Secondary", "10"), ("Nursery", "15"))
    ]
    chart = _chart(*found)
    assert chart.drawing.labels == ("Primary", "Secondary", "Nursery")
    assert chart.drawing.series == (Series("Northvale", (20, 10, 15)), Series("England", (15, 15, 15)))
    assert chart.reading == "Northvale is above England in 1 of these 3 and below in 1."


def test_counts_of_areas_of_different_size_are_only_put_side_by_side():
    chart = _chart(indicator(trail("2017-18", ("300",), line(("50000",), "England"))))
    assert chart.reading == "Northvale: 300 in 2017–18; 50,000 in England."


def test_a_breakdown_has_rows_with_shares_and_the_whole_last():
    chart = _chart(indicator(trail("2017-18", ("140",), *parts({"Founded": ("22",), "Unfounded": ("35",)}))))
    assert (chart.drawing.labels, chart.drawing.emphasised) == (("Founded", "Unfounded"), 1)
    assert chart.table.rows == (("Founded", "22", "16%"), ("Unfounded", "35", "25%"))
    assert chart.table.totals == (("Whole", "140", "100%"),)
    assert chart.reading == "The highest figure is that of “Unfounded”: 35, 25% of the whole."


def test_a_breakdown_over_time_is_a_wide_table_with_changes():
    found = parts({"Girls": ("10", "15"), "Boys": ("10", "5")})
    table, chart = _blocks(indicator(trail("2016-17,2017-18", None, *found)))
    assert (chart.table, chart.half) == (None, True)
    assert _headings(table) == ["Breakdown", "2016–17", "2017–18", "Share", "Change"]
    assert table.rows[0] == (
        "Girls", "10", "15", "75%", Cell(change=blocks.Change("up", "+5", "neutral", since="(+50%)"))
    )  # fmt: skip
    assert table.totals == (("Whole", "20", "20", "100%", Cell("—")),)


def test_an_overlapping_breakdown_has_neither_shares_nor_a_sum():
    found = parts({"Neglect": ("10",), "Abuse": ("15",)})
    (chart,) = _blocks(indicator(trail("2017-18", None, *found, overlapping=True)))
    assert (chart.table.rows, chart.table.totals) == ((("Neglect", "10"), ("Abuse", "15")), ())
    assert chart.reading == "The highest figure is that of “Abuse”: 15."


def test_hidden_parts_are_told_nowhere():
    found = parts({"Peers": ("12",), "Gangs": (HIDDEN,), "Online": (HIDDEN,)})
    chart = _chart(indicator(trail("2017-18", ("30",), *found)))
    assert chart.table.rows == (("Peers", "12", "40%"), ("Gangs", "c", "—"), ("Online", "c", "—"))
    assert (chart.drawing.series[0].values, chart.reading, chart.table.note) == ((12, None, None), "", NOTE)


def test_parts_that_are_all_hidden_have_a_table_and_no_chart():
    _, table = _blocks(indicator(trail("2017-18", ("10",), *parts({"Girls": (HIDDEN,), "Boys": (HIDDEN,)}))))
    assert (table.caption, table.rows) == ("Plans, 2017–18", (("Girls", "c", "—"), ("Boys", "c", "—")))


def test_parts_of_other_areas_stand_beside_ones_own():
    own, england = line(("44",), breakdown="Girls"), line(("48",), "England", "Girls")
    (chart,) = _blocks(indicator(trail("2017-18", None, own, england, unit="percent")))
    assert (_headings(chart.table), chart.table.rows) == (
        ["Breakdown", "2017–18", "England"],
        (("Girls", "44%", "48%"),),
    )
