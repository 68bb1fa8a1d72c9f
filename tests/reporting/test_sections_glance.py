"""The year at a glance: which figures are chosen, and which never are."""

from datetime import date
from decimal import Decimal

import pytest

from partnership.charts import ShareBar, Sparkline
from reporting.blocks import Callout, Change, Figures, Headline
from reporting.sections.glance import Glance
from tests.factories.partnership import (
    AttendanceFactory,
    GroupFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    MeetingFactory,
    SeatFactory,
)
from tests.factories.training import TrainingTotalFactory


@pytest.fixture
def store(board):
    def of(theme: str, title: str, values: dict[str, float], **fields: object) -> None:
        indicator = IndicatorFactory(board=board, theme=theme, title=title, **fields)
        for period, value in values.items():
            IndicatorValueFactory(indicator=indicator, period=period, value=value)

    return of


def _figures(period) -> dict[str, tuple[Headline, ...]]:
    return {block.style: block.headlines for block in Glance().blocks(period) if isinstance(block, Figures)}


def _labels(period, style: str = "grid") -> list[str]:
    return [headline.label for headline in _figures(period)[style]]


def _four(store) -> None:
    for number in range(4):
        store(f"Theme {number}", f"Indicator {number}", {"2017-18": 10})


def test_an_empty_year_leaves_the_section_out(period):
    assert Glance().blocks(period) == []


def test_fewer_than_four_figures_leave_the_section_out(store, period):
    for number in range(3):
        store("Context", f"Indicator {number}", {"2017-18": 10})
    assert Glance().blocks(period) == []


def test_a_full_year_has_a_band_a_grid_and_how_to_read_them(store, period):
    _four(store)
    store("Context", "Children", {"2017": 100, "2016": 80})
    assert [type(block) for block in Glance().blocks(period)] == [Figures, Figures, Callout]
    assert _figures(period)["band"] == (Headline("Children, 2017, +20 (+25%) since 2016", "100"),)


def test_no_more_than_three_and_eight_figures_are_chosen(store, period):
    for number in range(10):
        store("Context", f"Context {number}", {"2017-18": 10})
        store(f"Theme {number}", f"Indicator {number}", {"2017-18": 10})
    assert [len(headlines) for headlines in _figures(period).values()] == [3, 8]


def test_each_theme_gives_its_longest_run_before_any_gives_a_second(store, period):
    store("Early help", "Short", {"2017-18": 1})
    store("Early help", "Long", {"2016-17": 1, "2017-18": 2})
    store("Early help", "Longest", {"2015-16": 1, "2016-17": 1, "2017-18": 2})
    store("Front door", "Single", {"2017-18": 1})
    assert _labels(period) == ["Longest", "Single", "Long", "Short"]


def test_deaths_of_children_and_hidden_numbers_are_not_at_a_glance(store, period):
    _four(store)
    store("Child deaths", "Deaths", {"2017-18": 9})
    store("Exploitation", "Referrals", {"2017-18": 3}, small_numbers=True)
    assert _labels(period) == ["Indicator 0", "Indicator 1", "Indicator 2", "Indicator 3"]


def test_a_figure_tells_its_change_its_period_and_its_run(store, period):
    _four(store)
    store("Courts", "Within 26 weeks", {"2015-16": 58, "2016-17": 66, "2017-18": 73}, unit="percent", polarity="higher")
    assert _figures(period)["grid"][0] == Headline(
        "Within 26 weeks",
        "73",
        "%",
        Change("up", "+7 points", "better", "from 66% in 2016–17"),
        "2017–18",
        Sparkline("Within 26 weeks", ("2015–16", "2016–17", "2017–18"), (58, 66, 73), "percent", ("2016", "2018")),
    )


def test_a_figure_without_a_run_shows_how_much_of_its_target_is_reached(store, period):
    _four(store)
    store("Early help", "Families", {"2018-03-31": 677}, target=1090, polarity="higher")
    families = _figures(period)["grid"][-1]
    assert (families.note, families.spark) == (
        "31 March 2018; the target is 1,090",
        ShareBar("Families", Decimal(677), Decimal(1090), "count", ("0", "1,090")),
    )


def test_attendance_of_the_first_group_is_the_last_figure(store, board, period):
    _four(store)
    group = GroupFactory(board=board, title="Executive", group_kind="executive")
    for held_on, statuses in (
        (date(2017, 6, 1), ("present", "deputy", "present", "absent")),
        (date(2016, 6, 1), ("absent", "present")),
    ):
        meeting = MeetingFactory(group=group, held_on=held_on)
        for status in statuses:
            AttendanceFactory(meeting=meeting, seat=SeatFactory(group=group), status=status)
    assert _figures(period)["grid"][-1] == Headline(
        "Attendance: Executive",
        "75",
        "%",
        Change("up", "+25 points", "better", "from 50% in 2016–17"),
        "2017–18; 3 of 4 places filled",
    )


def test_training_stands_beside_the_year_before(store, board, period):
    _four(store)
    for year, attended in (("2016-17", 841), ("2017-18", 768)):
        TrainingTotalFactory(board=board, year=year, attended=attended)
    assert _figures(period)["grid"][-1] == Headline(
        "Attended multi-agency training",
        "768",
        "",
        Change("down", "−73 (−9%)", "worse", "from 841 in 2016–17"),
        "2017–18",
    )


def test_a_year_without_attendance_has_no_figure_of_it(store, period):
    _four(store)
    assert _labels(period)[-1] == "Indicator 3"
