from datetime import date
from decimal import Decimal

import pytest

from partnership.formats import (
    Change,
    change_between,
    date_words,
    money_words,
    needs_pence,
    number_words,
    percent_words,
    share_words,
    short_date,
    value_words,
)


def test_dates_in_words():
    assert (date_words(date(2017, 4, 25)), short_date(date(2017, 4, 5))) == ("25 April 2017", "5 Apr")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (36280, "36,280"),
        (Decimal("22.2000"), "22.2"),
        (Decimal("100.00"), "100"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("-1234.50"), "−1,234.5"),
        (Decimal("-0.0"), "0"),
        (0, "0"),
    ],
)
def test_number_words(number, words):
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        (Decimal("73.0"), "percent", None, "73%"),
        (Decimal("92.1"), "percent", "", "92.1%"),
        (Decimal("22.2"), "weeks", None, "22.2 weeks"),
        (1, "days", None, "1 day"),
        (Decimal("68.8"), "rate_per_10000", None, "68.8"),
        (Decimal("22.2"), "score", None, "22.2"),
        (Decimal("1500"), "money", None, "£1,500"),
        (Decimal("1500.5"), "money", None, "£1,500.50"),
        (5, "count", "about", "about 5"),
        (35, "percent", "at_least", "at least 35%"),
        (None, "count", "about", "—"),
        (0, "count", None, "0"),
    ],
)
def test_value_words(value, unit, qualifier, words):
    assert value_words(value, unit, qualifier) == words


@pytest.mark.parametrize(
    ("amount", "pence", "words"),
    [
        (Decimal("130017"), False, "£130,017"),
        (Decimal("-7000"), False, "−£7,000"),
        (Decimal("28706.4"), True, "£28,706.40"),
        (Decimal("0.5"), False, "£1"),
        (Decimal("-0.2"), False, "£0"),
        (0, True, "£0.00"),
    ],
)
def test_money_words(amount, pence, words):
    assert money_words(amount, pence=pence) == words


def test_needs_pence_where_any_amount_has_them():
    assert needs_pence([Decimal("1.00"), None, Decimal("-2.01")])


def test_needs_pence_where_none_has_them():
    assert not needs_pence([Decimal("1.00"), None, 5])


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        (1, 8, "13%"),  # 12.5, half up
        (1, 200, "1%"),
        (1, 201, "under 1%"),
        (0, 201, "0%"),
        (677, 1090, "62%"),
        (Decimal("-7000"), 385099, "−2%"),
        (None, 5, "—"),
        (5, 0, "—"),
        (5, None, "—"),
    ],
)
def test_percent_words(numerator, denominator, words):
    assert percent_words(numerator, denominator) == words


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [(3, 4, "3 of 4, 75%"), (0, 9, "0 of 9, 0%"), (5, 10, "50%"), (5, 0, "—"), (None, 4, "—")],
)
def test_share_words_shows_small_bases(numerator, denominator, words):
    assert share_words(numerator, denominator) == words


@pytest.mark.parametrize(
    ("before", "now", "unit", "polarity", "words"),
    [
        (168, 201, "count", "neutral", "+33 (+20%)"),
        (841, 768, "count", "higher", "Worse: −73 (−9%)"),
        (66, 73, "percent", "higher", "Better: +7 points"),
        (11, 8, "percent", "lower", "Better: −3 points"),
        (76, 77, "percent", "higher", "Better: +1 point"),
        (Decimal("24.8"), Decimal("22.2"), "weeks", "lower", "Better: −2.6 (−10%)"),
        (60, Decimal("68.8"), "rate_per_10000", "", "+8.8 (+15%)"),
        (1000, 1001, "count", "neutral", "+1 (under 1%)"),
        (0, 5, "count", "lower", "Worse: +5"),
        (Decimal("-100"), Decimal("200"), "money", "higher", "Better: +£300"),
        (Decimal("200"), Decimal("100.50"), "money", "neutral", "−£99.50 (−50%)"),
        (5, Decimal("5.0"), "count", "higher", "No change"),
    ],
)
def test_change_between_in_words(before, now, unit, polarity, words):
    assert change_between(before, now, unit, polarity).words == words


def test_change_between_parts():
    change = change_between(841, 768, "count", "higher")
    assert change == Change(Decimal(-73), -9, "count", "down", "worse")
    assert change.movement == "−73 (−9%)"


@pytest.mark.parametrize(("before", "now"), [(None, 5), (5, None)])
def test_change_between_without_a_value(before, now):
    assert change_between(before, now, "count", "higher") is None
