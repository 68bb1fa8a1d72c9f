"""What home asks of whom, by date."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.models import DueDateRequest
from partnership.principals import Principal, principal_of
from partnership.selectors.asked import MOST, SHOWN, asked_by_date
from partnership.selectors.work import groups_of, next_meetings
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    AgendaItemFactory,
    GroupFactory,
    MeetingFactory,
    PolicyFactory,
    RiskFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 6, 9)
#: Four of them are every page's; each kind of work, each card and each figure of the sentences has its own.
MOST_QUERIES = 30


def day(days: int) -> date:
    return TUESDAY + timedelta(days=days)


def asked(principal: Principal) -> dict[str, list[str]]:
    """What is asked, by the key of its stretch of days; empty ones left out."""
    spans = asked_by_date(principal, TUESDAY)
    return {span.key: [item.title.title for item in span.items] for span in spans if span.items}


@pytest.fixture
def manager() -> Principal:
    return principal_of(user_with(Role.BUSINESS_MANAGER))


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: TUESDAY)


def test_everything_stands_under_the_week_of_its_day(manager: Principal) -> None:
    for title, days in (("late", -1), ("today", 0), ("sunday", 5), ("monday", 6), ("next sunday", 12), ("then", 13)):
        ActionFactory(title=title, due_on=day(days))
    ActionFactory(title="some day", due_on=None)
    assert asked(manager) == {
        "overdue": ["late"],
        "this-week": ["today", "sunday"],
        "next-week": ["monday", "next sunday"],
        "later": ["then", "some day"],
    }


def test_the_weeks_say_their_days(manager: Principal) -> None:
    seconds = [span.second for span in asked_by_date(manager, TUESDAY)]
    assert seconds == ["before today", "by Sunday 14 June", "15 to 21 June", "or without a date"]


def test_a_week_over_the_end_of_a_month_names_both(manager: Principal) -> None:
    assert asked_by_date(manager, date(2026, 6, 23))[2].second == "29 June to 5 July"


def test_a_request_for_a_new_date_is_asked_of_whoever_may_answer_it() -> None:
    group = GroupFactory()
    chair, other = user_with(Role.GROUP_CHAIR, group=group), user_with(Role.GROUP_CHAIR, group=GroupFactory())
    agency = AgencyFactory(name="Probation")
    action = ActionFactory(
        plan=ActionPlanFactory(record=group), reference="ACT-1", agency=agency, due_on=day(2), status="open"
    )
    DueDateRequest.objects.create(
        action=action, due_on=day(30), was_due_on=day(2), reason="Sickness", asked_by=UserFactory()
    )
    answered = ActionFactory(plan=action.plan, status="complete")
    DueDateRequest.objects.create(
        action=answered, due_on=day(30), reason="CANARY", asked_by=UserFactory(), answer="agreed"
    )
    found = asked_by_date(principal_of(chair), TUESDAY)[1].items[0]
    assert (found.title.title, found.kind, found.second) == (
        "Answer a request for a new due date: ACT-1",
        "Action",
        "Asked by Probation: 11 June 2026 to 9 July 2026",
    )
    assert asked(principal_of(other)) == {}


def meeting(group: Any, days: int, status: str, **minutes: str) -> Any:
    found = MeetingFactory(group=group, title="", held_on=day(days), status=status)
    if minutes:
        AgendaItemFactory(meeting=found, **minutes)
    return found


def test_meetings_ask_for_agenda_minutes_and_agreement() -> None:
    group, other = GroupFactory(title="Neglect group"), GroupFactory(title="CANARY group")
    for one in (group, other):
        meeting(one, 10, "planned")
        meeting(one, 11, "planned", title="Welcome")
        meeting(one, 60, "planned")
        meeting(one, -5, "held", title="Welcome")
        meeting(one, -40, "held", title="Welcome", minute="Everybody came.")
        meeting(one, -200, "held", title="Welcome", minute="Long ago.")
        meeting(one, -6, "cancelled")
        agreed = meeting(one, -50, "held", title="Welcome", minute="Everybody came.")
        agreed.minutes_state = "agreed"
        agreed.save()
    chair = principal_of(user_with(Role.GROUP_CHAIR, group=group))
    assert asked(chair) == {
        "own": ["Agree the minutes: Neglect group, 30 April 2026"],
        "this-week": [
            "Prepare the agenda: Neglect group, 19 June 2026",
            "Write the minutes: Neglect group, 4 June 2026",
        ],
    }


def test_minutes_are_agreed_by_the_chair_and_not_by_the_business_manager(manager: Principal) -> None:
    board = GroupFactory(title="Board", group_kind="board")
    for group in (board, GroupFactory(title="Subgroup")):
        meeting(group, -5, "held", title="Welcome", minute="Everybody came.")
    scrutineer = principal_of(user_with(Role.SCRUTINEER, starts_on=TUESDAY))
    assert asked(manager) == {}
    assert asked(scrutineer) == {"own": ["Agree the minutes: Board, 4 June 2026"]}


def test_a_meeting_closed_today_is_no_next_one_and_its_minutes_are_asked_of_the_chair_first() -> None:
    group = GroupFactory(title="Neglect group")
    ActionFactory(plan=ActionPlanFactory(record=group), title="Late", due_on=day(-30))
    meeting(group, 0, "held", title="Welcome", minute="Everybody came.")
    locked = meeting(group, 1, "planned", title="Welcome", minute="Written early.")
    locked.minutes_state = "locked"
    locked.save()
    coming = meeting(group, 9, "planned", title="Welcome")
    chair = principal_of(user_with(Role.GROUP_CHAIR, group=group))
    first = asked_by_date(chair, TUESDAY)[0]
    assert [item.title.title for item in first.items] == ["Agree the minutes: Neglect group, 9 June 2026"]
    assert list(next_meetings(chair, TUESDAY)) == [coming]
    assert [found.next_on for found in groups_of(chair, TUESDAY)] == [day(9)]


def test_an_action_whose_new_date_waits_for_an_answer_is_counted_once() -> None:
    group = GroupFactory()
    action = ActionFactory(plan=ActionPlanFactory(record=group), reference="ACT-1", due_on=day(-2))
    ActionFactory(plan=action.plan, title="Late", due_on=day(-1))
    RiskFactory(title="Old", group=group, review_on=day(-1))
    DueDateRequest.objects.create(
        action=action, due_on=day(30), was_due_on=day(-2), reason="Sickness", asked_by=UserFactory()
    )
    overdue = asked_by_date(principal_of(user_with(Role.GROUP_CHAIR, group=group)), TUESDAY)[0]
    assert [item.title.title for item in overdue.items] == [
        "Answer a request for a new due date: ACT-1",
        "Late",
        "Review the risk: Old",
    ]
    assert (overdue.things, overdue.of_them) == ("3 things", "2 of them actions")


def test_a_representative_is_asked_for_no_agenda_and_no_minutes() -> None:
    agency = AgencyFactory()
    group = SeatFactory(agency=agency).group
    meeting(group, 10, "planned")
    meeting(group, -5, "held", title="Welcome")
    assert asked(principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))) == {}


def test_reviews_of_risks_and_policies_are_asked_of_whom_they_are() -> None:
    group = GroupFactory()
    RiskFactory(title="Own", group=group, review_on=day(-1))
    RiskFactory(title="CANARY closed", group=group, review_on=day(-1), status="closed")
    RiskFactory(title="CANARY far", group=group, review_on=day(61))
    RiskFactory(title="CANARY of others", group=GroupFactory(), review_on=day(-1))
    PolicyFactory(title="Own", owner_group=group, review_on=day(6))
    PolicyFactory(title="CANARY of nobody", review_on=day(6))
    chair = principal_of(user_with(Role.GROUP_CHAIR, group=group))
    assert asked(chair) == {"overdue": ["Review the risk: Own"], "next-week": ["Review the policy: Own"]}


def test_reviews_are_not_asked_of_those_who_only_read() -> None:
    RiskFactory(review_on=day(-1))
    PolicyFactory(review_on=day(-1))
    assert asked(principal_of(user_with(Role.SCRUTINEER))) == {}


def test_a_restricted_risk_is_named_by_its_reference(manager: Principal) -> None:
    RiskFactory(title="CANARY", reference="R-7", review_on=day(-1), visibility=Visibility.RESTRICTED)
    item = asked_by_date(manager, TUESDAY)[0].items[0]
    assert (item.title.title, str(item.restriction.words)) == ("Review the risk: R-7", "Restricted")


def test_what_is_archived_is_not_asked(manager: Principal) -> None:
    for row in (ActionFactory(due_on=day(-1)), RiskFactory(review_on=day(-1))):
        row.archived_at = timezone.now()
        row.save()
    assert asked(manager) == {}


def test_a_long_list_shows_its_beginning_and_says_so(manager: Principal) -> None:
    for _ in range(SHOWN + 2):
        ActionFactory(due_on=day(-1))
    overdue = asked_by_date(manager, TUESDAY)[0]
    assert (len(overdue.shown), overdue.more, overdue.number) == (SHOWN, 2, "27")


def test_a_list_beyond_counting_says_or_more(manager: Principal) -> None:
    plan = ActionPlanFactory()
    for _ in range(MOST + 1):
        ActionFactory(plan=plan, due_on=day(-1))
    overdue, this_week, *_ = asked_by_date(manager, TUESDAY)
    assert (overdue.number, this_week.number) == ("300 or more", "0")


def populate(agency: Any, group: Any, many: int) -> None:
    plan = ActionPlanFactory(record=GroupFactory())
    for _ in range(many):
        ActionFactory(plan=plan, agency=agency, due_on=timezone.localdate() - timedelta(days=1))
        RiskFactory(group=group, owner_agency=agency, boards=list(group.boards.all()), review_on=timezone.localdate())


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.SCRUTINEER, Role.GROUP_CHAIR, Role.AGENCY_REPRESENTATIVE])
def test_home_costs_the_same_however_much_is_asked(role: Role) -> None:
    agency = AgencyFactory()
    group = SeatFactory(agency=agency).group
    reach = {Role.GROUP_CHAIR: {"group": group}, Role.AGENCY_REPRESENTATIVE: {"agency": agency}}
    client = client_of(user_with(role, **reach.get(role, {})))
    client.get("/")
    costs = []
    for more in (1, 2, 27):
        populate(agency, group, more)
        client.get("/")  # on a slow machine the session is due to be carried on
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/").status_code == 200
        costs.append(len(captured))
    assert costs == [costs[0]] * 3
    assert costs[0] <= MOST_QUERIES


def test_home_says_by_when_and_of_which_part(client: Client, frozen: None) -> None:
    ActionFactory(title="Write it", owner="Ann Lee", due_on=TUESDAY)
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    row = client.get("/").content.decode().split("<tbody")[1].split("</tbody>")[0]
    words = " ".join(row.split())
    assert [part in words for part in (">Today<", ">Write it</a>", ">Ann Lee<", ">Action<", "Due today")] == [True] * 5
