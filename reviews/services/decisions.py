"""From the screening of a case to the decision what is done about it; what each step changes in the review."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Min

from partnership.exceptions import DomainError
from partnership.models import User
from partnership.policy import live
from partnership.services.reasons import note_reason
from partnership.services.rows import archive_row, change_row, create_row
from reviews.enums import CriteriaMet, NotifiedTo, Outcome, ReviewKind, ReviewStatus, Screening
from reviews.models import Consideration, Criterion, CriterionAnswer, Edition, Notification, Review
from reviews.selectors.decisions import considerations_of, may_screen, referral_of
from reviews.selectors.editions import edition_for
from reviews.services.referrals import tell_agency
from reviews.services.reviews import take_on

#: Kinds of review that an outcome begins; the first that an edition in force knows.
KINDS: Final = {
    Outcome.LEARNING_REVIEW: (ReviewKind.LEARNING_REVIEW,),
    Outcome.LOCAL_REVIEW: (ReviewKind.LCSPR, ReviewKind.SCR),
    Outcome.ADULT_REVIEW: (ReviewKind.SAR,),
    Outcome.HOMICIDE_REVIEW: (ReviewKind.DHR,),
}
#: The day of the review that is the first on which somebody was told.
FIRST_TOLD: Final = {NotifiedTo.PANEL: "notified_on", NotifiedTo.PARTNER: "partners_aware_on"}
#: A decision moves the review no further once it is under way.
BEFORE_WORK: Final = (ReviewStatus.REFERRED, ReviewStatus.NOT_MET, ReviewStatus.CLOSED, ReviewStatus.COMMISSIONED)

Answers = Mapping[int, tuple[bool | None, str]]


@transaction.atomic
def screen_case(
    *, review: Review, screening: str, reason: str, screened_on: date, words: str, version: int, by: User
) -> Review:
    """Go on, ask the agency for more, or stop. `words` are what the agency is told.

    DomainError once it is decided, without a reason, or where the agency would wait for words in vain.
    """
    if not may_screen(Review._base_manager.get(pk=review.pk)):
        raise DomainError("This case has been decided. Consider it again if something new has come up.")
    if not reason.strip():
        raise DomainError("Say why. Whoever asks later reads it here.")
    if screening != Screening.GO_ON and not words.strip() and referral_of(review):
        asks = screening == Screening.ASK_MORE
        raise DomainError(f"Write to the agency {'what you need to know' if asks else 'why it goes no further'}.")
    take_on(review=review, by=by)
    stopped = screening == Screening.STOP
    values = {
        "screening": screening,
        "screening_reason": reason,
        "screened_on": screened_on,
        "status": ReviewStatus.CLOSED if stopped else ReviewStatus.REFERRED,
    }
    changed: Review = change_row(row=review, values=values, version=version, by=by)
    if screening != Screening.GO_ON:
        tell_agency(review=changed, words=words, answered_on=screened_on if stopped else None, by=by)
    return changed


@transaction.atomic
def note_notification(*, review: Review, values: Mapping[str, Any], aware_on: date | None, by: User) -> Notification:
    """Record who was told of a case; the first day for the Panel, and for the partners, are the review's own.

    The same once more gives what is recorded. `aware_on` is the day on which the authority learned of it.
    """
    take_on(review=review, by=by)
    same = {name: values.get(name) for name in ("to", "agency", "sent_on")}
    rows = Notification.objects.filter(live(Notification), review=review)
    row = rows.filter(**same).first() or create_row(row=Notification(review=review), values=values, by=by)
    fresh = Review.objects.get(pk=review.pk)
    days = {name: _first_told(fresh, to) or getattr(fresh, name) for to, name in FIRST_TOLD.items()}
    days["aware_on"] = aware_on or fresh.aware_on
    if any(getattr(fresh, name) != day for name, day in days.items()):
        change_row(row=fresh, values=days, version=fresh.version, by=by)
    return row


@transaction.atomic
def take_back_notification(*, notification: Notification, reason: str, by: User) -> Notification:
    """Take back what was recorded by mistake: by it nobody was told. It is kept, with the reason.

    The day of the review that was this one becomes the next that is recorded, or none.
    """
    fresh = Notification.objects.select_for_update(of=("self",)).select_related("review").get(pk=notification.pk)
    if fresh.archived_at:
        raise DomainError("This was taken back already.")
    take_on(review=fresh.review, by=by)
    archived: Notification = archive_row(row=fresh, reason=reason, by=by)
    note_reason(row=archived, reason="Taken back")
    review, name = Review.objects.get(pk=fresh.review_id), FIRST_TOLD.get(NotifiedTo(fresh.to))
    if name and getattr(review, name) == fresh.sent_on:
        change_row(row=review, values={name: _first_told(review, fresh.to)}, version=review.version, by=by)
    return archived


@transaction.atomic
def note_rapid_review(*, review: Review, sent_on: date, version: int, by: User) -> Review:
    """Record the day on which the rapid review went to the Panel."""
    take_on(review=review, by=by)
    changed: Review = change_row(row=review, values={"rapid_review_sent_on": sent_on}, version=version, by=by)
    return changed


@transaction.atomic
def consider_case(
    *,
    review: Review,
    edition: Edition,
    values: Mapping[str, Any],
    answers: Answers,
    commissioned_on: date | None,
    words: str,
    by: User,
) -> Consideration:
    """Record what was decided: each criterion answered, who decided, why, and who thought otherwise.

    All decisions are kept; the latest by its date counts and changes the review. `words` tell the agency that referred.
    The same once more gives what is recorded. DomainError says which answer is missing or contradicts another.
    """
    take_on(review=review, by=by)
    _check(values, answers, edition)
    if same := Consideration.objects.filter(live(Consideration), review=review, edition=edition, **values).first():
        return same
    decided = values["met"] != CriteriaMet.PENDING
    if decided and not words.strip() and referral_of(review):
        raise DomainError("Write what the agency that referred the case is told.")
    row: Consideration = create_row(row=Consideration(review=review, edition=edition), values=values, by=by)
    for criterion, (met, reason) in answers.items():
        answer = CriterionAnswer(consideration=row, criterion_id=criterion, met=met, reason=reason)
        answer._history_user = by  # type: ignore[attr-defined]  # simple-history reads it
        answer.save()
    latest = considerations_of(review).first()
    if latest == row:
        _apply(row, commissioned_on or row.considered_on, by)
    if decided:
        tell_agency(review=review, words=words, answered_on=row.considered_on, by=by)
    return row


def _first_told(review: Review, to: str) -> date | None:
    rows = Notification.objects.filter(live(Notification), review=review, to=to)
    day: date | None = rows.aggregate(day=Min("sent_on"))["day"]
    return day


def _check(values: Mapping[str, Any], answers: Answers, edition: Edition) -> None:
    met, outcome = values["met"], values["outcome"]
    if met == CriteriaMet.PENDING:
        if outcome:
            raise DomainError(
                "What will be done is decided with the criteria. Say whether they are met, or leave it out."
            )
        return
    if not outcome:
        raise DomainError("Say what will be done, even if that is nothing.")
    asked = set(Criterion.objects.filter(live(Criterion), edition=edition).values_list("pk", flat=True))
    if {pk for pk, (answer, _) in answers.items() if answer is not None} != asked:
        raise DomainError("Answer each criterion with yes or no, or say that it is not decided yet.")
    if any(answer and not reason.strip() for answer, reason in answers.values()):
        raise DomainError("Say why, for each criterion that you answer with yes.")
    if met == CriteriaMet.YES and not any(answer for answer, _ in answers.values()):
        raise DomainError("You say that the criteria are met, but have answered none with yes. Change one of the two.")


def _apply(row: Consideration, commissioned_on: date, by: User) -> None:
    """What the decision that counts changes in the review."""
    review = Review.objects.get(pk=row.review_id)
    values: dict[str, Any] = {"criteria_met": {CriteriaMet.YES: True, CriteriaMet.NO: False}.get(CriteriaMet(row.met))}
    if row.met != CriteriaMet.PENDING:
        values["considered_on"] = row.considered_on
        if review.status in BEFORE_WORK:
            values |= _moved(row, review, commissioned_on)
    change_row(row=review, values=values, version=review.version, by=by)


def _moved(row: Consideration, review: Review, commissioned_on: date) -> dict[str, Any]:
    kinds = KINDS.get(Outcome(row.outcome))
    if kinds is None:
        met = row.met == CriteriaMet.YES
        return {"status": ReviewStatus.CLOSED if met else ReviewStatus.NOT_MET, "commissioned_on": None}
    found = [(kind, edition) for kind in kinds if (edition := edition_for(kind, row.considered_on))]
    kind, edition = found[0] if found else (kinds[0], review.edition)
    began = {"review_kind": kind, "edition": edition, "commissioned_on": commissioned_on}
    return {"status": ReviewStatus.COMMISSIONED, **began}
