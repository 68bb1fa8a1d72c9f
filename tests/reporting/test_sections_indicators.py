"""The sections that print indicators: the local context, what the data tell us, allegations."""

import pytest

from reporting.blocks import Heading, Prose, Standfirst, Table
from reporting.sections.allegations import Allegations
from reporting.sections.context import LocalContext
from reporting.sections.performance import Performance
from tests.factories.partnership import IndicatorFactory, IndicatorValueFactory
from tests.factories.reporting import NarrativeFactory

SECTIONS = [LocalContext(), Performance(), Allegations()]


@pytest.fixture
def full(board):
    """An indicator of each theme, with a value in the year, and a text of each section."""
    for theme in ("Context", "Child protection", "context", "Child deaths", "Allegations"):
        indicator = IndicatorFactory(board=board, theme=theme, title=f"Number: {theme}", polarity="lower")
        IndicatorValueFactory(indicator=indicator, period="2016-17", value=40)
        IndicatorValueFactory(indicator=indicator, period="2017-18", value=30)
    for section in SECTIONS:
        NarrativeFactory(board=board, section=section.key, text=f"Words on {section.key}.")


def _rows(blocks):
    return [row[0].text for block in blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_an_empty_year_leaves_the_section_out(section, period):
    assert section.blocks(period) == []


@pytest.mark.parametrize(
    ("section", "titles"),
    [
        (SECTIONS[0], ["Number: Context", "Number: context"]),
        (SECTIONS[1], ["Number: Child protection", "Number: Child deaths"]),
        (SECTIONS[2], ["Number: Allegations"]),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_a_full_year_prints_the_themes_of_the_section(section, titles, period, full):
    assert _rows(section.blocks(period)) == titles


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_what_people_wrote_stands_before_the_figures(section, period, full):
    blocks = [block for block in section.blocks(period) if isinstance(block, (Prose, Table))]
    assert blocks[0] == Prose(f"Words on {section.key}.")


def test_performance_has_a_heading_for_each_theme(period, full):
    headings = [block.text for block in Performance().blocks(period) if isinstance(block, Heading)]
    assert headings == ["Child protection", "Child deaths"]


def test_performance_opens_with_how_many_indicators_are_better(period, full):
    assert Performance().blocks(period)[0] == Standfirst(
        "Of 2 figures that can be compared with the period before: 2 better, 0 worse and 0 unchanged."
    )


def test_without_a_period_before_there_is_nothing_to_open_with(board, period):
    IndicatorValueFactory(indicator=IndicatorFactory(board=board, polarity="lower"), value=3)
    assert not [block for block in Performance().blocks(period) if isinstance(block, Standfirst)]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_section_of_indicators_takes_two_queries(section, rows, board, period, django_assert_num_queries):
    for theme in ("Context", "Child protection", "Allegations") * rows:
        IndicatorValueFactory(indicator=IndicatorFactory(board=board, theme=theme), value=3)
    with django_assert_num_queries(2):
        section.blocks(period)
