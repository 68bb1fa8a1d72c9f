import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from partnership.charts import (
    PRINT,
    SCREEN,
    BarChart,
    LineChart,
    Segment,
    Series,
    ShareBar,
    Sparkline,
    Stack,
    StackedBars,
    mostly_labelled,
    render,
)

SVG = "{http://www.w3.org/2000/svg}"
YEARS = ("2015–16", "2016–17", "2017–18")


def values(*numbers):
    return tuple(None if number is None else Decimal(str(number)) for number in numbers)


def line_chart(*series, labels=YEARS, unit="count"):
    return LineChart("Plans", labels, series, unit)


def drawn(chart, width=224, height=150):
    return ElementTree.fromstring(render(chart, PRINT, width, height))


def words(picture):
    return ["".join(found.itertext()) for found in picture.iter(f"{SVG}text")]


CHARTS = [
    line_chart(Series("Northvale", values(1, None, 3)), Series('<i> & "England"', values(2, 2, 2))),
    BarChart("Held", YEARS, (Series("Held", values(34, None, -5)),), "count", 2),
    BarChart("Held", ("A & B", "C"), (Series("2016–17", values(3, 4)), Series("2017–18", values(5, None))), "count", 1),
    StackedBars("Money", (Stack("Income", (Segment("Council", Decimal(9)), Segment("<b>", Decimal(-1)))),), "money"),
    Sparkline("Plans", YEARS, values(3, None, 5), "count", ("2015", "2018")),
    ShareBar("Families", Decimal(677), Decimal(1090), "count", ("0", "1,090")),
    # Nothing known, and nothing at all to draw, must not break a report.
    line_chart(Series("Northvale", values(None, None, None))),
    BarChart("Held", YEARS, (Series("Held", values(0, 0, None)),), "percent"),
    StackedBars("Money", (Stack("Income", (Segment("Council", Decimal(0)),)),), "money"),
    Sparkline("Plans", YEARS, values(None, None, None), "count", ("", "")),
    ShareBar("Families", Decimal(0), Decimal(0), "count"),
]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("theme", [PRINT, SCREEN])
def test_render_is_one_accessible_image_without_ids_styles_or_references(chart, theme):
    markup = render(chart, theme, 224, 150)
    picture = ElementTree.fromstring(markup)
    names = {name for part in picture.iter() for name in part.attrib}
    assert (picture.get("role"), picture[0].tag, picture[0].text) == ("img", f"{SVG}title", chart.describe())
    assert names & {"id", "style", "class", "href"} == set()
    assert {part.tag for part in picture.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "path", "line", "rect", "circle", "text", "tspan")
    }
    assert markup == render(chart, theme, 224, 150)


@pytest.mark.parametrize("chart", CHARTS)
def test_render_keeps_every_mark_inside_the_picture(chart):
    picture = drawn(chart)
    _, _, width, height = map(float, picture.get("viewBox").split())
    for part in picture.iter():
        x, y = float(part.get("x", 0)), float(part.get("y", 0))
        assert 0 <= x <= x + float(part.get("width", "0").removesuffix("pt")) <= width + 0.01
        assert 0 <= y <= height + 0.01


def test_describe_says_the_values_and_what_is_missing():
    chart = line_chart(Series("Northvale", values(1, None, 3)), Series("England", values(2, 2, 2)), unit="percent")
    assert chart.describe() == (
        "Plans. Northvale: 1% (2015–16), not shown (2016–17), 3% (2017–18). "
        "England: 2% (2015–16), 2% (2016–17), 2% (2017–18)."
    )


def test_line_chart_leaves_a_gap_where_a_value_is_missing():
    picture = drawn(line_chart(Series("Northvale", values(1, 2, None, 4)), labels=("a", "b", "c", "d")))
    path = next(part.get("d") for part in picture.iter(f"{SVG}path"))
    assert re.sub(r"[0-9. ]", "", path) == "MLM"
    assert len(list(picture.iter(f"{SVG}circle"))) == 3


