"""Sections that print what people wrote: narratives, statements, group reports, terms."""

from datetime import date
from typing import Any

import pytest

from partnership.models import Board
from reporting.blocks import (
    Block,
    Bullets,
    Cell,
    Columns,
    Glossary,
    Heading,
    Prose,
    SideBox,
    Standfirst,
    Statement,
    Table,
    Term,
)
from reporting.section import ReportPeriod, all_sections
from tests.factories.partnership import ActionFactory, ActionPlanFactory, AgencyFactory, GroupFactory
from tests.factories.reporting import (
    AgencyStatementFactory,
    GlossaryTermFactory,
    GroupReportFactory,
    NarrativeFactory,
)

WITH_NARRATIVE = [
    "foreword", "introduction", "executive_summary", "about", "links", "priorities", "learning_framework", "engagement",
    "scrutiny", "challenges", "risks", "inspections", "policies", "groups", "agencies", "membership", "attendance",
    "effectiveness", "conclusions", "next_priorities",
]  # fmt: skip


def _blocks(key: str, period: ReportPeriod) -> list[Block]:
    return next(section for section in all_sections() if section.key == key).blocks(period)


@pytest.mark.parametrize("key", [*WITH_NARRATIVE, "glossary"])
def test_section_without_content_is_left_out(period: ReportPeriod, key: str) -> None:
    NarrativeFactory(board=period.board, section=key, edition="2016-17")
    NarrativeFactory(section=key)
    assert _blocks(key, period) == []


@pytest.mark.parametrize("key", WITH_NARRATIVE)
def test_narrative_alone_makes_a_section(period: ReportPeriod, key: str) -> None:
    NarrativeFactory(board=period.board, section=key, text="Told.")
    assert _blocks(key, period) == [Prose("Told.")]


def test_introduction_has_the_law_beside_the_text(period: ReportPeriod) -> None:
    period.board.legal_basis = "Children Act 2004"
    NarrativeFactory(board=period.board, section="introduction", text="Told.")
    assert _blocks("introduction", period) == [
        Columns((Prose("Told."),), (SideBox("The law behind it", (Prose("Children Act 2004"),)),))
    ]


def test_statements_come_one_an_agency_statutory_partners_first(board: Board, period: ReportPeriod) -> None:
    for name, partner in [("A school", False), ("Police", True), ("Council", True)]:
        agency = AgencyFactory(name=name, statutory_partner=partner)
        AgencyStatementFactory(board=board, agency=agency, order=2, heading="Next", text="More.")
        AgencyStatementFactory(board=board, agency=agency, order=1, heading="1. Impact", text="Much.")
        AgencyStatementFactory(board=board, agency=agency, year="2016-17", text="Old.")
    markdown = "### 1\\. Impact\n\nMuch.\n\n### Next\n\nMore."
    assert _blocks("agencies", period) == [Statement(name, markdown) for name in ("Council", "Police", "A school")]


def test_statements_are_listed_beneath_the_narrative(board: Board, period: ReportPeriod) -> None:
    NarrativeFactory(board=board, section="agencies", text="Told.")
    AgencyStatementFactory(board=board, agency=AgencyFactory(name="Police"))
    assert _blocks("agencies", period)[:2] == [Prose("Told."), Bullets(("Police",))]


def test_groups_report_in_parts_with_their_own_actions(board: Board, period: ReportPeriod) -> None:
    group = GroupFactory(board=board, title="Quality group")
    GroupReportFactory(board=board, group=group, heading="What we did", text="Much.")
    ActionFactory(plan=ActionPlanFactory(record=group), reference="A-1", title="Share it")
    GroupFactory(board=board, title="Silent group")
    *told, table = _blocks("groups", period)
    assert told == [Heading("Quality group"), Heading("What we did", level=3), Prose("Much.")]
    assert isinstance(table, Table)
    assert (table.caption, table.rows[0][:2]) == ("Actions of Quality group", (Cell("A-1"), Cell("Share it")))


def test_group_with_actions_alone_is_printed(board: Board, period: ReportPeriod) -> None:
    group = GroupFactory(board=board, title="Quality group")
    ActionFactory(plan=ActionPlanFactory(record=group))
    assert [type(block) for block in _blocks("groups", period)] == [Heading, Table]


@pytest.mark.parametrize(
    "group", [{"visibility": "restricted"}, {"ends_on": date(2017, 3, 31)}], ids=["restricted", "ended"]
)
def test_report_of_a_group_that_may_not_show_or_had_ended(
    board: Board, period: ReportPeriod, group: dict[str, Any]
) -> None:
    GroupReportFactory(board=board, group=GroupFactory(board=board, **group))
    assert _blocks("groups", period) == []


def test_terms_stand_in_alphabetical_order_whatever_their_case(period: ReportPeriod) -> None:
    for term in ("SCR", "early help", "CSE"):
        GlossaryTermFactory(term=term)
    standfirst, glossary = _blocks("glossary", period)
    assert isinstance(standfirst, Standfirst)
    meaning = "What it means."
    assert glossary == Glossary((Term("CSE", meaning), Term("early help", meaning), Term("SCR", meaning)))


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_texts(
    board: Board, period: ReportPeriod, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        group = GroupFactory(board=board)
        GroupReportFactory(board=board, group=group)
        ActionFactory(plan=ActionPlanFactory(record=group))
        AgencyStatementFactory(board=board)
        GlossaryTermFactory()
    for key, queries in {"agencies": 2, "groups": 8, "glossary": 1}.items():
        with django_assert_num_queries(queries):
            assert len(_blocks(key, period)) > 0
