"""Priorities of the plans in force, and those of the plans to come."""

from datetime import date

import pytest

from partnership.models import Board, BusinessPlan
from reporting.blocks import (
    Bullets,
    Callout,
    Cell,
    Chip,
    Columns,
    Heading,
    PriorityOpener,
    Prose,
    SideBox,
    StatusBar,
    StatusCount,
    Table,
)
from reporting.section import ReportPeriod
from reporting.sections.next_priorities import NextPriorities
from reporting.sections.priorities import NO_DIFFERENCE, Priorities
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    BusinessPlanFactory,
    GroupFactory,
    ObjectiveFactory,
    PriorityFactory,
    PriorityProgressFactory,
)


@pytest.fixture
def plan(board: Board) -> BusinessPlan:
    return BusinessPlanFactory(board=board, title="Plan 2017-19")


def test_priority_tells_what_was_wanted_done_and_changed(period: ReportPeriod, plan: BusinessPlan) -> None:
    group = GroupFactory(boards=plan.boards.all(), title="Neglect group")
    priority = PriorityFactory(
        plan=plan, number="1", title="Neglect", description="Why.", outcomes_sought=["Seen early"], lead_group=group
    )
    PriorityProgressFactory(
        priority=priority, rag="green", did=["A"], learned=["B"], difference=["C*"], next=["D"], summary="E."
    )
    overview, *blocks = Priorities().blocks(period)
    assert isinstance(overview, Table)
    assert overview.rows == ((Cell("1"), Cell("Neglect"), Cell("Neglect group"), Cell(chip=Chip("on_course"))),)
    assert blocks == [
        PriorityOpener("1", "Neglect", Chip("on_course"), lead="Neglect group", plan="Plan 2017-19"),
        Prose("Why."),
        Heading("What we wanted"),
        Bullets(("Seen early",)),
        Heading("What we did"),
        Bullets(("A",)),
        Callout("difference", "What difference we made", r"- C\*"),
        Heading("What we learned"),
        Bullets(("B",)),
        Heading("What is next"),
        Bullets(("D",)),
        Prose("E."),
    ]


def test_year_without_a_difference_says_that_none_can_be_shown(period: ReportPeriod, plan: BusinessPlan) -> None:
    PriorityProgressFactory(priority=PriorityFactory(plan=plan), did=["A"])
    assert Priorities().blocks(period)[-1] == Callout("gap", "What we cannot show yet", NO_DIFFERENCE)


def test_actions_stand_beside_the_text_and_in_a_table(period: ReportPeriod, plan: BusinessPlan) -> None:
    priority = PriorityFactory(plan=plan, number="2", description="Why.")
    PriorityProgressFactory(priority=priority, rag="red", difference=["C"])
    actions = ActionPlanFactory(record=priority)
    for status, due_on in [("open", date(2018, 3, 1)), ("open", date(2018, 4, 1)), ("complete", None)]:
        ActionFactory(plan=actions, status=status, due_on=due_on)
    ActionFactory(plan=actions, status="cancelled")
    overview, opener, columns, _difference, table = Priorities().blocks(period)
    assert isinstance(overview, Table)
    assert overview.rows[0][-1] == Cell("1 of 3")
    assert isinstance(opener, PriorityOpener)
    assert (opener.chip, opener.reason_label, opener.reason) == (
        Chip("overdue", "Off course"),
        "Why off course",
        "1 action overdue, 1 at risk",
    )
    counts = (StatusCount("complete", 1), StatusCount("at_risk", 1), StatusCount("overdue", 1))
    assert columns == Columns((Prose("Why."),), (SideBox("", (StatusBar("Actions of this priority", counts),)),))
    assert isinstance(table, Table)
    assert [row[-1].chip for row in table.rows if isinstance(row[-1], Cell)] == [
        Chip("overdue", "30 days late"),
        Chip("at_risk", "Due in 1 day"),
        Chip("complete", "Complete"),
        Chip("not_started", "Cancelled"),
    ]