def test_line_chart_names_the_period_of_a_line_that_ends_early():
    assert words(drawn(line_chart(Series("Us", values(1, 2, None)), labels=("a", "b", "c"))))[-1] == "2 Us, b"


def test_line_chart_keeps_end_labels_apart():
    series = [
        Series(name, values(70, 71, number)) for name, number in zip("ABCDE", (70, 70.1, 70, 69.9, 100), strict=True)
    ]
    picture = drawn(line_chart(*series))
    heights = sorted(
        float(part.get("y")) for part in picture.iter(f"{SVG}text") if part.find(f"{SVG}tspan") is not None
    )
    assert len(heights) == 5
    assert min(b - a for a, b in pairwise(heights)) >= 12


def test_line_chart_tells_series_apart_by_more_than_colour():
    picture = drawn(line_chart(*(Series(name, values(1, 2, 3)) for name in "ABCDE")))
    dashes = [part.get("stroke-dasharray") for part in picture.iter(f"{SVG}path") if part.get("transform") is None]
    assert sorted(dash or "" for dash in dashes) == ["", "1.5 2.5", "3 2", "6 3", "8 2 2 2"]


def test_columns_emphasise_one_and_label_each():
    picture = drawn(BarChart("Held", ("Q1", "Q2", "Q3"), (Series("Held", values(34, 32, 56)),), "count", 2))
    assert [part.get("fill") for part in picture.iter(f"{SVG}rect")] == [PRINT.soft, PRINT.soft, PRINT.strong]
    assert words(picture) == ["0", "20", "40", "60", "Q1", "Q2", "Q3", "34", "32", "56"]


def test_columns_turn_to_rows_where_labels_are_long():
    label = "Did not meet the criteria after initial investigation"
    picture = drawn(
        BarChart("Outcome", (label, "Ongoing", "Unfounded"), (Series("x", values(9, 17, None)),), "count", 0)
    )
    assert " ".join(words(picture)) == f"{label} 9 Ongoing 17 Unfounded —"
    assert {part.get("height") for part in picture.iter(f"{SVG}rect")} == {"11"}


def test_grouped_bars_name_each_period_beside_its_bar():
    chart = BarChart(
        "By age", ("0-4", "5-9"), (Series("2016–17", values(3, 4)), Series("2017–18", values(5, 6))), "count", 1
    )
    assert words(drawn(chart)) == ["0-4", "2016–17", "3", "2017–18", "5", "5-9", "2016–17", "4", "2017–18", "6"]


def test_stacked_bars_name_narrow_and_negative_parts_beneath():
    parts = (Segment("Salaries", Decimal(900)), Segment("Travel", Decimal(10)), Segment("Income", Decimal(-7)))
    assert words(drawn(StackedBars("Spent", (Stack("Spent", parts),), "money"))) == [
        "Spent",
        "£903",
        "Salaries",
        "£900",
        "Travel £10; Income −£7",
    ]


@pytest.mark.parametrize(
    ("parts", "labelled"),
    [((60, 40), True), ((60, *[1] * 40), True), ((49, *[1] * 51), False), ([5] * 20, False), ((0,), True)],
)
def test_stacked_bars_are_mostly_labelled_where_half_of_each_has_its_words_inside(parts, labelled):
    segments = tuple(Segment("Northvale Council", Decimal(part)) for part in parts)
    full = Stack("Spent", (Segment("All", Decimal(100)),))
    assert mostly_labelled(StackedBars("Money", (full, Stack("Income", segments)), "money"), 470) is labelled


@pytest.mark.parametrize(("part", "width"), [(Decimal(50), "50"), (Decimal(300), "100"), (Decimal("0.01"), "0.8")])
def test_share_bar_is_never_longer_than_the_whole(part, width):
    picture = drawn(ShareBar("Share", part, Decimal(100), "percent"), width=100, height=8)
    assert [rect.get("width") for rect in picture.iter(f"{SVG}rect")] == ["100", width]
