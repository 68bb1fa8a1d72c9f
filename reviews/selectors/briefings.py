"""Seven-minute briefings: what one holds, whether its words are cleared, and what agencies did with it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from partnership.models import Agency, Board, Interest, Recommendation
from partnership.principals import Principal
from reviews.models import Briefing, BriefingReceipt, Review

#: The seven parts in their order, each with its heading on the page.
PARTS: Final = (
    ("background", "Background"),
    ("concerns", "Safeguarding concerns"),
    ("what_happened", "What happened"),
    ("the_review", "The review"),
    ("findings", "Findings"),
    ("what_to_do", "What to do"),
    ("questions", "Questions to talk about"),
)
#: What one A4 page holds, in characters; a line that begins anew costs as much as this many.
LONGEST: Final = 4_000
#: How long the title and each part may be: all of them at their longest fit, so long as few lines begin anew.
LONGEST_TITLE: Final = 100
LONGEST_PARTS: Final = {
    "background": 300,
    "concerns": 300,
    "what_happened": 500,
    "the_review": 250,
    "findings": 550,
    "what_to_do": 500,
    "questions": 300,
}
_A_LINE = 45
_A_PART = 90
_LIST_ITEMS = 8


def words_hash(briefing: Any) -> str:
    """Of everything that is cleared: title, seven parts, links, and whether the public may read it."""
    words = [briefing.title, *(getattr(briefing, name) for name, _ in PARTS), list(briefing.links), briefing.is_public]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def is_cleared(briefing: Briefing) -> bool:
    """Whether somebody has cleared these very words."""
    return briefing.cleared_at is not None and briefing.cleared_hash == words_hash(briefing)


def length_of(briefing: Any) -> int:
    """How much of the page its words take, lines, headings and the large title counted in."""
    texts = [text for name, _ in PARTS if (text := getattr(briefing, name))] + list(briefing.links)
    lines = sum(text.count("\n") + 1 for text in texts)
    written = sum(bool(getattr(briefing, name)) for name, _ in PARTS)
    return 3 * len(briefing.title) + sum(map(len, texts)) + lines * _A_LINE + written * _A_PART


def fits(briefing: Any) -> bool:
    """Whether its words fit on one page."""
    return length_of(briefing) <= LONGEST


def authors_of(briefing: Briefing) -> set[int]:
    """Everybody who has written some of its words, read from its history."""
    before, found = "", set()
    for row in briefing.history.order_by("history_date", "history_id"):
        words = words_hash(row)
        if words != before and row.history_user_id:
            found.add(row.history_user_id)
        before = words
    return found


def prefilled(review: Review, principal: Principal) -> dict[str, Any]:
    """What a new briefing begins with: the texts of the review that are cleared for print, and what it recommends."""
    rows = Recommendation.objects.visible_to(principal).filter(plan__record=review.pk).order_by("number")
    recommended = list(rows.values_list("text", flat=True)[:_LIST_ITEMS])
    return {
        "what_happened": review.public_summary,
        "the_review": f"This was a {_lowered(review.get_review_kind_display())}.",
        "findings": _bullets(review.learning[:_LIST_ITEMS]),
        "what_to_do": _bullets(recommended),
    }


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {' '.join(line.split())}" for line in lines)


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


# --- What agencies did with it ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Response:
    """How many agencies were asked and answered, and how many staff they reached."""

    asked: int = 0
    answered: int = 0
    staff: int = 0

    @property
    def words(self) -> str:
        """Such as "7 of 9 agencies, 412 staff"."""
        agencies = "agency" if self.asked == 1 else "agencies"
        return f"{self.answered} of {self.asked} {agencies}, {self.staff:,} staff" if self.asked else "Nobody asked yet"

    @property
    def over_all(self) -> str:
        """The same over several briefings: "12 of 15 answers, 412 staff"."""
        return f"{self.answered} of {self.asked} answers, {self.staff:,} staff"


def response_of(receipts: QuerySet[Any]) -> Response:
    """The response over some receipts, as far as these were narrowed. One query."""
    found = receipts.order_by().aggregate(
        asked=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False)), staff=Sum("staff")
    )
    return Response(found["asked"], found["answered"], found["staff"] or 0)


def response_by_agency(receipts: QuerySet[Any]) -> list[tuple[str, Response]]:
    """The same for each agency, by name. One query."""
    rows = receipts.order_by("agency__name").values_list("agency__name")
    counts = rows.annotate(
        asked=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False)), reached=Sum("staff")
    )
    return [(agency, Response(asked, answered, staff or 0)) for agency, asked, answered, staff in counts]


def agencies_to_ask(briefing: Briefing, principal: Principal, today: date) -> QuerySet[Agency]:
    """Agencies at work that have not been asked; none with a conflict of interest with the review."""
    asked = briefing.receipts.filter(archived_at=None).values("agency")
    about = [briefing.pk, briefing.of_review_id]
    conflicted = Interest.objects.in_force().filter(record__in=about, agency__isnull=False).values("agency")
    ended = Q(active_to__lt=today) | Q(replaced_by__isnull=False)
    agencies: QuerySet[Agency] = Agency.objects.visible_to(principal).exclude(ended)
    return agencies.exclude(pk__in=asked).exclude(pk__in=conflicted).order_by("name")


def receipts_owed(principal: Principal, today: date) -> QuerySet[Any]:
    """What the agencies that one speaks for have still to say."""
    agencies = {pk for grant in principal.grants for pk in grant.agencies}
    mine = BriefingReceipt.objects.visible_to(principal, "change").filter(agency__in=agencies)
    return waiting(mine).select_related("briefing", "agency")


def waiting(receipts: QuerySet[Any]) -> QuerySet[Any]:
    """Those without an answer, of briefings that are cleared."""
    return receipts.filter(answered_at=None, briefing__cleared_at__isnull=False)


@dataclass(frozen=True)
class BriefingInYear:
    """A cleared briefing as the annual report may print it: its title and what came of it, nothing of its review."""

    title: str
    cleared_on: date
    response: Response


def briefings_in_year(*, board: Board, start: date, end: date, principal: Principal) -> list[BriefingInYear]:
    """Briefings that were cleared within these days and are still so, oldest first. Two queries."""
    told = Briefing.objects.exclude(Briefing.untold(timezone.now()))
    rows = told.filter(boards=board, cleared_at__date__range=(start, end))
    cleared = [one for one in rows.visible_to(principal).order_by("cleared_at", "pk") if is_cleared(one)]
    receipts = BriefingReceipt.objects.filter(briefing__in=[one.pk for one in cleared], archived_at=None)
    counts = {
        key: Response(asked, answered, staff or 0)
        for key, asked, answered, staff in receipts.order_by()
        .values_list("briefing")
        .annotate(asked=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False)), reached=Sum("staff"))
    }
    return [
        BriefingInYear(one.title, timezone.localdate(one.cleared_at), counts.get(one.pk, Response())) for one in cleared
    ]