def test_reason_counts_actions_at_risk_where_none_is_late(period: ReportPeriod, plan: BusinessPlan) -> None:
    priority = PriorityFactory(plan=plan)
    PriorityProgressFactory(priority=priority, rag="amber")
    ActionFactory(plan=ActionPlanFactory(record=priority), status="open", due_on=date(2018, 4, 1))
    (opener,) = [block for block in Priorities().blocks(period) if isinstance(block, PriorityOpener)]
    assert opener.reason == "1 action at risk"


def test_objectives_are_rated_and_counted(period: ReportPeriod, plan: BusinessPlan) -> None:
    priority = PriorityFactory(plan=plan, number="1")
    for number, rag in [("1.10", "red"), ("1.2", "blue"), ("1.1", "")]:
        ObjectiveFactory(priority=priority, number=number, text=f"Objective {number}", rag=rag)
    table = Priorities().blocks(period)[-1]
    assert isinstance(table, Table)
    assert (table.caption, table.reading) == (
        "Objectives of priority 1",
        "Of 3 objectives: 1 complete, 1 off course, 1 not rated.",
    )
    assert table.rows == (
        (Cell("1.1"), Cell("Objective 1.1"), Cell("—")),
        (Cell("1.2"), Cell("Objective 1.2"), Cell(chip=Chip("complete"))),
        (Cell("1.10"), Cell("Objective 1.10"), Cell(chip=Chip("overdue", "Off course"))),
    )


def test_next_plan_stands_in_its_own_section(board: Board, period: ReportPeriod) -> None:
    coming = BusinessPlanFactory(
        board=board, title="Plan 2018-20", starts_on=date(2018, 4, 1), ends_on=date(2020, 3, 31)
    )
    lead = GroupFactory(board=board, title="Quality group")
    priority = PriorityFactory(
        plan=coming, number="1", title="Early help", description="Why.", outcomes_sought=["Soon"], lead_group=lead
    )
    ObjectiveFactory(priority=priority, number="1.1", text="Do it", success_measure="Done", progress="Begun.")
    assert Priorities().blocks(period) == []
    *blocks, table = NextPriorities().blocks(period)
    assert blocks == [
        Heading("Plan 2018-20"),
        Prose("April 2018 to March 2020."),
        Heading("Priority 1: Early help", level=3),
        Prose("Why.\n\n**Led by** Quality group"),
        Bullets(("Soon",)),
    ]
    assert isinstance(table, Table)
    told = "**Measure of success**\n\nDone\n\n**Progress**\n\nBegun."
    assert (table.rows, table.reading) == (((Cell("1.1"), Cell("Do it", markdown=told)),), "")


@pytest.mark.parametrize(
    ("today", "words"),
    [(date(2017, 11, 21), "On course"), (date(2018, 1, 3), "2 days late"), (date(2018, 6, 1), "89 days late")],
)
def test_lateness_is_counted_to_today_while_the_year_runs_and_to_its_end_afterwards(
    today: date, words: str, period: ReportPeriod, plan: BusinessPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *of: today)
    priority = PriorityFactory(plan=plan)
    ActionFactory(plan=ActionPlanFactory(record=priority), status="open", due_on=date(2018, 1, 1))
    table = Priorities().blocks(period)[-1]
    assert isinstance(table, Table)
    assert [row[-1].chip.text for row in table.rows if isinstance(row[-1], Cell) and row[-1].chip] == [words]


def test_a_plan_that_begins_later_in_a_running_year_is_yet_to_come(
    board: Board, period: ReportPeriod, monkeypatch: pytest.MonkeyPatch
) -> None:
    coming = BusinessPlanFactory(board=board, title="Plan", starts_on=date(2018, 1, 1), ends_on=date(2020, 3, 31))
    PriorityFactory(plan=coming)
    for today, told in [(date(2017, 11, 21), [False, True]), (date(2018, 6, 1), [True, False])]:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *of, day=today: day)
        assert [bool(section.blocks(period)) for section in (Priorities(), NextPriorities())] == told
