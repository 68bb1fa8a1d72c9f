"""What changed since somebody was last here."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.models import Action, LastVisit, Risk, User
from partnership.principals import principal_of
from partnership.selectors.visits import changes_since
from partnership.services.rows import change_row
from partnership.services.visits import note_visit
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    GroupFactory,
    MeetingFactory,
    PolicyFactory,
    RiskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 9, 12, tzinfo=UTC)


def hours(number: float) -> datetime:
    return NOON + timedelta(hours=number)


def times(user: User) -> tuple[datetime, datetime | None]:
    visit = LastVisit.objects.get(user=user)
    return visit.seen_at, visit.before_at


def test_the_first_visit_looks_back_two_weeks() -> None:
    user = UserFactory()
    assert note_visit(by=user, at=NOON) == NOON - timedelta(days=14)
    assert note_visit(by=user, at=hours(1)) == hours(1) - timedelta(days=14)
    assert times(user) == (hours(1), None)


def test_a_new_visit_begins_after_four_hours_away() -> None:
    user = UserFactory()
    note_visit(by=user, at=NOON)
    assert note_visit(by=user, at=hours(4.5)) == NOON
    assert times(user) == (hours(4.5), NOON)


def test_the_same_visit_goes_on_from_page_to_page() -> None:
    user = UserFactory()
    note_visit(by=user, at=NOON)
    for later in (30, 33, 36, 39):
        assert note_visit(by=user, at=hours(later)) == NOON
    assert times(user) == (hours(39), NOON)


def test_looking_again_at_once_writes_nothing() -> None:
    user = UserFactory()
    note_visit(by=user, at=NOON)
    with CaptureQueriesContext(connection) as captured:
        note_visit(by=user, at=hours(0.1))
    assert [query for query in captured.captured_queries if query["sql"].startswith(("UPDATE", "INSERT"))] == []
    assert times(user) == (NOON, None)


def since() -> datetime:
    """Between what was and what comes."""
    return timezone.now()


def found(role: str, moment: datetime, **grant: Any) -> list[tuple[str, str, str]]:
    principal = principal_of(user_with(role, **grant))
    return [(change.verb, change.what.title, change.by) for change in changes_since(principal, moment, at_most=10)]


def test_what_was_added_and_changed_is_told_with_who_did_it() -> None:
    editor = UserFactory(name="Ann Lee")
    old, untouched = RiskFactory(title="Old risk"), RiskFactory(title="CANARY untouched")
    done, action = ActionFactory(title="Done"), ActionFactory(title="Moved")
    moment = since()
    change_row(row=Risk.objects.get(pk=old.pk), values={"likelihood": 5}, version=old.version, by=editor)
    change_row(row=Action.objects.get(pk=action.pk), values={"owner": "Bo"}, version=action.version, by=editor)
    done.status, done.completed_on = "complete", timezone.localdate()
    done.save()
    PolicyFactory(title="New policy")
    assert untouched.changed_at < moment
    assert found(Role.BUSINESS_MANAGER, moment) == [
        ("Added", "New policy", ""),
        ("Completed", "Done", ""),
        ("Changed", "Moved", "Ann Lee"),
        ("Changed", "Old risk", "Ann Lee"),
    ]


def test_a_row_stands_there_once_with_its_last_change() -> None:
    plan, moment = ActionPlanFactory(), since()
    action = ActionFactory(plan=plan, title="First words")
    action.title = "Last words"
    action.save()
    risk = RiskFactory(title="Risk")
    risk.save()
    assert [title for _, title, _ in found(Role.BUSINESS_MANAGER, moment)] == ["Risk", "Last words"]


def test_the_verb_and_the_person_are_those_of_the_newest_change() -> None:
    editor, moment = UserFactory(name="Ann Lee"), since()
    risk, action = RiskFactory(title="Risk"), ActionFactory(title="Action", status="open")
    action.status = "complete"
    action.save()
    change_row(row=Risk.objects.get(pk=risk.pk), values={"likelihood": 5}, version=risk.version, by=editor)
    change_row(row=Action.objects.get(pk=action.pk), values={"owner": "Bo"}, version=action.version, by=editor)
    assert [row for row in found(Role.BUSINESS_MANAGER, moment) if row[1] in ("Risk", "Action")] == [
        ("Changed", "Action", "Ann Lee"),
        ("Changed", "Risk", "Ann Lee"),
    ]


def test_what_one_person_changed_within_a_minute_is_one_line() -> None:
    editor, plan = UserFactory(name="Ruth Adeyemi"), ActionPlanFactory()
    actions = [ActionFactory(plan=plan) for _ in range(15)]
    risk, moment = RiskFactory(title="Risk"), since()
    change_row(row=Risk.objects.get(pk=risk.pk), values={"likelihood": 5}, version=risk.version, by=editor)
    for action in actions:
        change_row(row=Action.objects.get(pk=action.pk), values={"owner": "Bo"}, version=action.version, by=editor)
    assert found(Role.BUSINESS_MANAGER, moment) == [
        ("", "Ruth Adeyemi changed 15 actions", "Ruth Adeyemi"),
        ("Changed", "Risk", "Ruth Adeyemi"),
    ]


def test_changes_more_than_a_minute_apart_are_two_lines() -> None:
    plan, moment = ActionPlanFactory(), since() - timedelta(hours=1)
    for minutes, title in ((0, "First"), (2, "Second")):
        action = ActionFactory(plan=plan, title=title)
        Action.history.filter(id=action.pk).update(history_date=moment + timedelta(minutes=10 + minutes))
    lines = [row for row in found(Role.BUSINESS_MANAGER, moment) if row[1] in ("First", "Second")]
    assert lines == [("Added", "Second", ""), ("Added", "First", "")]


def test_a_meeting_stands_there_by_its_name_without_a_composed_reference() -> None:
    moment = since()
    meeting = MeetingFactory(group=GroupFactory(title="Board"), title="", held_on=NOON.date())
    principal = principal_of(user_with(Role.BUSINESS_MANAGER))
    changes = {change.what.title: change.reference for change in changes_since(principal, moment, at_most=10)}
    assert (changes["Board, 9 June 2026"], meeting.reference in changes.values()) == ("", False)


def test_nothing_of_what_is_guarded_archived_or_others_is_told() -> None:
    agency, plan, moment = AgencyFactory(), ActionPlanFactory(), since()
    for visibility in (Visibility.RESTRICTED, Visibility.SEALED):
        risk = RiskFactory(title="CANARY", visibility=visibility)
        ActionFactory(title="CANARY", agency=agency, plan=ActionPlanFactory(record=risk))
    for row in (RiskFactory(title="CANARY archived"), ActionFactory(title="CANARY archived", plan=plan, agency=agency)):
        row.archived_at = timezone.now()
        row.save()
    assert found(Role.BUSINESS_MANAGER, moment) == []
    RiskFactory(title="CANARY of others")
    ActionFactory(title="CANARY of others")
    ActionFactory(title="Own", agency=agency)
    titles = [title for _, title, _ in found(Role.AGENCY_REPRESENTATIVE, moment, agency=agency)]
    assert titles == ["Own"]


def test_changes_cost_the_same_however_many_they_are() -> None:
    principal, moment = principal_of(user_with(Role.BUSINESS_MANAGER)), since()
    costs = []
    for more in (1, 2, 27):
        for _ in range(more):
            RiskFactory(), PolicyFactory(), ActionFactory()
        with CaptureQueriesContext(connection) as captured:
            changes_since(principal, moment, at_most=10)
        costs.append(len(captured))
    assert costs == [3, 3, 3]


def test_home_says_since_when_it_tells(client: Client) -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    client.force_login(user)
    assert "Changed in the last 14 days" in client.get("/").content.decode()
    LastVisit.objects.filter(user=user).delete()
    LastVisit.objects.create(user=user, seen_at=datetime(2026, 6, 5, 15, 52, tzinfo=UTC))
    page = " ".join(client.get("/").content.decode().split())
    assert 'Changed since you were last here <span class="portal-second">5 June 2026, 4:52pm</span>' in page
