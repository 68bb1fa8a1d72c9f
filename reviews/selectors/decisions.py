"""What stands in the way of a decision on a case, and what was decided so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from partnership.models import Agency
from partnership.policy import live
from reviews.enums import NotifiedTo, ReviewKind, ReviewStatus, Screening
from reviews.models import Consideration, Criterion, Edition, KindRule, Notification, Referral, Review
from reviews.selectors.editions import edition_for
from reviews.selectors.referrals import agencies_to_name

#: Before these nobody has decided; what was stopped at its screening may be screened again.
UNDECIDED: Final = (ReviewStatus.REFERRED,)
#: While something may still be done or recorded.
OPEN: Final = (*UNDECIDED, ReviewStatus.COMMISSIONED, ReviewStatus.IN_PROGRESS, ReviewStatus.PAUSED)
_OF_CHILDREN: Final = (ReviewKind.RAPID_REVIEW, ReviewKind.LCSPR, ReviewKind.SCR)


@dataclass(frozen=True)
class Missing:
    """What has not been done or recorded yet, and where it is."""

    words: str
    button: str
    url: str


def missing_of(review: Review, told: Sequence[Notification], today: date) -> list[Missing]:
    """What is missing, in the order in which it is done; nothing for a case that has ended or was stopped.

    `told` is who was recorded as told of the case, as far as the reader may know it.
    """
    return list(_missing(review, told, today)) if review.status in OPEN else []


def may_screen(review: Review) -> bool:
    """Whether nobody has decided yet; what was stopped may be taken up again."""
    return review.status in UNDECIDED or (
        review.status == ReviewStatus.CLOSED and review.screening == Screening.STOP and review.considered_on is None
    )


def _missing(review: Review, told: Sequence[Notification], today: date) -> Iterator[Missing]:
    undecided = review.status in UNDECIDED
    if undecided and review.screening != Screening.GO_ON:
        asked = review.screening == Screening.ASK_MORE
        words = "The agency was asked for more. Screen it again" if asked else "It has not been screened"
        yield Missing(words, "Screen this case", _to("review-screen", review))
    if review.review_kind in _OF_CHILDREN:
        yield from _missing_of_children(review, told, today)
    if undecided or review.criteria_met is None:
        yield Missing("Nothing is decided", "Record a decision", _to("consideration-create", review))


def _missing_of_children(review: Review, told: Sequence[Notification], today: date) -> Iterator[Missing]:
    """What guidance asks of the cases of children before anybody decides."""
    if words := _still_to_tell(review, told, today):
        yield Missing(words, "Record who was told", _to("notification-create", review))
    if not review.rapid_review_sent_on and _knows_rapid_reviews(review.edition):
        words = "The rapid review has not been sent to the Panel"
        yield Missing(words, "Record the rapid review", _to("rapid-review-sent", review))


def _still_to_tell(review: Review, told: Sequence[Notification], today: date) -> str:
    """Whom of the Panel and the partners nobody recorded as told: by name once one of them was recorded."""
    agencies = {one.agency_id: str(one.agency) for one in told if one.to == NotifiedTo.PARTNER and one.agency_id}
    done = [*(["the Panel"] if review.notified_on else []), *agencies.values()]
    absent = [one.name for one in _statutory_partners(today) if one.pk not in agencies] if told and done else []
    if absent:
        lacking = [*([] if review.notified_on else ["the Panel"]), *absent]
        return f"Told: {', '.join(done)}. Not recorded: {', '.join(lacking)}"
    if review.notified_on:
        return "" if review.partners_aware_on else "No day on which the partners were told"
    return f"No day on which the Panel {'was' if review.partners_aware_on else 'and the partners were'} told"


def _statutory_partners(today: date) -> QuerySet[Agency]:
    """The statutory safeguarding partners of today."""
    begun = Q(active_from=None) | Q(active_from__lte=today)
    going_on = Q(active_to=None) | Q(active_to__gte=today)
    return agencies_to_name().filter(begun, going_on, statutory_partner=True).order_by("name")


def _knows_rapid_reviews(edition: Edition | None) -> bool:
    return KindRule.objects.filter(live(KindRule), edition=edition, kind=ReviewKind.RAPID_REVIEW).exists()


def _to(name: str, review: Review) -> str:
    return reverse(f"reviews:{name}", args=[review.pk])


def told_by_mistake(review: Review) -> QuerySet[Notification]:
    """What was recorded of who was told and then taken back, with who did that (`taken_back_by`); for those named."""
    archived = Notification.history.filter(id=OuterRef("pk"), archived_at=OuterRef("archived_at"))
    by = Subquery(archived.order_by("history_date").values("history_user__name")[:1])
    rows: QuerySet[Notification] = Notification.objects.filter(review=review, archived_at__isnull=False)
    return rows.select_related("agency").annotate(taken_back_by=by).order_by("archived_at", "pk")


def considerations_of(review: Review) -> QuerySet[Consideration]:
    """All that was decided, the latest first: it counts."""
    rows: QuerySet[Consideration] = Consideration.objects.filter(live(Consideration), review=review)
    return rows.select_related("edition").prefetch_related("answers__criterion").order_by("-considered_on", "-pk")


def referral_of(review: Review) -> Referral | None:
    return Referral.objects.filter(live(Referral), review=review).select_related("agency", "review").first()


def editions_with_criteria() -> QuerySet[Edition]:
    """What a case can be considered under, the latest first."""
    criteria = Criterion.objects.filter(live(Criterion))
    rows: QuerySet[Edition] = Edition.objects.filter(live(Edition), pk__in=criteria.values("edition"))
    return rows.order_by("-in_force_from", "code_key")


def edition_to_consider(review: Review, on: date) -> Edition | None:
    """The edition in force whose criteria are asked: that of the kind on this day, else the one the review began by."""
    offered = {edition.pk: edition for edition in editions_with_criteria()}
    for edition in (edition_for(review.review_kind, on), review.edition):
        if edition and edition.pk in offered:
            return edition
    return next(iter(offered.values()), None)
