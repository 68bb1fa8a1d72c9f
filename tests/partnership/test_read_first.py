"""What home tells the scrutineer to read first: each sentence equals its list."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.enums import Role
from partnership.models import Action, Risk
from partnership.period import year_label
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    AgencyFactory,
    AttendanceFactory,
    ChallengeFactory,
    ContributionFactory,
    EscalationFactory,
    GroupFactory,
    MeetingFactory,
    RiskFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def scrutineer() -> Client:
    return client_of(user_with(Role.SCRUTINEER))


def sentences(client: Client) -> dict[str, str]:
    """Words and addresses of what is to be read first."""
    page = client.get("/").content.decode()
    if 'id="read-first"' not in page:
        return {}
    card = page.split('id="read-first"')[1].split("</section>")[0]
    return {words: unescape(url) for url, words in re.findall(r'href="([^"]+)">([^<]+)</a>', card)}


def told(client: Client) -> list[tuple[str, str]]:
    """Each sentence with what its list counts."""
    return [(words, client.get(url).context["count"]) for words, url in sentences(client).items()]


def moved(times: int, **values: object) -> Action:
    action = ActionFactory(due_on=ago(-10), **values)
    for number in range(times):
        action.due_on = ago(-20 - number)
        action.save()
    return action


def test_actions_whose_dates_moved_often_are_told(scrutineer: Client) -> None:
    for times in (3, 4, 2, 0):
        moved(times)
    moved(5, status="complete")
    assert told(scrutineer) == [("2 open actions have moved their dates three times or more.", "2 actions")]


def test_without_moved_dates_those_overdue_longest_are_told(scrutineer: Client) -> None:
    ActionFactory(due_on=ago(3))
    first = ActionFactory(due_on=ago(40)).due_on
    words = f"2 actions are overdue, the first since {first.day} {first:%B %Y}."
    assert told(scrutineer) == [(words, "2 actions")]


def rescored(likelihood: int, days: int) -> Risk:
    """A risk of a year and a half whose likelihood was 2 and changed so many days ago."""
    risk = RiskFactory(likelihood=2, impact=2, review_on=None)
    risk.history.update(history_date=timezone.now() - timedelta(days=500))
    risk.likelihood = likelihood
    risk.save()
    risk.history.filter(likelihood=likelihood).update(history_date=timezone.now() - timedelta(days=days))
    return risk


def test_risks_that_rose_or_stand_high_past_their_review_are_told(scrutineer: Client) -> None:
    rescored(4, days=30)
    RiskFactory(likelihood=5, impact=5, review_on=ago(1))
    rescored(4, days=400)
    rescored(1, days=30)
    RiskFactory(likelihood=5, impact=5, review_on=ago(-1))
    RiskFactory(likelihood=1, impact=1, review_on=ago(1))
    RiskFactory(likelihood=5, impact=5, review_on=ago(1), status="closed")
    words = "2 risks stand higher than 12 months ago, or high past their review."
    assert told(scrutineer) == [(words, "2 risks")]


def test_money_that_has_not_come_is_told_of_the_present_year(scrutineer: Client) -> None:
    year = year_label(timezone.localdate(), 4)
    ContributionFactory(financial_year=year, agreed=10_000, received=4_000)
    ContributionFactory(financial_year=year, agreed="0.50", received=None)
    ContributionFactory(financial_year=year, agreed=700, received=900)
    ContributionFactory(financial_year="2017-18", agreed=10_000, received=None)
    printed = year.replace("-", "–")
    words = f"2 contributions are not fully received for {printed}: £6,000.50 outstanding."
    assert told(scrutineer) == [(words, "2 contributions")]


def test_challenges_that_wait_longest_are_told(scrutineer: Client) -> None:
    first = ChallengeFactory(progress="", raised_on=ago(90)).raised_on
    ChallengeFactory(progress="", raised_on=ago(9))
    ChallengeFactory(progress="Answered.", raised_on=ago(200))
    words = f"2 challenges wait for an answer, the first since {first.day} {first:%B %Y}."
    assert told(scrutineer) == [(words, "2 challenges")]


def test_escalations_over_their_limit_are_told(scrutineer: Client) -> None:
    EscalationFactory(stage=1, raised_on=ago(60), stage_since=ago(60), resolved_on=None)
    EscalationFactory(stage=1, raised_on=ago(0), stage_since=ago(0), resolved_on=None)
    EscalationFactory(stage=1, raised_on=ago(60), resolved_on=ago(1))
    assert told(scrutineer) == [("1 escalation stands over its limit.", "1 escalation")]


def test_seats_that_seldom_came_are_told(scrutineer: Client) -> None:
    group = GroupFactory()
    meetings = [MeetingFactory(group=group, held_on=ago(days), status="held") for days in (10, 40, 70)]
    old = MeetingFactory(group=group, held_on=ago(400), status="held")
    seldom, half = SeatFactory(group=group), SeatFactory(group=group)
    for seat, statuses in ((seldom, ("present", "absent", "apologies")), (half, ("deputy", "absent", "not_due"))):
        for meeting, status in zip(meetings, statuses, strict=True):
            AttendanceFactory(seat=seat, meeting=meeting, status=status)
        AttendanceFactory(seat=seat, meeting=old, status="absent")
    words = "1 seat came to fewer than half of the meetings due in 12 months."
    assert told(scrutineer) == [(words, "1 seat")]


def of_each_kind() -> None:
    moved(3)
    ActionFactory(due_on=ago(3))
    RiskFactory(likelihood=5, impact=5, review_on=ago(1))
    ChallengeFactory(progress="", raised_on=ago(9))
    EscalationFactory(stage=1, raised_on=ago(60), stage_since=ago(60), resolved_on=None)
    ContributionFactory(financial_year=year_label(timezone.localdate(), 4), agreed=10, received=None)
    AttendanceFactory(meeting__held_on=ago(9), meeting__status="held", status="absent")


def test_three_are_told_and_they_cost_the_same_however_much_there_is(scrutineer: Client) -> None:
    scrutineer.get("/")
    costs = []
    for more in (1, 2):
        for _ in range(more):
            of_each_kind()
        scrutineer.get("/")
        with CaptureQueriesContext(connection) as captured:
            scrutineer.get("/")
        costs.append(len(captured))
    assert [words.split()[:2] for words in sentences(scrutineer)] == [
        ["3", "escalations"],
        ["3", "open"],
        ["3", "risks"],
    ]
    assert costs == [costs[0]] * 2


def test_nobody_else_is_told_what_to_read_first() -> None:
    of_each_kind()
    agency = AgencyFactory()
    others = [user_with(Role.BUSINESS_MANAGER), user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)]
    assert [sentences(client_of(user)) for user in others] == [{}, {}]
