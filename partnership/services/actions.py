"""An action from the day it is raised to its proof: created, reported on, completed, reopened, rated by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.enums import OPEN_ACTIONS, ActionStatus, Rag
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Action, ActionPlan, Record, User
from partnership.principals import principal_of
from partnership.registers.rows import guarded_class
from partnership.selectors.action_rights import may_manage
from partnership.services.references import create_referenced
from partnership.services.rows import change_row
from partnership.text import LONGEST

#: What an agency writes of its own actions. Owner, agency, date and plan are for those who run the plan.
REPORTED = frozenset({"progress", "at_risk", "impact", "no_impact_reason"})
#: What a plan's keeper writes; completing, reopening and rating have services of their own.
MANAGED = REPORTED | {
    "reference",
    "plan",
    "recommendation",
    "title",
    "agency",
    "owner",
    "raised_on",
    "due_on",
    "status",
    "raised_in",
}
OVERRIDES = (Rag.RED, Rag.AMBER, Rag.GREEN)


@transaction.atomic
def create_action(*, row: Action, values: Mapping[str, Any], by: User) -> Action:
    """Add an action to a plan, which `row` has or `values` names; a plan that is not stored yet is begun.

    A blank reference is made. Whether `by` may add actions there is for the caller to check.
    """
    _guard_values(values, MANAGED)
    row.status = row.status or ActionStatus.OPEN
    action: Action = create_referenced(row=row, values=with_stored_plan(values), by=by)
    return action


@transaction.atomic
def change_action(*, row: Action, values: Mapping[str, Any], version: int, by: User) -> Action:
    """Change an action, as far as `by` may: an agency reports on its own, the plan's keepers change all of it.

    DomainError for anything else, and for an action of a restricted record that would move elsewhere: what people
    wrote about a case would go with it.
    """
    _guard_values(values, MANAGED if may_manage(principal_of(by), row) else REPORTED)
    values = with_stored_plan(values)
    plan = values.get("plan", row.plan)
    if plan != row.plan and guarded_class(row) != guarded_class(plan.record):
        raise DomainError("An action of a restricted record stays there. Add a new one where the work goes on.")
    action: Action = change_row(row=row, values=values, version=version, by=by)
    return action


@transaction.atomic
def add_progress_note(*, action: Action, text: str, at_risk: bool, by: User) -> Action:
    """Put a dated, named note before the others, and say whether the action is at risk.

    Nobody's note can overwrite another's, so it needs no version.
    """
    if not text.strip():
        raise DomainError("Write what has been done, or what stands in the way.")
    return _with_note(_locked(action), text, by, at_risk=at_risk)


@transaction.atomic
def write_impact(*, action: Action, impact: str, version: int, by: User) -> Action:
    """Write what difference an action has made so far, complete or not."""
    row = _locked(action)
    if row.status == ActionStatus.COMPLETE and not (impact.strip() or row.no_impact_reason):
        raise DomainError("This action is complete, so say what difference it made.")
    return _change(row, {"impact": impact}, version, by)


@transaction.atomic
def complete_action(
    *, action: Action, completed_on: date, impact: str, no_impact_reason: str, version: int, by: User
) -> Action:
    """Record that an action is done, and what difference it made or why none can be shown yet.

    For a complete action it puts right what was recorded. DomainError for a cancelled one, without impact and reason,
    and for a day that cannot be.
    """
    row = _locked(action)
    if row.status == ActionStatus.CANCELLED:
        raise DomainError("This action was cancelled. Reopen it first.")
    if not (impact.strip() or no_impact_reason.strip()):
        raise DomainError("Say what difference it made, or why no difference can be shown yet.")
    if completed_on > timezone.localdate():
        raise DomainError("The day on which it was done cannot be in the future.")
    if row.raised_on and completed_on < row.raised_on:
        raise DomainError(f"It was raised on {date_words(row.raised_on)}, so it cannot have been done before.")
    values = {
        "status": ActionStatus.COMPLETE,
        "completed_on": completed_on,
        "impact": impact,
        "no_impact_reason": "" if impact.strip() else no_impact_reason,
    }
    return _change(row, values, version, by)


@transaction.atomic
def reopen_action(*, action: Action, reason: str, version: int, by: User) -> Action:
    """Take up an action again that was complete or cancelled. The reason stands among its progress notes."""
    row = _locked(action)
    if row.status in OPEN_ACTIONS:
        raise DomainError("This action is open already.")
    if not reason.strip():
        raise DomainError("Say why it is taken up again.")
    row.version = version
    return _with_note(row, f"Reopened. {reason}", by, status=ActionStatus.IN_PROGRESS, completed_on=None)


@transaction.atomic
def override_rating(*, action: Action, rating: str, reason: str, version: int, by: User) -> Action:
    """Rate an open action by hand, with the reason; an empty rating gives the computed one back."""
    row = _locked(action)
    if row.status not in OPEN_ACTIONS:
        raise DomainError("Only an open action has a rating that can be set by hand.")
    if rating and rating not in OVERRIDES:
        raise DomainError("Choose red, amber or green. An action is blue once it is recorded as done.")
    if rating and not reason.strip():
        raise DomainError("Say why the rating is not the computed one.")
    return _change(row, {"rag_override": rating, "rag_override_reason": reason if rating else ""}, version, by)


def plan_of(record: Record) -> ActionPlan:
    """The action plan of a record, begun where there was none."""
    plan, _ = ActionPlan.objects.get_or_create(record_id=record.pk)
    return plan


def with_stored_plan(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values; a plan that a form made up for its record is the stored one, begun now if need be."""
    plan = values.get("plan")
    return {**values, "plan": plan_of(plan.record)} if plan is not None and plan.pk is None else dict(values)


def noted(progress: str, text: str, by: User) -> str:
    """Progress notes with one more before them, under today's date and its writer's name."""
    notes = f"**{date_words(timezone.localdate())}, {by.name}:** {text.strip()}\n\n{progress}".strip()
    if len(notes) > LONGEST:
        raise DomainError(f"Progress notes of one action can have {LONGEST:,} characters. Put the rest into a file.")
    return notes


def _guard_values(values: Mapping[str, Any], permitted: frozenset[str]) -> None:
    if set(values) - permitted:
        raise DomainError(
            "You can report on this action and ask for a new date. Its owner, agency and date are changed by the "
            "chair or the business unit."
        )
    if values.get("status", ActionStatus.OPEN) == ActionStatus.COMPLETE:
        raise DomainError("Record on the action’s own page that it is done: its impact is asked for there.")


def _locked(action: Action) -> Action:
    """The action as it is stored now, held until the transaction ends."""
    return Action.objects.select_for_update(of=("self",)).select_related("plan__record").get(pk=action.pk)


def _change(row: Action, values: Mapping[str, Any], version: int, by: User) -> Action:
    changed: Action = change_row(row=row, values=values, version=version, by=by)
    return changed


def _with_note(row: Action, text: str, by: User, **values: Any) -> Action:
    return _change(row, {**values, "progress": noted(row.progress, text, by)}, row.version, by)
