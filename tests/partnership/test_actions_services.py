"""An action from the day it is raised to its proof."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Action, ActionPlan, User
from partnership.services.actions import (
    add_progress_note,
    change_action,
    complete_action,
    create_action,
    override_rating,
    reopen_action,
    write_impact,
)
from partnership.services.recommendations import change_recommendation, create_recommendation
from partnership.services.rows import Conflict
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    GroupFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


def representative(action: Action) -> User:
    return user_with(Role.AGENCY_REPRESENTATIVE, agency=action.agency)


def done(action: Action, by: User, **changes: Any) -> Action:
    values = {"completed_on": TODAY, "impact": "Fewer repeat plans.", "no_impact_reason": "", "version": action.version}
    return complete_action(action=action, by=by, **{**values, **changes})


def refusal(service: Any, **values: Any) -> str:
    with pytest.raises(DomainError) as refused:
        service(**values)
    return refused.value.message


# --- Created and changed ---------------------------------------------------------------------------------------


def test_the_first_action_of_a_record_begins_its_plan(manager: User) -> None:
    group = GroupFactory()
    values = {"plan": ActionPlan(record=group), "title": "Name a deputy", "reference": ""}
    first = create_action(row=Action(), values=values, by=manager)
    second = create_action(row=Action(), values={**values, "plan": ActionPlan(record=group)}, by=manager)
    assert (first.plan.record_id, second.plan) == (group.pk, first.plan)
    assert [first.reference, second.reference] == ["A-01", "A-02"]
    assert (first.status, first.history.get().history_user) == ("open", manager)


def test_a_blank_reference_follows_the_last_one(manager: User) -> None:
    plan = ActionFactory(reference="ACT-0412").plan
    action = create_action(row=Action(plan=plan), values={"title": "Name a deputy"}, by=manager)
    assert action.reference == "ACT-0413"


def test_an_action_is_never_created_or_changed_to_complete(manager: User) -> None:
    action = ActionFactory()
    words = "Record on the action’s own page that it is done: its impact is asked for there."
    values = {"title": "Name a deputy", "status": "complete"}
    assert refusal(create_action, row=Action(plan=action.plan), values=values, by=manager) == words
    assert refusal(change_action, row=action, values={"status": "complete"}, version=1, by=manager) == words


@pytest.mark.parametrize("field", ["owner", "agency", "due_on", "status", "plan", "title"])
def test_an_agency_changes_nothing_but_its_report(field: str) -> None:
    action = ActionFactory(agency=AgencyFactory(), due_on=TODAY)
    words = refusal(change_action, row=action, values={field: None}, version=1, by=representative(action))
    assert words.startswith("You can report on this action and ask for a new date.")


def test_an_agency_reports_on_its_own_action() -> None:
    action = ActionFactory(agency=AgencyFactory())
    changed = change_action(row=action, values={"at_risk": True}, version=1, by=representative(action))
    assert (changed.at_risk, changed.version) == (True, 2)


def test_an_action_of_a_restricted_record_stays_there(manager: User) -> None:
    restricted = ActionPlanFactory(record=GroupFactory(visibility=Visibility.RESTRICTED))
    action, elsewhere = ActionFactory(plan=restricted), ActionPlanFactory()
    words = refusal(change_action, row=action, values={"plan": elsewhere}, version=1, by=manager)
    assert words == "An action of a restricted record stays there. Add a new one where the work goes on."
    moved = change_action(row=ActionFactory(), values={"plan": elsewhere}, version=1, by=manager)
    assert moved.plan == elsewhere


# --- Notes and impact ------------------------------------------------------------------------------------------


def test_a_note_stands_before_the_others_with_day_and_name(manager: User) -> None:
    action = ActionFactory(progress="Begun in May.")
    noted = add_progress_note(action=action, text=" The pilot is over. ", at_risk=True, by=manager)
    note = f"**{date_words(TODAY)}, {manager.name}:** The pilot is over."
    assert (noted.progress, noted.at_risk) == (f"{note}\n\nBegun in May.", True)


def test_a_note_written_beside_another_loses_neither(manager: User) -> None:
    action = ActionFactory()
    add_progress_note(action=action, text="First", at_risk=False, by=manager)
    noted = add_progress_note(action=action, text="Second", at_risk=False, by=manager)
    assert [line.split(":** ")[1] for line in noted.progress.split("\n\n")] == ["Second", "First"]


def test_an_empty_note_is_refused(manager: User) -> None:
    words = refusal(add_progress_note, action=ActionFactory(), text="  ", at_risk=False, by=manager)
    assert words == "Write what has been done, or what stands in the way."


def test_impact_can_be_written_before_the_end_and_not_taken_away_after(manager: User) -> None:
    action = ActionFactory()
    written = write_impact(action=action, impact="Fewer repeat plans.", version=1, by=manager)
    assert (written.impact, written.status) == ("Fewer repeat plans.", "open")
    finished = done(written, manager)
    words = refusal(write_impact, action=finished, impact="", version=finished.version, by=manager)
    assert words == "This action is complete, so say what difference it made."


# --- Completed and reopened ------------------------------------------------------------------------------------


def test_completing_keeps_the_day_and_the_impact(manager: User) -> None:
    finished = done(ActionFactory(), manager)
    assert (finished.status, finished.completed_on, finished.impact) == ("complete", TODAY, "Fewer repeat plans.")


def test_completing_without_impact_needs_the_reason(manager: User) -> None:
    action = ActionFactory()
    words = refusal(done, action=action, by=manager, impact=" ")
    assert words == "Say what difference it made, or why no difference can be shown yet."
    finished = done(action, manager, impact="", no_impact_reason="The re-audit is in May.")
    assert (finished.status, finished.no_impact_reason) == ("complete", "The re-audit is in May.")


def test_impact_replaces_the_reason_why_there_was_none(manager: User) -> None:
    finished = done(ActionFactory(), manager, impact="", no_impact_reason="The re-audit is in May.")
    assert done(finished, manager, no_impact_reason="The re-audit is in May.").no_impact_reason == ""


def test_completing_on_a_day_that_cannot_be_is_refused(manager: User) -> None:
    action = ActionFactory(raised_on=TODAY)
    assert refusal(done, action=action, by=manager, completed_on=TODAY + timedelta(days=1)) == (
        "The day on which it was done cannot be in the future."
    )
    assert refusal(done, action=action, by=manager, completed_on=TODAY - timedelta(days=1)) == (
        f"It was raised on {date_words(TODAY)}, so it cannot have been done before."
    )


def test_a_cancelled_action_is_reopened_before_it_is_completed(manager: User) -> None:
    action = ActionFactory(status="cancelled")
    assert refusal(done, action=action, by=manager) == "This action was cancelled. Reopen it first."
    opened = reopen_action(action=action, reason="The group is meeting again.", version=1, by=manager)
    assert (opened.status, done(opened, manager).status) == ("in_progress", "complete")


def test_reopening_keeps_the_reason_among_the_notes(manager: User) -> None:
    finished = done(ActionFactory(), manager)
    opened = reopen_action(action=finished, reason="The tool was dropped.", version=finished.version, by=manager)
    assert (opened.status, opened.completed_on) == ("in_progress", None)
    assert opened.progress == f"**{date_words(TODAY)}, {manager.name}:** Reopened. The tool was dropped."
    words = refusal(reopen_action, action=opened, reason="Again", version=opened.version, by=manager)
    assert words == "This action is open already."


def test_completing_what_somebody_changed_meanwhile_is_a_conflict(manager: User) -> None:
    action = ActionFactory()
    add_progress_note(action=action, text="First", at_risk=False, by=manager)
    with pytest.raises(Conflict):
        done(action, manager)
    assert Action.objects.get().status == "open"


# --- Rated by hand ---------------------------------------------------------------------------------------------


def test_a_rating_by_hand_needs_its_reason_and_can_be_taken_back(manager: User) -> None:
    action = ActionFactory(due_on=date(2030, 1, 1))
    words = refusal(override_rating, action=action, rating="red", reason="", version=1, by=manager)
    assert words == "Say why the rating is not the computed one."
    rated = override_rating(action=action, rating="red", reason="The supplier is gone.", version=1, by=manager)
    assert (rated.rag_override, rated.rag_override_reason) == ("red", "The supplier is gone.")
    again = override_rating(action=rated, rating="", reason="left over", version=2, by=manager)
    assert (again.rag_override, again.rag_override_reason) == ("", "")


@pytest.mark.parametrize(("status", "rating"), [("complete", "red"), ("cancelled", "red"), ("open", "blue")])
def test_a_rating_that_cannot_be_set_by_hand(status: str, rating: str, manager: User) -> None:
    action = ActionFactory(status=status)
    assert refusal(override_rating, action=action, rating=rating, reason="Why not", version=1, by=manager)


# --- Recommendations -------------------------------------------------------------------------------------------


def test_a_recommendation_without_a_number_follows_the_last(manager: User) -> None:
    plan = RecommendationFactory(number=4).plan
    values = {"text": "Use one tool.", "number": None, "status": "open", "agencies": [AgencyFactory()]}
    added = create_recommendation(row=RecommendationFactory._meta.model(plan=plan), values=values, by=manager)
    assert (added.number, added.agencies.count()) == (5, 1)


def test_a_recommendation_does_not_leave_its_actions(manager: User) -> None:
    action = ActionFactory()
    row = RecommendationFactory(plan=action.plan)
    change_action(row=action, values={"recommendation": row}, version=1, by=manager)
    words = refusal(change_recommendation, row=row, values={"plan": ActionPlanFactory()}, version=1, by=manager)
    assert words.startswith("Its actions stand in the same plan.")
