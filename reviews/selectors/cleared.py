"""What of case reviews is cleared for print, whatever else the records hold.

Source: "Rules that protect people" of the domain, and decision 0012. A review under embargo gives its kind and nothing
else, until the minute in which the embargo ends; one that nobody has taken up (only referred, or the criteria not met)
its kind, status, themes, learning and public summary. One that was taken up gives beyond the domain's texts its title
(a pseudonym or a theme), whether it will be published, and of its action plan what is to be done and how far that is,
with the reason where a recommendation was declined, for which the Care Act asks. The plan of a published review is no
longer restricted, so agencies, answers and what came of the actions are told too. A sealed or an archived one gives
nothing, not even a count. No other column of what is restricted leaves the database here, so that none can reach a
page.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.utils import timezone

from partnership.enums import OPEN_CLASSES, RecommendationStatus, Visibility
from partnership.models import Action, Board, Recommendation
from partnership.policy import allows, live
from partnership.principals import Principal
from partnership.rag import Rag, rag_words
from partnership.selectors.actions import ActionView, RecommendationView, Work, in_report, rating, work_of
from partnership.selectors.carried_over import CarriedOver, still_owed
from partnership.selectors.in_year import was_open_or_ended_in
from reviews.enums import Publication, ReviewKind, ReviewStatus
from reviews.models import Review
from reviews.models.reviews import published_as, status_as

_DAYS = ("referred_on", "considered_on", "commissioned_on", "completed_on", "published_on")
_ENDED = (ReviewStatus.NOT_MET, ReviewStatus.CLOSED)
_NOT_TAKEN_UP = (ReviewStatus.REFERRED, ReviewStatus.NOT_MET)
_TOLD = (
    "pk", "named", "publication", "embargo_until", "published_until", "visibility", "themes", "learning",
    "public_summary",
)  # fmt: skip
#: Once its embargo is over, a review is published whatever state is stored.
_TITLE = Case(
    When(Q(status__in=_NOT_TAKEN_UP) & ~Q(publication=Publication.EMBARGOED), then=Value("")),
    default="title",
    output_field=TextField(),
)


@dataclass(frozen=True)
class ClearedReview:
    """A review as it may be printed. Its actions name no person and hold no notes of progress.

    One that nobody has taken up has neither title nor work.
    """

    kind: ReviewKind
    title: str
    status: ReviewStatus
    publication: Publication
    themes: tuple[str, ...]
    learning: tuple[str, ...]
    public_summary: str
    work: Work

    @property
    def is_taken_up(self) -> bool:
        return self.status not in _NOT_TAKEN_UP


@dataclass(frozen=True)
class ClearedReviews:
    """The reviews of a year; of those under embargo only the kinds; what reviews closed before it still owe."""

    reviews: tuple[ClearedReview, ...] = ()
    embargoed: tuple[ReviewKind, ...] = ()
    earlier: tuple[CarriedOver, ...] = ()


def cleared_reviews(*, board: Board, start: date, end: date, principal: Principal) -> ClearedReviews:
    """Reviews that began by `end`, those closed before `start` only as far as work is still owed; undated ones too.

    Empty for a principal without the power over "cleared_review". At most seven queries; two where there is no review.
    """
    if not allows(principal, "view", "cleared_review"):
        return ClearedReviews()
    reviews = Review.objects.filter(live(Review), boards=board).exclude(visibility=Visibility.SEALED).order_by("pk")
    hidden = Review.under_embargo(timezone.now())
    embargoed = _begun(reviews.filter(hidden), end)
    cleared = [_as_it_stands(row) for row in _begun(reviews.exclude(hidden).annotate(named=_TITLE), end, *_TOLD)]
    published = [row["pk"] for row in cleared if _is_taken_up(row) and _is_published(row)]
    guarded = [row["pk"] for row in cleared if _is_taken_up(row) and not _is_published(row)]
    work = {**_work_of_published(published, start, end, principal), **_work_of_guarded(guarded, start, end)}
    return ClearedReviews(
        reviews=tuple(_review(row, work.get(row["pk"], Work())) for row in cleared if _is_of_year(row, start, end)),
        embargoed=tuple(ReviewKind(row["review_kind"]) for row in embargoed if _is_of_year(row, start, end)),
        earlier=still_owed(_names(row for row in cleared if not _is_of_year(row, start, end)), work),
    )


def _names(rows: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    return {row["pk"]: f"the review “{row['named']}”" for row in rows if _is_taken_up(row)}


def _begun(reviews: QuerySet[Review], end: date, *columns: str) -> list[dict[str, Any]]:
    rows = reviews.values("review_kind", "status", *_DAYS, *columns)
    return [row for row in rows if not _days(row) or min(_days(row)) <= end]


def _as_it_stands(row: dict[str, Any]) -> dict[str, Any]:
    """A review whose embargo is over is published, and one that is public no more is not, though nothing has run since
    to store that."""
    stored = Publication(row["publication"])
    stands = published_as(stored, row["embargo_until"], row["published_until"], timezone.now())
    return {**row, "publication": stands, "status": status_as(ReviewStatus(row["status"]), stored, stands)}


def _days(row: Mapping[str, Any]) -> list[date]:
    return [row[day] for day in _DAYS if row[day]]


def _is_taken_up(row: Mapping[str, Any]) -> bool:
    return row["status"] not in _NOT_TAKEN_UP


def _is_published(row: Mapping[str, Any]) -> bool:
    """Whether the plan may be told in full: published, and nobody has restricted the record again."""
    return row["publication"] == Publication.PUBLISHED and row["visibility"] in OPEN_CLASSES


def _is_of_year(row: Mapping[str, Any], start: date, end: date) -> bool:
    days = _days(row)
    return was_open_or_ended_in(
        start,
        end,
        begun_on=min(days, default=None),
        ended_on=max(days, default=None),
        has_ended=row["status"] in _ENDED,
        undated=True,
    )


def _review(row: Mapping[str, Any], work: Work) -> ClearedReview:
    return ClearedReview(
        kind=ReviewKind(row["review_kind"]),
        title=row["named"],
        status=ReviewStatus(row["status"]),
        publication=Publication(row["publication"]),
        themes=tuple(row["themes"]),
        learning=tuple(row["learning"]),
        public_summary=row["public_summary"],
        work=work,
    )


def _work_of_published(reviews: list[int], start: date, end: date, principal: Principal) -> Mapping[int, Work]:
    """What is to be done, by review, with agencies, answers and impact."""
    if not reviews:
        return {}
    work = work_of(records=reviews, start=start, end=end, principal=principal)
    return {pk: replace(one, actions=_numbered(one.actions)) for pk, one in work.items()}


def _numbered(actions: Iterable[ActionView]) -> tuple[ActionView, ...]:
    """Actions under numbers instead of references, without the persons who own them and their notes."""
    return tuple(
        replace(action, reference=str(number), owner="", progress="") for number, action in enumerate(actions, start=1)
    )


def _work_of_guarded(reviews: list[int], start: date, end: date) -> Mapping[int, Work]:
    """What is to be done, by review. These plans are as restricted as their reviews, so their columns are few too."""
    if not reviews:
        return {}
    actions: dict[int, list[ActionView]] = defaultdict(list)
    states = ("title", "status", "raised_on", "due_on", "completed_on", "at_risk", "rag_override")
    for action in (
        Action.objects.filter(live(Action), plan__record__in=reviews)
        .select_related("plan", "recommendation")
        .only(*states, "plan__record_id", "recommendation__number")
    ):
        if in_report(action, start=start, end=end):
            of_review = actions[action.plan.record_id]
            of_review.append(_action(action, number=len(of_review) + 1, on=end))
    recommendations = _guarded_recommendations(reviews)
    return {pk: Work(tuple(recommendations[pk]), tuple(actions[pk])) for pk in reviews}


def _guarded_recommendations(reviews: list[int]) -> Mapping[int, list[RecommendationView]]:
    """Texts and states; the answer only where a recommendation was declined."""
    found: dict[int, list[RecommendationView]] = defaultdict(list)
    reason = Case(When(accepted=False, then="response"), default=Value(""), output_field=TextField())
    rows = Recommendation.objects.filter(live(Recommendation), plan__record__in=reviews).annotate(reason=reason)
    for record, number, text, status, accepted, why in rows.order_by("number").values_list(
        "plan__record", "number", "text", "status", "accepted", "reason"
    ):
        answer = False if accepted is False else None
        found[record].append(RecommendationView(number, text, (), answer, RecommendationStatus(status), response=why))
    return found


def _action(action: Action, *, number: int, on: date) -> ActionView:
    """An action under a number instead of its reference, which may be made of the review's."""
    rag = rating(action, on=on)
    return ActionView(
        reference=str(number),
        title=action.title,
        agency="",
        owner="",
        due_on=action.due_on,
        completed_on=action.completed_on if rag is Rag.BLUE else None,
        progress="",
        impact="",
        recommendation=action.recommendation.number if action.recommendation else None,
        rag=rag,
        words=rag_words(rag, due_on=action.due_on, today=on),
    )
