"""Challenges, risks, inspections, engagement, scrutiny and policies on the page."""

from datetime import date

from partnership.models import Board
from reporting.blocks import Cell, Change, Chip, Entry, Fact, Heading, Mark, Matrix, Register, Table
from reporting.section import ReportPeriod
from reporting.sections.challenges import Challenges
from reporting.sections.engagement import Engagement
from reporting.sections.inspections import Inspections
from reporting.sections.policies import Policies
from reporting.sections.risks import Risks
from reporting.sections.scrutiny import Scrutiny
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    ChallengeFactory,
    EngagementFactory,
    EscalationFactory,
    GroupFactory,
    InspectionFactory,
    PolicyFactory,
    RecommendationFactory,
    RiskFactory,
    ScrutinyActivityFactory,
)


def test_challenge_says_what_was_asked_and_what_came_of_it(board: Board, period: ReportPeriod) -> None:
    challenge = ChallengeFactory(
        board=board,
        reference="CH-1",
        challenge="Why are conferences late?\n\nIt was so last year.",
        action_required="A plan.",
        progress="Better.",
        raised_by="The Board",
        responsible="Independent Chair",
        raised_on=date(2017, 5, 1),
        status="closed",
        closed_on=date(2017, 9, 1),
    )
    challenge.agencies.set([AgencyFactory(name="Council")])
    ActionFactory(plan=ActionPlanFactory(record=challenge))
    heading, register, table = Challenges().blocks(period)
    assert heading == Heading("Challenge log")
    assert register == Register(
        (
            Entry(
                "Why are conferences late?",
                "CH-1",
                Chip("complete", "Closed"),
                (
                    Fact("Raised by", "The Board"),
                    Fact("To", "Council, Independent Chair"),
                    Fact("Raised on", "1 May 2017"),
                    Fact("Closed on", "1 September 2017"),
                ),
                "Why are conferences late?\n\nIt was so last year.\n\n"
                "**What we asked for**\n\nA plan.\n\n**What came of it**\n\nBetter.",
            ),
        )
    )
    assert isinstance(table, Table)
    assert table.caption == "Actions that follow from challenges"


def test_short_challenge_is_not_told_twice(board: Board, period: ReportPeriod) -> None:
    ChallengeFactory(board=board, reference="CH-1", title="Late?", challenge="Late?")
    assert Challenges().blocks(period)[1] == Register((Entry("Late?", "CH-1", Chip("on_course", "Open")),))


def test_escalations_follow_with_how_many_are_resolved(board: Board, period: ReportPeriod) -> None:
    council, police = AgencyFactory(name="Council"), AgencyFactory(name="Police")
    for reference, resolved_on in [("E-1", date(2017, 7, 1)), ("E-2", None)]:
        EscalationFactory(
            board=board,
            reference=reference,
            raised_by=council,
            with_agency=police,
            stage=2,
            theme="Thresholds",
            outcome="Agreed.",
            resolved_on=resolved_on,
        )
    heading, table = Challenges().blocks(period)
    assert heading == Heading("Escalations between agencies")
    assert isinstance(table, Table)
    assert table.reading == "1 of 2 escalations resolved by the end of the year."
    assert table.rows[0] == (
        Cell("E-1", second="Stage 2"),
        Cell("Council with Police"),
        Cell("Thresholds", markdown="Agreed."),
        Cell("1 June 2017", second="Resolved 1 July 2017"),
    )
    assert table.rows[1][-1] == Cell("1 June 2017", second="Not resolved by the end of the year")


def test_open_risks_are_counted_in_the_matrix(board: Board, period: ReportPeriod) -> None:
    for likelihood, impact, status in [(5, 4, "open"), (5, 4, "open"), (1, 1, "open"), (3, 3, "closed")]:
        RiskFactory(board=board, likelihood=likelihood, impact=impact, status=status, opened_on=date(2017, 5, 1))
    matrix = Risks().blocks(period)[0]
    assert isinstance(matrix, Matrix)
    assert [row.label for row in matrix.rows] == ["5", "4", "3", "2", "1"]
    assert matrix.rows[0].marks[3] == Mark("very_high", "2")
    assert matrix.rows[2].marks[2] == Mark("medium", "—")
    assert matrix.rows[4].marks[0] == Mark("low", "1")


