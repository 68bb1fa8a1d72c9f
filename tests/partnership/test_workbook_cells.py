"""What a cell of each type may hold."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.workbook.cells import CLEAR, CellError, cell_value, parse_cell
from partnership.workbook.columns import Column

STATUS = ("not_met", "in_progress")
AGES = ("0-27 days", "28-364 days")


def column(kind, choices=()):
    return Column("sheet", "column", kind, choices, required=False, key=False, refers_to=None, meaning="")


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", None, None),
        ("text", "  ", None),
        ("text", "-", CLEAR),
        ("text", " - ", CLEAR),
        ("text", "=1+1", "=1+1"),
        ("text", " a  b ", "a  b"),
        ("text", 3, "3"),
        ("text", 3.0, "3"),
        ("text", 1.1, "1.1"),
        ("text", "_x0041_", "_x0041_"),
        ("text", "_x005F_x0041_", "_x0041_"),
        ("markdown", "a\r\n\r\n  b_x000D_\n", "a\n\n  b"),
        ("markdown", "fewer < 5 and <https://example.org>", "fewer < 5 and <https://example.org>"),
        ("code", "HSCB/1.a_b-c", "HSCB/1.a_b-c"),
        ("code", 12.0, "12"),
        ("list", "a; b\n c;;", ["a", "b", "c"]),
        ("list", 7, ["7"]),
        ("date", "31/03/2018", date(2018, 3, 31)),
        ("date", "1/2/2018", date(2018, 2, 1)),
        ("date", "2018-02-01", date(2018, 2, 1)),
        ("date", "2018-02-01 00:00:00", date(2018, 2, 1)),
        ("date", datetime(2018, 2, 1), date(2018, 2, 1)),
        ("boolean", "Yes", True),
        ("boolean", "NO", False),
        ("boolean", True, True),
        ("integer", "36,280", 36280),
        ("integer", "1 000", 1000),
        ("integer", 4.0, 4),
        ("integer", 0, 0),
        ("integer", "4.0", 4),
        ("number", "1,234.50", Decimal("1234.5")),
        ("number", 0.1, Decimal("0.1")),
        ("number", 0.1 + 0.2, Decimal("0.3")),
        ("number", 2 / 3, Decimal("0.666667")),
        ("number", "-0.5", Decimal("-0.5")),
        ("number", 100, Decimal(100)),
        ("money", "£28,706.49", Decimal("28706.49")),
        ("money", 28706.49, Decimal("28706.49")),
        ("money", 1.1 + 2.2, Decimal("3.30")),
        ("money", "−£7,000", Decimal("-7000.00")),
        ("money", "£-7000", Decimal("-7000.00")),
        ("money", 0, Decimal("0.00")),
        ("year", "2017/18", "2017-18"),
        ("period", "2017/18", "2017-18"),
        ("period", "2017-18 q3", "2017-18 Q3"),
        ("period", 2017, "2017"),
        ("period", 2017.0, "2017"),
        ("period", "31/03/2018", "2018-03-31"),
        ("period", datetime(2018, 3, 31), "2018-03-31"),
        ("period", "2016-04-01..31/08/2016", "2016-04-01..2016-08-31"),
        ("email", "a@example.org", "a@example.org"),
        ("url", "https://example.org/a?b=c", "https://example.org/a?b=c"),
    ],
)
def test_cell_that_fits_its_type_has_its_value(kind, raw, value):
    assert parse_cell(column(kind), raw) == value


@pytest.mark.parametrize(
    ("choices", "raw", "value"),
    [
        (STATUS, "Not met", "not_met"),
        (STATUS, "IN-PROGRESS", "in_progress"),
        (AGES, "0_27-Days", "0-27 days"),
        (("yes", "no"), True, "yes"),
    ],
)
def test_choice_is_found_without_case_spaces_and_dashes(choices, raw, value):
    assert parse_cell(column("choice", choices), raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        ("text", "two\nlines", "one line of text"),
        ("text", datetime(2018, 2, 1), "one line of text"),
        ("text", True, "one line of text"),
        ("text", "a\x0bb", "text without control characters"),
        ("text", "a_x0000_b", "text without control characters"),
        ("text", "a\ud800b", "text without control characters"),
        ("text", "x" * 32_768, "at most 32,767 characters"),
        ("markdown", "a <b>bold</b> word", "text without HTML"),
        ("markdown", "<!-- hidden -->", "text without HTML"),
        ("markdown", "x" * 32_768, "at most 32,767 characters"),
        ("code", "a b", "a code of up to 40 letters, digits and - _ . /"),
        ("code", "x" * 41, "a code of up to 40 letters, digits and - _ . /"),
        ("list", "; ;", "values parted by ; or line breaks"),
        ("date", "03/31/2018", "a day of the calendar, such as 31/03/2018, the day first"),
        ("date", "31/03/18", "a date such as 31/03/2018, the day first"),
        ("date", "31 March 2018", "a date such as 31/03/2018, the day first"),
        ("date", 43190, "a date such as 31/03/2018, the day first"),
        ("date", "0218-03-31", "a date such as 31/03/2018, the day first"),
        ("date", datetime(2018, 3, 31, 9), "a date without a time of day"),
        ("date", time(9), "a date such as 31/03/2018, the day first"),
        ("boolean", "maybe", "yes or no"),
        ("boolean", 1, "yes or no"),
        ("integer", "4.5", "a whole number"),
        ("integer", 4.5, "a whole number"),
        ("integer", "1,00", "a whole number"),
        ("integer", 2**31, "a whole number"),
        ("integer", True, "a whole number"),
        ("number", "12%", "a number such as 1,234.5"),
        ("number", float("inf"), "a number such as 1,234.5"),
        ("number", float("nan"), "a number such as 1,234.5"),
        ("number", "9" * 20, "a number such as 1,234.5"),
        ("number", "٣", "a number such as 1,234.5"),
        ("money", "£1.234", "pounds and pence such as £28,706.49"),
        ("money", "ten", "pounds and pence such as £28,706.49"),
        ("money", 10**11, "pounds and pence such as £28,706.49"),
        ("year", "2017-19", "a year such as 2017-18"),
        ("year", 2017, "a year such as 2017-18"),
        (
            "period",
            "2017-18 Q5",
            "a period such as 2017-18, 2017-18 Q3, 2018-03-31, 2017 or 2016-04-01..2016-08-31",
        ),
        ("email", "a@", "an e-mail address such as name@example.org"),
        ("url", "javascript:alert(1)", "a web address such as https://www.example.org"),
        ("url", 5, "a web address such as https://www.example.org"),
    ],
)
def test_cell_that_does_not_fit_says_what_was_expected(kind, raw, expected):
    with pytest.raises(CellError) as error:
        parse_cell(column(kind), raw)
    assert str(error.value) == expected


def test_unknown_choice_names_all_choices():
    with pytest.raises(CellError) as error:
        parse_cell(column("choice", STATUS), "open")
    assert str(error.value) == "one of not_met, in_progress"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2))
def test_money_survives_a_spreadsheet_number_to_the_penny(pounds):
    assert parse_cell(column("money"), float(cell_value(column("money"), pounds))) == pounds


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t")))
def test_text_survives_but_for_what_stands_around_it(text):
    parsed = parse_cell(column("markdown"), text.replace("<", ""))
    assert (parsed or "") in {text.replace("<", "").strip(), CLEAR}


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("boolean", False, "no"),
        ("list", ["a", "b"], "a\nb"),
        ("list", [], None),
        ("text", "", None),
        ("integer", 0, 0),
        ("money", Decimal("0.00"), Decimal("0.00")),
        ("date", date(2018, 3, 31), date(2018, 3, 31)),
    ],
)
def test_stored_value_is_written_in_its_type(kind, value, written):
    assert cell_value(column(kind), value) == written
