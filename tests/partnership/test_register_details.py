"""What lists and pages say beside what is stored: who sits, what comes next, what is late, what is latest."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format

from partnership import registry
from partnership.enums import Role
from partnership.formats import date_words
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    GroupFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    MeetingFactory,
    PersonFactory,
    RiskFactory,
    SeatFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def test_a_group_names_the_present_holder_of_each_seat(manager: Client) -> None:
    seat, today = SeatFactory(label="Head of service"), timezone.localdate()
    SeatFactory(group=seat.group, label="Lay member")
    before = PersonFactory(name="CANARY before")
    TenureFactory(seat=seat, person=before, ends_on=today - timedelta(days=1))
    TenureFactory(seat=seat, person=PersonFactory(name="Helen Strand"), starts_on=today)
    page = page_of(manager, registry.url_of(seat.group))
    held = re.findall(r'data-label="Held by"[^>]*>([^<]*)<', page)
    assert (held, "CANARY" in page) == (["Helen Strand", "Nobody named"], False)


def test_a_group_says_when_it_meets_next(manager: Client) -> None:
    group, today = GroupFactory(), timezone.localdate()
    MeetingFactory(group=group, held_on=today + timedelta(days=1), status="cancelled")
    MeetingFactory(group=group, held_on=today + timedelta(days=60), status="planned")
    MeetingFactory(group=group, held_on=today + timedelta(days=30), status="planned")
    MeetingFactory(group=GroupFactory(), held_on=today + timedelta(days=2), status="planned")
    wanted = date_format(today + timedelta(days=30), "j F")
    figure = manager.get(registry.url_of(group)).context["page"].figures[0]
    assert (figure.words, figure.second) == (wanted, "next meeting, in 30 days")


def test_a_group_without_a_meeting_to_come_says_so(manager: Client) -> None:
    meeting = MeetingFactory(held_on=timezone.localdate() - timedelta(days=1))
    assert "No meeting planned" in page_of(manager, registry.url_of(meeting.group))


def test_meetings_begin_with_the_next_one(manager: Client) -> None:
    today = timezone.localdate()
    for days in (-40, 50, -3, 0, 10):
        MeetingFactory(title=f"Meeting {days}", held_on=today + timedelta(days=days))
    listed = re.findall(r">Meeting (-?\d+)</a>", page_of(manager, "/meetings/"))
    assert listed == ["0", "10", "50", "-3", "-40"]
    by_date = re.findall(r">Meeting (-?\d+)</a>", page_of(manager, "/meetings/?sort=-held"))
    assert by_date == ["50", "10", "0", "-3", "-40"]


@pytest.mark.parametrize(
    ("days", "status", "late"), [(-1, "open", True), (0, "open", False), (-1, "closed", False)]
)  # fmt: skip
def test_a_risk_says_that_its_review_is_late(days: int, status: str, late: bool, manager: Client) -> None:
    review_on = timezone.localdate() + timedelta(days=days)
    risk = RiskFactory(review_on=review_on, status=status)
    for address in ("/risks/?status=", registry.url_of(risk)):
        page = page_of(manager, address)
        assert (f"Review was due {date_words(review_on)}" in page) == late
        assert date_words(review_on) in page


def latest_cells(page: str) -> list[str]:
    """Figure and period of each row of the list."""
    found = re.findall(r'data-label="Latest"[^>]*>(.*?)</td>', page)
    return [re.sub(r"<[^>]+>", " ", cell).strip() for cell in found]


@pytest.mark.parametrize(("role", "shown"), [(Role.BUSINESS_MANAGER, "3 2025–26"), (Role.SCRUTINEER, "c 2025–26")])
def test_the_latest_figure_is_protected_from_those_who_do_not_maintain_it(
    role: Role, shown: str, client: Client
) -> None:
    indicator = IndicatorFactory(unit="count", small_numbers=True)
    IndicatorValueFactory(indicator=indicator, period="2024-25", value=4103)
    IndicatorValueFactory(indicator=indicator, period="2025-26", value=3)
    IndicatorValueFactory(indicator=indicator, period="2025-26", value=4107, area="england")
    client.force_login(user_with(role))
    page = page_of(client, "/indicators/")
    assert (latest_cells(page), "4,107" in page) == ([shown], False)


def test_the_latest_figure_is_the_last_that_is_known_of_the_own_area(manager: Client) -> None:
    indicator = IndicatorFactory(unit="percent")
    IndicatorValueFactory(indicator=indicator, period="2024-25", value=None, numerator=66, denominator=88)
    IndicatorValueFactory(indicator=indicator, period="2025-26", value=40, area="england")
    IndicatorFactory(unit="percent")
    assert latest_cells(page_of(manager, "/indicators/")) == ["75% 2024–25", ""]


def test_the_latest_figures_cost_the_same_for_one_and_for_ten_indicators(manager: Client) -> None:
    counts = []
    for more in (1, 9):
        for _ in range(more):
            IndicatorValueFactory(period="2025-26", value=3)
        with CaptureQueriesContext(connection) as captured:
            assert "2025–26" in page_of(manager, "/indicators/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("unit", "stored", "words"),
    [
        ("percent", {"numerator": 66, "denominator": 88}, "75% (66 of 88)"),
        ("percent", {"value": 40, "numerator": 66, "denominator": 88}, "40%"),
        ("count", {"numerator": 66}, "66"),
    ],
)
def test_a_computed_value_says_from_what(unit: str, stored: dict[str, int], words: str, manager: Client) -> None:
    value = IndicatorValueFactory(indicator=IndicatorFactory(unit=unit), **{"value": None, **stored})
    page = page_of(manager, registry.url_of(value.indicator))
    assert re.findall(r'data-label="Value"[^>]*>([^<]*)<', page) == [words]


def test_a_person_with_an_account_links_to_it_for_those_who_look_after_accounts(manager: Client) -> None:
    account = user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory())
    url = registry.url_of(PersonFactory(name="Priya Nair", user=account))
    address = f'href="{reverse("partnership:user-detail", args=[account.pk])}"'
    assert address in page_of(manager, url)
    seen = page_of(client_of(user_with(Role.SCRUTINEER)), url)
    assert account.name in seen
    assert address not in seen
