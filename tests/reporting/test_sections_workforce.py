"""The section of workforce training."""

from datetime import date

from reporting.blocks import Cell, Prose
from reporting.section import ReportPeriod
from reporting.sections.workforce import Workforce
from tests.factories.partnership import AgencyFactory
from tests.factories.reporting import NarrativeFactory
from tests.factories.training import WorkforceTrainingFactory


def test_workforce_of_an_empty_year_prints_nothing(period: ReportPeriod) -> None:
    assert Workforce().blocks(period) == []


def test_workforce_prints_its_narrative(period: ReportPeriod) -> None:
    NarrativeFactory(board=period.board, section="workforce", text="Agencies report.")
    assert Workforce().blocks(period) == [Prose("Agencies report.")]


def test_per_cent_is_computed_where_the_numbers_are_known(period: ReportPeriod) -> None:
    agency = AgencyFactory(name="Westmoor Trust")
    WorkforceTrainingFactory(agency=agency, requirement="Level 1", service="North", staff=1834, trained=1735, percent=1)
    WorkforceTrainingFactory(agency=agency, requirement="Prevent", percent=85)
    (table,) = Workforce().blocks(period)
    assert table.caption == "Staff trained, 31 March 2018"
    assert [column.heading for column in table.columns] == ["Agency", "Requirement", "Trained", "Staff", "Per cent"]
    assert table.rows == (
        ("Westmoor Trust", Cell("Level 1", second="North"), "1,735", "1,834", "95%"),
        ("Westmoor Trust", Cell("Prevent"), "—", "—", "85%"),
    )


def test_figures_of_several_days_are_dated_one_by_one(period: ReportPeriod) -> None:
    agency = AgencyFactory(name="Probation")
    WorkforceTrainingFactory(agency=agency, requirement="Prevent", as_at=date(2017, 9, 30), percent=70)
    WorkforceTrainingFactory(agency=agency, requirement="Level 1", percent=80)
    (table,) = Workforce().blocks(period)
    assert table.caption == "Staff trained"
    assert [row[2] for row in table.rows] == ["30 September 2017", "31 March 2018"]
