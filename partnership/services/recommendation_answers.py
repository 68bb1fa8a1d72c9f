"""Agencies are asked whether they take a recommendation on, and answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.enums import MessageKind, Role
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.links import link_to
from partnership.models import Agency, Recommendation, RecommendationAnswer, User
from partnership.selectors.recommendation_answers import agencies_to_ask, answers_of
from partnership.selectors.speakers import speakers_who_may
from partnership.services.messages import write_message
from partnership.services.recommendations import change_recommendation
from partnership.services.rows import change_row, create_row

NOT_TO_BE_ASKED = "{} cannot be asked: the recommendation is not addressed to it, or it has been asked already."


@transaction.atomic
def ask_agencies(
    *, recommendation: Recommendation, agencies: Iterable[Agency], due_on: date | None, by: User
) -> list[RecommendationAnswer]:
    """Ask each agency whether it takes the recommendation on; whoever speaks for it gets a message.

    DomainError for an agency to which it is not addressed, that was asked before, or that has a conflict of interest,
    and for a day that is past.
    """
    locked = _locked(recommendation)
    open_to_it = set(agencies_to_ask(locked))
    today = timezone.localdate()
    if due_on and due_on < today:
        raise DomainError("The day has passed. Choose one to come.")
    asked = []
    for agency in agencies:
        if agency not in open_to_it:
            raise DomainError(NOT_TO_BE_ASKED.format(agency))
        row = RecommendationAnswer(recommendation=locked, agency=agency, asked_on=today)
        asked.append(create_row(row=row, values={"due_on": due_on}, by=by))
    if not asked:
        raise DomainError("Choose at least one agency.")
    for answer in asked:
        _tell(answer, by)
    return asked


@transaction.atomic
def answer_recommendation(
    *, answer: RecommendationAnswer, accepted: bool | None, reason: str, version: int, by: User
) -> RecommendationAnswer:
    """Write one agency's answer, or a new one in its place; the last of all settles the recommendation.

    DomainError without yes or no, and for a refusal without its reason.
    """
    if accepted is None:
        raise DomainError("Say whether your agency takes it on.")
    if not accepted and not reason.strip():
        raise DomainError("Say why your agency declines, and what it will do instead.")
    recommendation = _locked(answer.recommendation)
    values = {"accepted": accepted, "reason": reason, "answered_by": by, "answered_at": timezone.now()}
    stored: RecommendationAnswer = change_row(row=answer, values=values, version=version, by=by)
    _settle(recommendation, by)
    return stored


def _settle(recommendation: Recommendation, by: User) -> None:
    """Once all have answered alike, that is the answer of the recommendation; otherwise a person decides."""
    answers = answers_of([recommendation])[recommendation.pk]
    if not answers.is_complete or answers.is_mixed:
        return
    accepted = answers.accepted > 0
    values: dict[str, Any] = {"accepted": accepted}
    if not accepted and not recommendation.response.strip():
        values["response"] = _reasons(recommendation)
    if any(getattr(recommendation, name) != value for name, value in values.items()):
        change_recommendation(row=recommendation, values=values, version=recommendation.version, by=by)


def _reasons(recommendation: Recommendation) -> str:
    answers = recommendation.answers.filter(archived_at=None).select_related("agency")
    return "\n\n".join(f"{answer.agency}: {answer.reason}" for answer in answers.order_by("agency__name"))


def _locked(recommendation: Recommendation) -> Recommendation:
    """As it is stored: the last two agencies to answer wait for each other, so that one of them sees both answers."""
    rows = Recommendation._base_manager.select_for_update(of=("self",)).select_related("plan__record")
    row: Recommendation = rows.get(pk=recommendation.pk)
    return row


def _tell(answer: RecommendationAnswer, by: User) -> None:
    """A number and an address: what is recommended and where it comes from stays in the portal."""
    until = f" The answer is due on {date_words(answer.due_on)}." if answer.due_on else ""
    for user in speakers_who_may("change", answer, Role.AGENCY_REPRESENTATIVE):
        write_message(
            to=user,
            kind=MessageKind.ASKED,
            subject="Your agency is asked about a recommendation",
            body=(
                f"{by.name} asks whether {answer.agency} takes a recommendation on.{until}\n\n"
                f"Read it and answer: {link_to('partnership:recommendation-answer-detail', answer.pk)}"
            ),
        )
