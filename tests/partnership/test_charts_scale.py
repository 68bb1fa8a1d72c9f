from decimal import Decimal

import pytest

from partnership.charts.scale import spread, ticks
from partnership.charts.svg import element, text_width, wrapped


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([87, 64], [0, 25, 50, 75, 100]),
        ([56], [0, 20, 40, 60]),
        ([1], [0, 1, 2]),
        ([Decimal("0.7")], [0, Decimal("0.2"), Decimal("0.4"), Decimal("0.6"), Decimal("0.8")]),
        ([-7000, 12500], [-10000, 0, 10000, 20000]),
        ([-3, None], [-3, -2, -1, 0]),
        ([None], [0, 1, 2]),
        ([], [0, 1, 2]),
        ([0, 0], [0, 1, 2]),
    ],
)
def test_ticks_are_round_and_include_nought(values, expected):
    assert ticks(None if value is None else Decimal(value) for value in values) == expected


@pytest.mark.parametrize("lowest", [0, -1, -37, -5000])
def test_ticks_are_three_to_five_and_hold_all_values(lowest):
    for highest in (*range(1, 120), 999, 38216, 191060):
        scale = ticks([Decimal(lowest), Decimal(highest)])
        assert 3 <= len(scale) <= 5, highest
        assert scale[0] <= lowest <= highest <= scale[-1]
        assert Decimal(0) in scale


def test_spread_moves_labels_apart_within_bounds():
    assert spread([50, 50, 140], [12, 12, 12], 0, 150) == [50, 62, 138]


def test_spread_keeps_labels_that_have_room():
    assert spread([80, 10], [12, 12], 0, 150) == [80, 10]


def test_wrapped_breaks_between_words():
    assert wrapped("one two three", text_width("one two")) == ["one two", "three"]


def test_wrapped_of_nothing_is_one_empty_line():
    assert wrapped("", 50) == [""]


def test_element_rounds_and_escapes():
    assert element("rect", x=1 / 3, y=-0.001, fill='"<&', stroke="") == '<rect x="0.33" y="0" fill="&quot;&lt;&amp;"/>'
