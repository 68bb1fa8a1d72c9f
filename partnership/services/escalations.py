"""Escalations move from stage to stage until they are resolved."""

from datetime import date

from django.db import transaction

from partnership.enums import EscalationStage
from partnership.exceptions import DomainError
from partnership.faults import escalation_faults
from partnership.formats import date_words
from partnership.models import Escalation, User
from partnership.services.reasons import note_reason
from partnership.services.ruled import Ruled

ESCALATIONS = Ruled(escalation_faults)


@transaction.atomic
def move_escalation(*, escalation: Escalation, since: date, reason: str, version: int, by: User) -> Escalation:
    """Take an escalation to its next stage. DomainError where there is none, or before it came to this one."""
    stored = _stored(escalation)
    if stored.stage == max(EscalationStage):
        raise DomainError("There is no stage after this one. Resolve it here.")
    begun = stored.stage_since or stored.raised_on
    if since < begun:
        raise DomainError(f"It came to this stage on {date_words(begun)}. Type that day or a later one.")
    values = {"stage": stored.stage + 1, "stage_since": since}
    moved: Escalation = ESCALATIONS.change(row=escalation, values=values, version=version, by=by)
    note_reason(row=moved, reason=reason)
    return moved


@transaction.atomic
def resolve_escalation(
    *, escalation: Escalation, resolved_on: date, outcome: str, version: int, by: User
) -> Escalation:
    """The agencies have settled it. DomainError without an outcome."""
    _stored(escalation)
    values = {"resolved_on": resolved_on, "outcome": outcome}
    resolved: Escalation = ESCALATIONS.change(row=escalation, values=values, version=version, by=by)
    return resolved


def _stored(escalation: Escalation) -> Escalation:
    """The escalation as it is stored, whatever a form has made of the one at hand. DomainError where it is resolved."""
    stored: Escalation = Escalation._base_manager.get(pk=escalation.pk)
    if stored.resolved_on:
        raise DomainError("This escalation is resolved already.")
    return stored
