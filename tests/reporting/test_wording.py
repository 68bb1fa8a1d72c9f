"""Small pieces of markdown and of English."""

from datetime import date

import pytest

from partnership.text import to_plain
from reporting.blocks import Fact
from reporting.wording import bold, count_words, day, facts, labelled, months, paragraphs, plain


@pytest.mark.parametrize("text", ["*a* _b_ `c`", "1. one", "# not a heading", "[x](https://example.org)", "a < b & c"])
def test_plain_text_prints_as_it_stands(text: str) -> None:
    assert to_plain(plain(text)) == text


def test_plain_text_of_several_lines_becomes_one() -> None:
    assert plain(" one\n- two ") == r"one \- two"


@pytest.mark.parametrize(("text", "expected"), [("Chair", "**Chair**"), (" ", "")])
def test_nothing_is_not_made_bold(text: str, expected: str) -> None:
    assert bold(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("Yes.", "**Heard**\n\nYes."), ("", "")])
def test_label_without_text_is_left_out(text: str, expected: str) -> None:
    assert labelled("Heard", text) == expected


def test_parts_without_text_are_left_out() -> None:
    assert paragraphs(["one ", "", " two"]) == "one\n\ntwo"


@pytest.mark.parametrize(("count", "expected"), [(0, "0 actions"), (1, "1 action"), (2, "2 actions")])
def test_count_has_its_noun(count: int, expected: str) -> None:
    assert count_words(count, "action") == expected


def test_count_of_an_irregular_noun() -> None:
    assert (count_words(1, "agency", "agencies"), count_words(2, "agency", "agencies")) == ("1 agency", "2 agencies")


@pytest.mark.parametrize(("on", "expected"), [(date(2018, 3, 31), "31 March 2018"), (None, "")])
def test_unknown_day_is_nothing(on: date | None, expected: str) -> None:
    assert day(on) == expected


def test_span_of_months() -> None:
    assert months(date(2017, 4, 1), date(2018, 3, 31)) == "April 2017 to March 2018"


def test_facts_without_text_are_left_out() -> None:
    assert facts(("When", "Today"), ("Who", "")) == (Fact("When", "Today"),)
