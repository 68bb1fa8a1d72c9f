"""What one person asks for and another confirms: who may ask and answer, and who is told."""

from typing import Any

from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.links import link_to
from partnership.models import ClassChange, NamingRequest, Record, User
from partnership.principals import principal_of
from partnership.selectors.record_access import keepers_of, may
from partnership.services.access_notices import called, tell_each

NOT_YOURS = "You may not change who has access to this record."
NOT_ONESELF = "Somebody else has to confirm what you asked for, or what is for you."
ANSWERED = "This has been answered already."
NOBODY_ELSE = "There is nobody else who could confirm it: it takes another business manager or scrutineer."
SAY_WHY_NOT = "Say why not, so that whoever asked understands."
#: Where each kind of request is answered.
PAGES: dict[type, str] = {NamingRequest: "partnership:naming-request", ClassChange: "partnership:class-change"}


def require(by: User, verb: str, record: Record) -> None:
    """DomainError where somebody may not do this to who has access to the record."""
    if not may(principal_of(by), verb, record):
        raise DomainError(NOT_YOURS)


def ask_second(request: Any, *, by: User, but: User | None = None) -> Any:
    """Store a request and write to everybody who could confirm it. DomainError where that is nobody."""
    record = request.record.child
    others = [user for user in keepers_of(record, verb="approve") if user not in (by, but)]
    if not others:
        raise DomainError(NOBODY_ELSE)
    if type(request).objects.waiting().filter(record=record, **_same(request)).exists():
        raise DomainError("This has been asked for already. It waits for a second person.")
    request.asked_by = request._history_user = by
    request.save()
    body = f"{by.name} asks for a second person on {called(record)}. Read and answer: "
    body += link_to(PAGES[type(request)], request.pk)
    tell_each(others, subject="A second person is asked for", body=body)
    return request


def close_request(request: Any, *, agreed: bool, answer: str, by: User) -> Any:
    """Store the second person's answer, in the transaction of what follows; gives the request as it is stored."""
    fresh = type(request).objects.select_for_update().get(pk=request.pk)
    if fresh.answered_at is not None:
        raise DomainError(ANSWERED)
    if by == fresh.asked_by or by == getattr(fresh, "user", None):
        raise DomainError(NOT_ONESELF)
    require(by, "approve", fresh.record.child)
    if not agreed and not answer:
        raise DomainError(SAY_WHY_NOT)
    fresh.agreed, fresh.answer, fresh.answered_by, fresh.answered_at = agreed, answer, by, timezone.now()
    fresh._history_user = by
    fresh.save()
    said = "has been confirmed" if agreed else "was not confirmed"
    body = f"What you asked for on {called(fresh.record)} {said}: {link_to(PAGES[type(fresh)], fresh.pk)}"
    tell_each([fresh.asked_by], subject="A second person has answered", body=body)
    return fresh


def _same(request: Any) -> dict[str, Any]:
    return {"user": request.user, "role": request.role} if isinstance(request, NamingRequest) else {}
