import re
from datetime import date

import pytest

from partnership.period import (
    Period,
    canonical_period,
    financial_year,
    overlaps,
    parse_year,
    period_words,
    previous_year,
    reporting_year,
    resolve,
    year_label,
)

CANONICAL = ["2017-18", "1999-00", "2017-18 Q3", "2018-03-31", "2017", "2016-04-01..2016-08-31"]


def exactly(sentence):
    return f"^{re.escape(sentence)}$"


def days(period):
    return period.start, period.end


@pytest.mark.parametrize("text", ["2017-18", "2017/18", " 2017/18 "])
def test_parse_year_either_spelling(text):
    assert parse_year(text) == "2017-18"


def test_parse_year_at_the_turn_of_the_century():
    assert parse_year("1999/00") == "1999-00"


def test_parse_year_whose_second_part_does_not_follow():
    with pytest.raises(ValueError, match=exactly("“2017-19” is not a year: 2017 is followed by 18, as in 2017-18")):
        parse_year("2017-19")


@pytest.mark.parametrize("text", ["", "2017", "17-18", "2017-2018", "٢٠١٧-١٨", "2017-18 Q1", "2017-18\n2018-19"])
def test_parse_year_of_other_text(text):
    with pytest.raises(ValueError, match=exactly(f"“{text}” is not a year such as 2017-18")):
        parse_year(text)


@pytest.mark.parametrize("text", CANONICAL)
def test_canonical_period_of_canonical_text_is_itself(text):
    assert canonical_period(text) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2017/18", "2017-18"),
        ("2017/18 q3", "2017-18 Q3"),
        ("2017-18Q3", "2017-18 Q3"),
        ("31/03/2018", "2018-03-31"),
        ("5/4/2018", "2018-04-05"),
        (" 1/4/2016 .. 31/8/2016 ", "2016-04-01..2016-08-31"),
    ],
)
def test_canonical_period_of_other_spellings(text, canonical):
    assert canonical_period(text) == canonical


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2018", "“31/02/2018” is not a day of the calendar"),
        ("2018-13-01", "“2018-13-01” is not a day of the calendar"),
        ("2016-08-31..2016-04-01", "“2016-08-31..2016-04-01” ends before it starts"),
        ("2017-19 Q1", "“2017-19” is not a year: 2017 is followed by 18, as in 2017-18"),
        ("last year", "“last year” is not a period such as 2017-18, 2017-18 Q3, 2018-03-31, 2017 or 31/03/2018"),
        ("2017-18 Q5", "“2017-18 Q5” is not a period such as 2017-18, 2017-18 Q3, 2018-03-31, 2017 or 31/03/2018"),
    ],
)
def test_canonical_period_refused(text, reason):
    with pytest.raises(ValueError, match=exactly(reason)):
        canonical_period(text)


def test_reporting_year_from_october():
    assert reporting_year("2015/16", 10) == Period(date(2015, 10, 1), date(2016, 9, 30), "2015-16")


def test_financial_year_runs_from_april_to_march():
    assert days(financial_year("2017-18")) == (date(2017, 4, 1), date(2018, 3, 31))


@pytest.mark.parametrize(
    ("basis", "start", "end"),
    [
        ("financial", date(2015, 4, 1), date(2016, 3, 31)),
        ("reporting", date(2015, 10, 1), date(2016, 9, 30)),
        ("calendar", date(2015, 1, 1), date(2015, 12, 31)),
        ("academic", date(2015, 9, 1), date(2016, 8, 31)),
    ],
)
def test_resolve_year_by_basis(basis, start, end):
    assert resolve("2015-16", basis=basis, first_month=10) == Period(start, end, "2015-16")


@pytest.mark.parametrize(
    ("basis", "quarter", "start", "end"),
    [
        ("financial", 1, date(2015, 4, 1), date(2015, 6, 30)),
        ("financial", 4, date(2016, 1, 1), date(2016, 3, 31)),
        ("reporting", 1, date(2015, 10, 1), date(2015, 12, 31)),
        ("reporting", 2, date(2016, 1, 1), date(2016, 3, 31)),
        ("academic", 2, date(2015, 12, 1), date(2016, 2, 29)),
    ],
)
def test_resolve_quarter_counts_from_the_first_month_of_the_basis(basis, quarter, start, end):
    label = f"2015-16 Q{quarter}"
    assert resolve(label, basis=basis, first_month=10) == Period(start, end, label)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2018-03-31", date(2018, 3, 31), date(2018, 3, 31)),
        ("2016-04-01..2016-08-31", date(2016, 4, 1), date(2016, 8, 31)),
    ],
)
def test_resolve_period_that_no_basis_moves(text, start, end):
    resolved = {resolve(text, basis=basis, first_month=10) for basis in ("financial", "reporting", "academic")}
    assert resolved == {Period(start, end, text)}


def test_periods_sort_in_the_order_of_time():
    texts = ["2018-03-31", "2017-18", "2016-17", "2017-18 Q1", "2017"]
    periods = sorted(resolve(text, basis="financial", first_month=4) for text in texts)
    assert [period.label for period in periods] == ["2016-17", "2017", "2017-18 Q1", "2017-18", "2018-03-31"]


def test_overlaps_counts_the_first_and_the_last_day():
    year = financial_year("2017-18")
    last_day = Period(date(2018, 3, 31), date(2018, 3, 31), "2018-03-31")
    day_after = Period(date(2018, 4, 1), date(2018, 4, 1), "2018-04-01")
    assert [overlaps(year, last_day), overlaps(last_day, year), overlaps(year, day_after)] == [True, True, False]


@pytest.mark.parametrize(
    ("on", "first_month", "label"),
    [
        (date(2018, 3, 31), 4, "2017-18"),
        (date(2018, 4, 1), 4, "2018-19"),
        (date(2016, 9, 30), 10, "2015-16"),
        (date(1999, 12, 31), 4, "1999-00"),
    ],
)
def test_year_label_of_a_day(on, first_month, label):
    assert year_label(on, first_month) == label


def test_previous_year_across_the_century():
    assert previous_year("2000-01") == "1999-00"


def test_period_words_for_each_form():
    assert [period_words(text) for text in CANONICAL] == [
        "2017–18",
        "1999–00",
        "Quarter 3, 2017–18",
        "31 March 2018",
        "2017",
        "1 April 2016 to 31 August 2016",
    ]
