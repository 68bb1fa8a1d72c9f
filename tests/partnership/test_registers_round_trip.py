"""What is typed into the registers goes out in the workbook, column by column, and is printed in the report."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from partnership.enums import Role
from partnership.models import Agency, Board, Group, Indicator
from partnership.principals import OPERATOR
from partnership.services.workbook import export_workbook
from partnership.workbook.columns import sheets
from partnership.workbook.problems import Problems
from partnership.workbook.reader import read_workbook
from reporting.section import ReportPeriod, Section
from reporting.sections.challenges import Challenges
from reporting.sections.engagement import Engagement
from reporting.sections.finance import Finance
from reporting.sections.inspections import Inspections
from reporting.sections.performance import Performance
from reporting.sections.policies import Policies
from reporting.sections.risks import Risks
from reporting.sections.scrutiny import Scrutiny
from tests.clients import user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory
from tests.partnership.grids import save

pytestmark = pytest.mark.django_db

# Of each sheet: the address, what is typed, and the row that goes out. "BOARD", "GROUP" and "AGENCY" stand for rows.
TYPED: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "risks": (
        "/risks/new/",
        {
            "reference": "R-01", "boards": ["BOARD"], "group": "GROUP", "title": "A risk", "description": "Described.",
            "likelihood": "4", "impact": "5", "target_likelihood": "2", "target_impact": "3", "controls": "- One tool",
            "owner_agency": "AGENCY", "status": "closed", "opened_on": "1/5/2017", "review_on": "1 June 2017",
            "closed_on": "2/7/2017",
        },
        {
            "reference": "R-01", "board": "NSCP", "group": "G1", "title": "A risk", "description": "Described.",
            "likelihood": 4, "impact": 5, "target_likelihood": 2, "target_impact": 3, "controls": "- One tool",
            "owner_agency": "POL", "status": "closed", "opened_on": date(2017, 5, 1), "review_on": date(2017, 6, 1),
            "closed_on": date(2017, 7, 2),
        },
    ),
    "challenges": (
        "/challenges/new/",
        {
            "reference": "CH-1", "boards": ["BOARD"], "raised_on": "1/5/2017", "raised_by": "Lay member",
            "challenge": "Why late?", "action_required": "Count.", "agencies": ["AGENCY"], "responsible": "The chair",
            "progress": "Counted.", "status": "closed", "closed_on": "2/7/2017",
        },
        {
            "reference": "CH-1", "board": "NSCP", "raised_on": date(2017, 5, 1), "raised_by": "Lay member",
            "challenge": "Why late?", "action_required": "Count.", "agencies": ["POL"], "responsible": "The chair",
            "progress": "Counted.", "status": "closed", "closed_on": date(2017, 7, 2),
        },
    ),
    "escalations": (
        "/escalations/new/",
        {
            "reference": "ESC-1", "boards": ["BOARD"], "raised_on": "1/5/2017", "raised_by": "AGENCY",
            "with_agency": "OTHER", "stage": "2", "theme": "Threshold", "resolved_on": "2/7/2017", "outcome": "Held.",
        },
        {
            "reference": "ESC-1", "board": "NSCP", "raised_on": date(2017, 5, 1), "raised_by": "POL",
            "with_agency": "CSC", "stage": 2, "theme": "Threshold", "resolved_on": date(2017, 7, 2), "outcome": "Held.",
        },
    ),
    "policies": (
        "/policies/new/",
        {
            "boards": ["BOARD"], "title": "A policy", "owner_group": "GROUP", "approved_on": "1/5/2017",
            "review_on": "1/5/2019", "url": "https://example.org/policy",
        },
        {
            "board": "NSCP", "title": "A policy", "owner_group": "G1", "approved_on": date(2017, 5, 1),
            "review_on": date(2019, 5, 1), "url": "https://example.org/policy",
        },
    ),
    "inspections": (
        "/inspections/new/",
        {
            "reference": "INS-1", "boards": ["BOARD"], "agency": "AGENCY", "inspectorate": "Ofsted",
            "title": "An inspection", "inspected_on": "1/5/2017", "published_on": "2/7/2017", "judgement": "Good",
            "summary": "Sound.",
        },
        {
            "reference": "INS-1", "board": "NSCP", "agency": "POL", "inspectorate": "Ofsted", "title": "An inspection",
            "inspected_on": date(2017, 5, 1), "published_on": date(2017, 7, 2), "judgement": "Good",
            "summary": "Sound.",
        },
    ),
    "engagement": (
        "/engagement-activities/new/",
        {
            "boards": ["BOARD"], "held_on": "1/5/2017", "title": "A survey", "participants": "children",
            "number": "1326", "heard": "They said.", "changed": "We did.",
        },
        {
            "board": "NSCP", "date": date(2017, 5, 1), "title": "A survey", "participants": "children", "number": 1326,
            "heard": "They said.", "changed": "We did.",
        },
    ),
    "scrutiny": (
        "/scrutiny-activities/new/",
        {
            "boards": ["BOARD"], "held_on": "1/5/2017", "title": "A visit", "finding": "Found.",
            "response": "Answered.",
        },
        {
            "board": "NSCP", "date": date(2017, 5, 1), "title": "A visit", "finding": "Found.",
            "response": "Answered.",
        },
    ),
    "contributions": (
        "/contributions/new/",
        {
            "board": "BOARD", "financial_year": "2017/18", "agency": "AGENCY", "agreed": "£28,706.49",
            "received": "1,000", "invoice": "raised", "note": "Late", "shared_with": ["SAB"],
        },
        {
            "board": "NSCP", "financial_year": "2017-18", "contributor": "POL", "agreed": Decimal("28706.49"),
            "received": Decimal(1000), "note": "Late", "shared_with": ["NSAB"],
        },
    ),
    "budget_lines": (
        "/budget-lines/new/",
        {
            "board": "BOARD", "financial_year": "2017-18", "kind": "expenditure", "category": "Salaries",
            "budget": "190,000", "actual": "189,500.50", "note": "One vacancy", "shared_with": ["SAB"],
        },
        {
            "board": "NSCP", "financial_year": "2017-18", "kind": "expenditure", "category": "Salaries",
            "budget": Decimal(190_000), "actual": Decimal("189500.5"), "note": "One vacancy", "shared_with": ["NSAB"],
        },
    ),
    "reserves": (
        "/reserves/new/",
        {"board": "BOARD", "financial_year": "2017-18", "opening": "£41,210.40", "closing": "44814.65"},
        {
            "board": "NSCP", "financial_year": "2017-18", "opening": Decimal("41210.4"),
            "closing": Decimal("44814.65"),
        },
    ),
    "indicators": (
        "/indicators/new/",
        {
            "reference": "CP-07", "boards": ["BOARD"], "title": "An indicator", "theme": "Child protection",
            "unit": "percent", "polarity": "lower", "definition": "Of the plans.", "source_agency": "AGENCY",
            "small_numbers": "no", "target": "22.5", "year_basis": "financial", "overlapping": "no",
        },
        {
            "code": "CP-07", "board": "NSCP", "title": "An indicator", "theme": "Child protection", "unit": "percent",
            "polarity": "lower", "definition": "Of the plans.", "source_agency": "POL", "small_numbers": False,
            "target": Decimal("22.5"), "year_basis": "financial", "overlapping": False,
        },
    ),
}  # fmt: skip
VALUE_TYPED = {
    "area": "local", "area_name": "Northvale", "breakdown": "Police", "value": "26.3%", "numerator": "89",
    "denominator": "338", "qualifier": "about", "note": "Provisional",
}  # fmt: skip
VALUE_OUT = {
    **VALUE_TYPED, "indicator": "CP-07", "period": "2017-18", "value": Decimal("26.3"), "numerator": 89,
    "denominator": 338,
}  # fmt: skip
#: What must stand in which section of the report.
PRINTED: tuple[tuple[type[Section], tuple[str, ...]], ...] = (
    (Risks, ("A risk", "R-01", "Described.", "One tool")),
    (Challenges, ("Why late?", "Count.", "Counted.", "The chair", "Lay member", "Threshold", "Held.")),
    (Policies, ("A policy",)),
    (Inspections, ("An inspection", "Ofsted", "Good", "Sound.")),
    (Engagement, ("A survey", "1,326", "They said.", "We did.")),
    (Scrutiny, ("A visit", "Found.", "Answered.")),
    (Finance, ("28,706", "Salaries", "189,500", "44,814")),
    (Performance, ("An indicator", "26.3", "Child protection")),
)


@pytest.fixture
def manager(client: Client, board: Board) -> Client:
    GroupFactory(reference="G1", board=board)
    AgencyFactory(code="POL", name="Police")
    AgencyFactory(code="CSC", name="Social care")
    BoardFactory(code="NSAB")
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def filled(typed: dict[str, Any]) -> dict[str, Any]:
    """The primary keys in place of the words that stand for rows."""
    keys = {
        "BOARD": Board.objects.get(code="NSCP").pk,
        "SAB": Board.objects.get(code="NSAB").pk,
        "GROUP": Group.objects.get(reference="G1").pk,
        "AGENCY": Agency.objects.get(code="POL").pk,
        "OTHER": Agency.objects.get(code="CSC").pk,
    }
    return {
        name: [keys[one] for one in value] if isinstance(value, list) else keys.get(value, value)
        for name, value in typed.items()
    }


def type_all(client: Client) -> None:
    for address, typed, _ in TYPED.values():
        response: Any = client.post(address, filled(typed))
        assert response.status_code == 302, (address, response.context and response.context["form"].errors)
    indicator = Indicator.objects.get()
    save(client, f"/indicators/{indicator.pk}/values/", {0: VALUE_TYPED}, period="2017-18")
    # Shown in the report: the whole, of which the police are a part.
    save(client, f"/indicators/{indicator.pk}/values/", {1: {"area": "local", "value": "26.3"}}, period="2017-18")


def exported() -> dict[str, list[dict[str, Any]]]:
    file, problems = BytesIO(), Problems()
    export_workbook(file=file, principal=OPERATOR)
    file.seek(0)
    content = read_workbook(file, problems)
    assert problems == []
    return {name: [dict(row.values) for row in rows] for name, rows in content.items()}


def test_every_column_is_typed() -> None:
    for name, (_, _, row) in [*TYPED.items(), ("indicator_values", ("", {}, VALUE_OUT))]:
        assert set(row) == set(sheets()[name].by_name), name


def test_what_is_typed_goes_out_in_the_workbook(manager: Client) -> None:
    type_all(manager)
    found = exported()
    for name, (_, _, row) in TYPED.items():
        assert found[name] == [row], name
    assert found["indicator_values"][0] == VALUE_OUT


def test_what_is_typed_is_printed_in_the_report(manager: Client, period: ReportPeriod) -> None:
    type_all(manager)
    missing = [
        (section.__name__, words)
        for section, wanted in PRINTED
        for words in wanted
        if words not in repr(section().blocks(period))
    ]
    assert missing == []
