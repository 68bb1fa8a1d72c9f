"""The values of an indicator, typed for one period at a time."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.models import Indicator, IndicatorValue, ReadEntry
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, IndicatorFactory, IndicatorValueFactory
from tests.partnership.grids import errors_of, opened, save, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


@pytest.fixture
def indicator(db: None) -> Indicator:
    found: Indicator = IndicatorFactory(unit="percent")
    return found


@pytest.fixture
def values(indicator: Indicator) -> str:
    return f"/indicators/{indicator.pk}/values/"


def stored(indicator: Indicator) -> list[tuple[Any, ...]]:
    rows = IndicatorValue.objects.filter(indicator=indicator, archived_at=None).order_by("pk")
    return [(row.period, row.area, row.area_name, row.breakdown, row.value) for row in rows]


def test_a_value_is_typed_with_every_column(manager: Client, indicator: Indicator, values: str) -> None:
    typed = {
        "area": "other_area", "area_name": "Essex", "breakdown": "Police", "numerator": "1,326", "denominator": "2000",
        "qualifier": "about", "note": "Provisional",
    }  # fmt: skip
    save(manager, values, {0: typed, 1: {"area": "local", "value": "26.3%"}}, period="2026/27 Q1")
    first, second = IndicatorValue.objects.order_by("pk")
    found = (
        first.period,
        first.area,
        first.area_name,
        first.breakdown,
        first.value,
        first.numerator,
        first.denominator,
    )
    assert found == ("2026-27 Q1", "other_area", "Essex", "Police", None, 1326, 2000)
    assert (first.qualifier, first.note, second.period, second.value) == (
        "about", "Provisional", "2026-27 Q1", Decimal("26.3"),
    )  # fmt: skip


def test_a_new_period_begins_with_the_areas_of_the_latest(manager: Client, indicator: Indicator, values: str) -> None:
    IndicatorValueFactory(indicator=indicator, period="2023-24", breakdown="CANARY", value=1)
    IndicatorValueFactory(indicator=indicator, period="2024-25", value=None, numerator=3, denominator=4)
    IndicatorValueFactory(indicator=indicator, period="2024-25", area="england", breakdown="Police", value=20)
    grid = opened(manager, values)
    assert [(row.name, row.before, row["value"].value()) for row in grid.rows] == [
        ("Local", "3 of 4", None),
        ("England, Police", "20", None),
        *[("", "", None)] * 3,
    ]
    save(manager, values, {0: {"value": "7"}}, period="2025-26")
    assert stored(indicator)[3:] == [("2025-26", "local", "", "", 7)]


def test_a_quarter_begins_with_the_quarter_before(manager: Client, indicator: Indicator, values: str) -> None:
    IndicatorValueFactory(indicator=indicator, period="2025-26 Q1", value=5)
    IndicatorValueFactory(indicator=indicator, period="2025-26", breakdown="Year", value=9)
    assert [row.name for row in opened(manager, values + "?period=2025-26+Q2").rows[:2]] == ["Local", ""]


def test_a_period_that_is_on_record_is_changed_in_place(manager: Client, indicator: Indicator, values: str) -> None:
    IndicatorValueFactory(indicator=indicator, period="2024-25", value=1)
    value = IndicatorValueFactory(indicator=indicator, period="2025-26", value=2)
    address = values + "?period=2025-26"
    assert [(row.name, row.before) for row in opened(manager, address).rows[:2]] == [("Local", "1"), ("", "")]
    save(manager, address, {0: {"value": "3", "breakdown": "Schools"}}, period="2025-26 Q4")
    value.refresh_from_db()
    assert (value.period, value.breakdown, value.value, value.version) == ("2025-26 Q4", "Schools", 3, 2)


@pytest.mark.parametrize(
    ("period", "typed", "wrong"),
    [
        ("", {"area": "local", "value": "1"}, ["Type the period to which these values belong, such as 2026-27 Q1"]),
        (
            "2026-28",
            {"area": "local", "value": "1"},
            ["“2026-28” is not a year: 2026 is followed by 27, as in 2026-27"],
        ),
        ("2026-27", {"value": "1"}, ["Choose the area"]),
        ("2026-27", {"area": "local"}, ["Type a value, or a numerator and a denominator"]),
        ("2026-27", {"area": "local", "value": "many"}, ["Type a number, such as 1,326 or 26.3"]),
        (
            "2026-27",
            {"area": "local", "numerator": "1", "denominator": "0"},
            ["The denominator cannot be 0. Leave it blank where nobody was counted"],
        ),
    ],
)
def test_a_value_that_cannot_be_so_says_what_to_type(
    period: str, typed: dict, wrong: list[str], manager: Client, indicator: Indicator, values: str
) -> None:
    response = save(manager, values, {0: typed}, period=period)
    assert (errors_of(response), stored(indicator)) == (wrong, [])


def test_the_same_place_twice_is_refused(manager: Client, indicator: Indicator, values: str) -> None:
    row = {"area": "local", "breakdown": "Schools", "value": "1"}
    response = save(manager, values, {0: row, 1: {**row, "breakdown": "schools"}}, period="2026-27")
    assert errors_of(response) == ["“local” stands here twice. Leave one of the two blank"]


def test_the_second_who_types_a_period_loses_nothing(manager: Client, indicator: Indicator, values: str) -> None:
    for breakdown, value in (("", 3), ("Schools", 2)):
        IndicatorValueFactory(indicator=indicator, period="2025-26", breakdown=breakdown, value=value)
    address = values + "?period=2025-26"
    mine = sent(opened(manager, address), {0: {"value": "30"}}, period="2025-26")
    save(manager, address, {0: {"value": "4"}, 1: {"value": "5"}}, period="2025-26")
    response = manager.post(address, mine)
    grid = response.context["form"]
    assert (response.status_code, [row.theirs for row in grid.rows[:2]]) == (409, [["Value: 4"], []])
    manager.post(address, sent(grid, {}, period="2025-26"))
    assert [value for *_, value in stored(indicator)] == [30, 5]


def test_two_who_begin_a_period_see_each_other(manager: Client, indicator: Indicator, values: str) -> None:
    IndicatorValueFactory(indicator=indicator, period="2024-25", value=1)
    mine = sent(opened(manager, values), {0: {"value": "30"}}, period="2025-26")
    save(manager, values, {0: {"value": "4"}}, period="2025-26")
    response = manager.post(values, mine)
    assert (response.status_code, response.context["form"].rows[0].theirs) == (409, ["Value: 4"])
    assert [value for *_, value in stored(indicator)] == [1, 4]


def test_values_do_not_move_onto_a_period_that_has_its_own(manager: Client, indicator: Indicator, values: str) -> None:
    for period in ("2024-25", "2025-26"):
        IndicatorValueFactory(indicator=indicator, period=period, value=3)
    response = save(manager, values + "?period=2025-26", {}, period="2024-25")
    assert errors_of(response) == ["There are values of 2024–25 already. Open that period to change them"]
    assert [period for period, *_ in stored(indicator)] == ["2024-25", "2025-26"]


def test_a_value_that_is_taken_out_comes_back_when_typed_again(
    manager: Client, indicator: Indicator, values: str
) -> None:
    IndicatorValueFactory(indicator=indicator, period="2025-26", value=3)
    save(manager, values + "?period=2025-26", {0: {"taken_out": "on"}}, period="2025-26")
    assert stored(indicator) == []
    save(manager, values, {0: {"area": "local", "value": "8"}}, period="2025-26")
    assert (stored(indicator), IndicatorValue.objects.count()) == ([("2025-26", "local", "", "", 8)], 1)


def test_who_may_not_change_an_indicator_cannot_type_its_values() -> None:
    agency = AgencyFactory()
    indicator = IndicatorFactory(source_agency=agency, small_numbers=True)
    IndicatorValueFactory(indicator=indicator, period="2025-26", value=3)
    address = f"/indicators/{indicator.pk}/values/?period=2025-26"
    source = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    stranger = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    scrutineer = client_of(user_with(Role.SCRUTINEER))
    found = [one.get(address).status_code for one in (source, stranger, scrutineer)]
    assert found == [403, 404, 403]
    assert "Enter values" not in scrutineer.get(registry.url_of(indicator)).content.decode()


def test_typing_into_a_restricted_indicator_leaves_its_trace(
    manager: Client, indicator: Indicator, values: str
) -> None:
    indicator.visibility = Visibility.RESTRICTED
    indicator.save()
    assert manager.get(values).status_code == 200
    assert list(ReadEntry.objects.values_list("record_id", flat=True)) == [indicator.pk]


def test_the_grid_costs_the_same_for_one_and_for_ten_values(manager: Client, indicator: Indicator, values: str) -> None:
    counts = []
    for more in (1, 9):
        for number in range(more):
            IndicatorValueFactory(indicator=indicator, period="2025-26", breakdown=f"{more} {number}", value=1)
        with CaptureQueriesContext(connection) as captured:
            assert manager.get(values + "?period=2025-26").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_indicator_is_declared_with_every_column(manager: Client) -> None:
    board, agency = BoardFactory(), AgencyFactory()
    fields = {
        "title": "Second plans", "theme": "Child protection", "unit": "percent", "polarity": "lower", "target": "22.5",
        "definition": "Of the plans.", "source_agency": agency.pk, "year_basis": "academic", "small_numbers": "yes",
        "overlapping": "no", "boards": [board.pk], "reference": "CP-07",
    }  # fmt: skip
    manager.post("/indicators/new/", fields)
    row = Indicator.objects.get()
    found = {name: getattr(row, name) for name in fields if name not in {"boards", "source_agency"}}
    expected = {name: value for name, value in fields.items() if name in found}
    assert found == expected | {"target": Decimal("22.5"), "small_numbers": True, "overlapping": False}
    assert (list(row.boards.all()), row.source_agency) == ([board], agency)
