"""A new due date is asked for and answered; both people's words are kept."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnership.enums import OPEN_ACTIONS, MessageKind, RequestAnswer, Role
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.links import link_to
from partnership.models import Action, DueDateRequest, RoleGrant, User
from partnership.principals import principal_of
from partnership.selectors.action_rights import may_answer
from partnership.services.messages import write_message
from partnership.services.rows import change_row, create_row


@transaction.atomic
def ask_for_due_date(*, action: Action, due_on: date, reason: str, by: User) -> DueDateRequest:
    """Ask the chair, or where there is none the business manager, for a new due date.

    DomainError for an action that is not open, a date that is past or the same, and while an earlier request waits.
    """
    row = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if row.status not in OPEN_ACTIONS:
        raise DomainError("This action is not open, so it needs no new date.")
    if row.due_date_requests.filter(answer="").exists():
        raise DomainError("A new date has been asked for already. It has not been answered yet.")
    if due_on < timezone.localdate():
        raise DomainError("The new date has passed. Choose one to come.")
    if due_on == row.due_on:
        raise DomainError(f"It is due on {date_words(due_on)} already. Choose another date.")
    if not reason.strip():
        raise DomainError("Say why the date cannot be kept.")
    request: DueDateRequest = create_row(
        row=DueDateRequest(action=row, was_due_on=row.due_on, asked_by=by),
        values={"due_on": due_on, "reason": reason},
        by=by,
    )
    for user in _who_answers(request):
        write_message(
            to=user,
            kind=MessageKind.ASKED,
            subject=f"A new date is asked for {row.reference}",
            body=(
                f"{by.name} asks to move the due date of {row.reference} to {date_words(due_on)}.\n\n"
                f"Read why and answer: {link_to('partnership:due-date-request-detail', request.pk)}"
            ),
        )
    return request


@transaction.atomic
def answer_due_date_request(*, request: DueDateRequest, answer: str, reason: str, by: User) -> DueDateRequest:
    """Agree to a new date, which moves it, or refuse it; whoever asked is told.

    DomainError where it was answered before, by the person who asked, without words, or once the action has ended.
    """
    row = DueDateRequest.objects.select_for_update(of=("self",)).select_related("action", "asked_by").get(pk=request.pk)
    action = row.action
    if row.answer:
        raise DomainError(f"{row.answered_by} has answered this already.")
    if not may_answer(principal_of(by), row):
        raise DomainError("This is for the chair of the group or the business manager to answer.")
    if action.status not in OPEN_ACTIONS:
        raise DomainError("This action is not open any more, so there is no date to move.")
    if not reason.strip():
        raise DomainError("Give your answer a reason: whoever asked reads it.")
    if answer == RequestAnswer.AGREED:
        change_row(row=action, values={"due_on": row.due_on}, version=action.version, by=by)
    values = {"answer": answer, "answer_reason": reason, "answered_by": by, "answered_at": timezone.now()}
    answered: DueDateRequest = change_row(row=row, values=values, version=0, by=by)
    _tell_asker(answered, by)
    return answered


def _tell_asker(request: DueDateRequest, by: User) -> None:
    """The date and where to read the words; what people wrote stays in the portal."""
    reference = request.action.reference
    agreed = request.answer == RequestAnswer.AGREED
    due = date_words(request.due_on)
    write_message(
        to=request.asked_by,
        kind=MessageKind.ASKED,
        subject=f"{reference}: {'a new date is agreed' if agreed else 'the date stays'}",
        body=(
            f"{by.name} {f'agrees that {reference} is now due on {due}' if agreed else f'does not agree to {due}'}.\n\n"
            f"Read the answer: {link_to('partnership:action-detail', request.action_id)}"
        ),
    )


def _who_answers(request: DueDateRequest) -> Iterable[User]:
    """Chairs who may answer; business managers where no chair may."""
    grants = RoleGrant.objects.in_force(timezone.localdate()).select_related("user").order_by("user")
    for role in (Role.GROUP_CHAIR, Role.BUSINESS_MANAGER):
        users = {grant.user for grant in grants.filter(role=role)}
        found = [user for user in users if may_answer(principal_of(user), request)]
        if found:
            return sorted(found, key=lambda user: user.pk)
    return ()