def test_risk_shows_score_movement_and_aim(board: Board, period: ReportPeriod) -> None:
    RiskFactory(
        board=board,
        reference="R-1",
        title="Too few workers",
        group=GroupFactory(board=board, title="Executive"),
        owner_agency=AgencyFactory(name="Council"),
        description="Why.",
        controls="How.",
        likelihood=4,
        impact=5,
        target_likelihood=2,
        target_impact=5,
    )
    table = Risks().blocks(period)[1]
    assert isinstance(table, Table)
    assert table.rows == (
        (
            Cell("R-1"),
            Cell("Too few workers", second="Executive, Council", markdown="Why.\n\n**Controls**\n\nHow."),
            Cell(second="4 × 5 = 20", chip=Chip("very_high", "Very high")),
            Cell("10"),
        ),
    )


def test_risk_that_fell_is_better(board: Board, period: ReportPeriod) -> None:
    for reference, before in [("down", 5), ("level", 3), ("up", 1)]:
        risk = RiskFactory(board=board, reference=reference, likelihood=before, impact=4)
        risk.history.update(history_date="2017-01-01T12:00:00Z")
        risk.likelihood = 3
        risk._history_date = "2017-06-01T12:00:00Z"
        risk.save()
    table = Risks().blocks(period)[1]
    assert isinstance(table, Table)
    assert [row[3] for row in table.rows] == [
        Cell(change=Change("down", "−8", "better", "from 20")),
        Cell(change=Change("level", "No change", since="from 12")),
        Cell(change=Change("up", "+8", "worse", "from 4")),
    ]


def test_inspection_has_its_facts_in_order(board: Board, period: ReportPeriod) -> None:
    InspectionFactory(
        board=board,
        reference="OFSTED",
        title="Visit",
        agency=AgencyFactory(name="Council"),
        inspected_on=date(2017, 5, 1),
        published_on=date(2017, 7, 1),
        judgement="Good",
        summary="Well done.",
    )
    facts = (
        Fact("Inspectorate", "Ofsted"),
        Fact("Agency", "Council"),
        Fact("Inspected", "1 May 2017"),
        Fact("Published", "1 July 2017"),
        Fact("Judgement", "Good"),
    )
    assert Inspections().blocks(period) == [Register((Entry("Visit", "OFSTED", facts=facts, markdown="Well done."),))]


def test_inspection_has_its_recommendations_counted_and_its_actions(board: Board, period: ReportPeriod) -> None:
    plan = ActionPlanFactory(record=InspectionFactory(board=board, title="Visit"))
    RecommendationFactory(plan=plan, number=1, text="Do.", status="implemented", accepted=False, response="No.")
    RecommendationFactory(plan=plan, number=2, text="Do more.").agencies.set([AgencyFactory(name="Police")])
    ActionFactory(plan=plan, reference="A-1")
    _register, recommendations, actions = Inspections().blocks(period)
    assert isinstance(recommendations, Table)
    assert recommendations.reading == "Of 2 recommendations: 1 implemented, 1 open."
    refused = "Do.\n\n**Response**\n\nNot accepted.\n\nNo."
    assert recommendations.rows == (
        (Cell("1"), Cell(markdown=refused), Cell("—"), Cell(chip=Chip("complete", "Implemented"))),
        (Cell("2"), Cell(markdown="Do more."), Cell("Police"), Cell(chip=Chip("not_started", "Open"))),
    )
    assert isinstance(actions, Table)
    assert actions.caption == "Actions of Visit"


def test_engagement_says_what_was_heard_and_changed(board: Board, period: ReportPeriod) -> None:
    EngagementFactory(
        board=board, title="Takeover day", held_on=date(2017, 11, 30), number=1200, heard="Be there.", changed="We are."
    )
    assert Engagement().blocks(period) == [
        Register(
            (
                Entry(
                    "Takeover day",
                    facts=(Fact("When", "30 November 2017"), Fact("Who", "Children, 1,200 took part")),
                    markdown="**What we heard**\n\nBe there.\n\n**What changed**\n\nWe are.",
                ),
            )
        )
    ]


def test_scrutiny_has_finding_and_response(board: Board, period: ReportPeriod) -> None:
    ScrutinyActivityFactory(board=board, title="Deep dive", finding="Gaps.", response="Closed.")
    facts, told = (Fact("When", "1 June 2017"),), "**What was found**\n\nGaps.\n\n**Our response**\n\nClosed."
    assert Scrutiny().blocks(period) == [Register((Entry("Deep dive", facts=facts, markdown=told),))]


def test_policies_leave_out_columns_that_nobody_filled(board: Board, period: ReportPeriod) -> None:
    PolicyFactory(board=board, title="Procedures", approved_on=date(2018, 3, 31))
    PolicyFactory(board=board, title="Toolkit")
    (table,) = Policies().blocks(period)
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["Policy", "Approved"]
    assert table.rows == ((Cell("Procedures"), Cell("31 March 2018")), (Cell("Toolkit"), Cell("—")))
