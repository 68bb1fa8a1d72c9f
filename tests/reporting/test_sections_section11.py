"""The section of section 11."""

import json

from partnership.models import Agency
from reporting.blocks import Heading, Mark, Matrix, MatrixRow, Prose, to_json
from reporting.section import ReportPeriod
from reporting.sections.section11 import Section11
from tests.factories.audits import Section11ReturnFactory
from tests.factories.partnership import ActionFactory, ActionPlanFactory, AgencyFactory
from tests.factories.reporting import NarrativeFactory


def assess(period: ReportPeriod, agency: Agency, *rags: str, **fields) -> list:
    return [
        Section11ReturnFactory(board=period.board, agency=agency, standard=number, rag=rag, **fields)
        for number, rag in enumerate(rags, start=1)
    ]


def test_section11_of_an_empty_year_prints_nothing(period: ReportPeriod) -> None:
    assert Section11().blocks(period) == []


def test_section11_without_returns_prints_its_narrative(period: ReportPeriod) -> None:
    NarrativeFactory(board=period.board, section="section11", text="Schools report under section 175/157.")
    assess(period, AgencyFactory(), "green", year="2016-17")
    assert Section11().blocks(period) == [Prose("Schools report under section 175/157.")]


def test_section11_prints_agencies_by_standards(period: ReportPeriod) -> None:
    assess(period, AgencyFactory(name="Council"), "green", "amber")
    assess(period, AgencyFactory(name="Police"), "not_applicable", "red")
    assess(period, AgencyFactory(name="School"), "green")
    (matrix,) = Section11().blocks(period)
    assert matrix == Matrix(
        caption="Agencies and standards, 2017–18",
        row_heading="Standard",
        columns=("Council", "Police", "School"),
        rows=(
            MatrixRow("Leadership commitment", (Mark("met"), "n/a", Mark("met")), ("2 of 2",), "1"),
            MatrixRow(
                "Clear statement of responsibilities", (Mark("partly_met"), Mark("not_met"), "—"), ("0 of 2",), "2"
            ),
        ),
        total_headings=("Met",),
        total=MatrixRow("Standards met", ("1 of 2", "0 of 1", "1 of 1"), ("2 of 4",)),
        note="n/a: not applicable.",
        reading="50% of the grades are “met”. No standard is met by fewer agencies than standard 2, "
        "clear statement of responsibilities: 0 of 2.",
    )


def test_more_agencies_than_a_page_holds_go_into_further_matrices(period: ReportPeriod) -> None:
    for number in range(7):
        assess(period, AgencyFactory(name=f"School {number}"), "green" if number else "red")
    first, last = Section11().blocks(period)
    assert (first.caption, last.caption) == (
        "Agencies and standards, 2017–18 (part 1 of 2)",
        "Agencies and standards, 2017–18 (part 2 of 2)",
    )
    assert (first.columns, last.columns) == (
        ("School 0", "School 1", "School 2"),
        ("School 3", "School 4", "School 5", "School 6"),
    )
    assert (first.total_headings, first.rows[0].totals, first.total.totals, first.reading) == ((), (), (), "")
    assert (last.total_headings, last.rows[0].totals, last.total.totals) == (("Met by all",), ("6 of 7",), ("6 of 7",))


def test_where_all_is_met_no_standard_is_called_weakest(period: ReportPeriod) -> None:
    assess(period, AgencyFactory(), "green", "green")
    (matrix,) = Section11().blocks(period)
    assert matrix.reading == "100% of the grades are “met”."


def test_round_in_which_nothing_applies_has_no_reading(period: ReportPeriod) -> None:
    assess(period, AgencyFactory(), "not_applicable")
    (matrix,) = Section11().blocks(period)
    assert (matrix.reading, matrix.total.totals) == ("", ("—",))


def test_last_years_counts_stand_beside(period: ReportPeriod) -> None:
    council = AgencyFactory(name="Council")
    assess(period, council, "amber", year="2016-17")
    assess(period, council, "green")
    assess(period, AgencyFactory(name="Police"), "green")
    _, standards, agencies = Section11().blocks(period)
    assert [column.heading for column in standards.columns] == ["Standard", "2016–17", "2017–18"]
    assert standards.rows == (("1. Leadership commitment", "0 of 1", "2 of 2"),)
    assert agencies.rows == (("Council", "0 of 1", "1 of 1"), ("Police", "—", "1 of 1"))


def test_next_steps_are_those_of_standards_not_fully_met(period: ReportPeriod) -> None:
    _, partly = assess(period, AgencyFactory(name="Council"), "green", "amber", action="Ask children.")
    ActionFactory(plan=ActionPlanFactory(record=partly), title="Ask them monthly")
    _, heading, intended, actions = Section11().blocks(period)
    assert heading == Heading("What happens next")
    assert [(row[0], row[1].markdown) for row in intended.rows] == [("Council, standard 2", "Ask children.")]
    assert actions.caption == "Actions of the returns"
    assert [(row[0], row[1].text) for row in actions.rows] == [("Council, standard 2", "Ask them monthly")]


def test_evidence_is_not_printed(period: ReportPeriod) -> None:
    assess(period, AgencyFactory(), "red", "green", evidence="CANARY-evidence")
    assert "CANARY" not in json.dumps(to_json(Section11().blocks(period)))
