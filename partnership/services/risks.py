"""Risks: scored anew, reviewed, closed. What is raised or changed as a whole goes through its form."""

from datetime import date

from django.db import transaction

from partnership.enums import OpenStatus
from partnership.exceptions import DomainError
from partnership.faults import risk_faults
from partnership.models import Risk, User
from partnership.services.reasons import note_reason
from partnership.services.ruled import Ruled

RISKS = Ruled(risk_faults)


@transaction.atomic
def move_risk(
    *, risk: Risk, likelihood: int, impact: int, review_on: date | None, reason: str, version: int, by: User
) -> Risk:
    """Give a risk a new score and the reason for it. DomainError where it scores as before, or is closed."""
    stored = _stored(risk)
    if (likelihood, impact) == (stored.likelihood, stored.impact):
        raise DomainError("This is the score that it has. To say that it was looked at, choose “Review done”.")
    values = {"likelihood": likelihood, "impact": impact, "review_on": review_on}
    moved: Risk = RISKS.change(row=risk, values=values, version=version, by=by)
    note_reason(row=moved, reason=reason)
    return moved


@transaction.atomic
def note_risk_review(*, risk: Risk, review_on: date, found: str, version: int, by: User) -> Risk:
    """The risk was looked at and its score stands; `review_on` is when it is looked at next."""
    _stored(risk)
    reviewed: Risk = RISKS.change(row=risk, values={"review_on": review_on}, version=version, by=by)
    note_reason(row=reviewed, reason=found)
    return reviewed


@transaction.atomic
def close_risk(*, risk: Risk, closed_on: date, reason: str, version: int, by: User) -> Risk:
    """The risk is one no longer. DomainError where it is closed already, or before it was opened."""
    _stored(risk)
    values = {"status": OpenStatus.CLOSED, "closed_on": closed_on, "review_on": None}
    closed: Risk = RISKS.change(row=risk, values=values, version=version, by=by)
    note_reason(row=closed, reason=reason)
    return closed


def _stored(risk: Risk) -> Risk:
    """The risk as it is stored, whatever a form has made of the one at hand. DomainError where it is closed."""
    stored: Risk = Risk._base_manager.get(pk=risk.pk)
    if stored.status == OpenStatus.CLOSED:
        raise DomainError("This risk is closed. Open it again before you move it.")
    return stored
