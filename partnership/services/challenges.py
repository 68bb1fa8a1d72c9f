"""Challenges and their answers. What the board asks is its own; an agency that is challenged writes the answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from partnership.enums import OpenStatus
from partnership.exceptions import DomainError
from partnership.faults import challenge_faults
from partnership.models import Challenge, User
from partnership.policy import allows
from partnership.principals import Principal, principal_of
from partnership.services.ruled import Ruled

#: What a representative of a challenged agency may write.
ANSWER = frozenset({"progress"})

CHALLENGES = Ruled(challenge_faults)


def only_answers(principal: Principal) -> bool:
    """Whether somebody who may change a challenge may write nothing but the answer."""
    return not allows(principal, "create", "challenge")


@transaction.atomic
def change_challenge(*, row: Challenge, values: Mapping[str, Any], version: int, by: User) -> Challenge:
    """Write `values`; of those who only answer, nothing but the answer. DomainError for anything else of theirs."""
    if only_answers(principal_of(by)) and set(values) - ANSWER:
        raise DomainError("Your agency writes the answer. The business unit keeps the rest.")
    changed: Challenge = CHALLENGES.change(row=row, values=values, version=version, by=by)
    return changed


@transaction.atomic
def answer_challenge(*, challenge: Challenge, progress: str, version: int, by: User) -> Challenge:
    """Record what came of a challenge. DomainError once it is closed."""
    _refuse_closed(challenge)
    return change_challenge(row=challenge, values={"progress": progress}, version=version, by=by)


@transaction.atomic
def close_challenge(*, challenge: Challenge, closed_on: date, progress: str, version: int, by: User) -> Challenge:
    """The board is content with what came of it. DomainError without saying what that was."""
    _refuse_closed(challenge)
    if not progress:
        raise DomainError("Say what came of it before you close it.")
    values = {"status": OpenStatus.CLOSED, "closed_on": closed_on, "progress": progress}
    return change_challenge(row=challenge, values=values, version=version, by=by)


def _refuse_closed(challenge: Challenge) -> None:
    # As it is stored, whatever a form has made of the one at hand.
    if Challenge._base_manager.get(pk=challenge.pk).status == OpenStatus.CLOSED:
        raise DomainError("This challenge is closed. Ask the business unit to open it again.")
