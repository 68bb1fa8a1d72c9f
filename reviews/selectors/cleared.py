"""What of case reviews is cleared for print, whatever else the records hold.

Source: "Rules that protect people" of the domain. A review under embargo gives its kind and nothing else; any other one
its kind, title (a pseudonym or a theme), status, whether it will be published, themes, learning and public summary, and
of its action plan what is to be done and how far that is; a sealed one nothing, not even a count. No other column
leaves the database here, so that none can reach a page.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from partnership.enums import RecommendationStatus, Visibility
from partnership.models import Action, Board, Recommendation
from partnership.policy import Principal, allows
from partnership.rag import Rag, rag_words
from partnership.selectors.actions import ActionView, RecommendationView, Work, in_report, rating
from partnership.selectors.in_year import was_open_or_ended_in
from reviews.enums import Publication, ReviewKind, ReviewStatus
from reviews.models import Review

_DAYS = ("referred_on", "considered_on", "commissioned_on", "completed_on", "published_on")
_ENDED = (ReviewStatus.NOT_MET, ReviewStatus.CLOSED)


@dataclass(frozen=True)
class ClearedReview:
    """A review as it may be printed. Its actions and recommendations bear no names, texts of progress or answers."""

    kind: ReviewKind
    title: str
    status: ReviewStatus
    publication: Publication
    themes: tuple[str, ...]
    learning: tuple[str, ...]
    public_summary: str
    work: Work


@dataclass(frozen=True)
class ClearedReviews:
    """The reviews of a year; of those under embargo only the kinds."""

    reviews: tuple[ClearedReview, ...] = ()
    embargoed: tuple[ReviewKind, ...] = ()


def cleared_reviews(*, board: Board, start: date, end: date, principal: Principal) -> ClearedReviews:
    """Reviews that began by `end` and were not closed before `start`; undated ones too.

    Empty for a principal without the power over "cleared_review". Four queries; two where there is no review.
    """
    if not allows(principal, "view", "cleared_review"):
        return ClearedReviews()
    reviews = Review.objects.filter(boards=board).exclude(visibility=Visibility.SEALED).order_by("pk")
    embargoed = _in_year(reviews.filter(publication=Publication.EMBARGOED), start, end)
    texts = ("pk", "title", "publication", "themes", "learning", "public_summary")
    cleared = _in_year(reviews.exclude(publication=Publication.EMBARGOED), start, end, *texts)
    work = _work_of([row["pk"] for row in cleared], start, end) if cleared else {}
    return ClearedReviews(
        reviews=tuple(_review(row, work[row["pk"]]) for row in cleared),
        embargoed=tuple(ReviewKind(row["review_kind"]) for row in embargoed),
    )


def _in_year(reviews: QuerySet[Review], start: date, end: date, *columns: str) -> list[dict[str, Any]]:
    rows = reviews.values("review_kind", "status", *_DAYS, *columns)
    return [row for row in rows if _is_of_year(row, start, end)]


def _is_of_year(row: Mapping[str, Any], start: date, end: date) -> bool:
    days = [row[day] for day in _DAYS if row[day]]
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
        title=row["title"],
        status=ReviewStatus(row["status"]),
        publication=Publication(row["publication"]),
        themes=tuple(row["themes"]),
        learning=tuple(row["learning"]),
        public_summary=row["public_summary"],
        work=work,
    )


def _work_of(reviews: list[int], start: date, end: date) -> Mapping[int, Work]:
    """What is to be done, by review. These plans are as restricted as their reviews, so their columns are few too."""
    actions: dict[int, list[ActionView]] = defaultdict(list)
    recommendations: dict[int, list[RecommendationView]] = defaultdict(list)
    states = ("title", "status", "raised_on", "due_on", "completed_on", "at_risk", "rag_override")
    for action in (
        Action.objects.filter(plan__record__in=reviews)
        .select_related("plan", "recommendation")
        .only(*states, "plan__record_id", "recommendation__number")
    ):
        if in_report(action, start=start, end=end):
            of_review = actions[action.plan.record_id]
            of_review.append(_action(action, number=len(of_review) + 1, on=end))
    rows = Recommendation.objects.filter(plan__record__in=reviews).order_by("number")
    for record, number, text, status in rows.values_list("plan__record", "number", "text", "status"):
        recommendations[record].append(
            RecommendationView(number, text, (), None, RecommendationStatus(status), response="")
        )
    return {pk: Work(tuple(recommendations[pk]), tuple(actions[pk])) for pk in reviews}


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
