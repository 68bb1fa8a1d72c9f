"""What the public reads of reviews, judged at the minute in which it is asked for.

Read for nobody in person, whoever is signed in, so that everybody reads the same. No column of a review leaves the
database here but those that are cleared for print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from partnership.enums import Visibility
from partnership.models import Board, Job
from partnership.principals import PUBLIC
from reviews.enums import ReviewKind
from reviews.models import Briefing, PublishedCopy, Review
from reviews.selectors.briefings import is_cleared
from reviews.selectors.publication import under_embargo
from reviews.selectors.texts import text_hash

#: The job that draws the PDF of a copy; who draws it is on the floor above.
DRAW_COPY = "reporting.draw_published_copy"

_COLUMNS = ("pk", "public_id", "title", "summary", "text", "text_hash", "publish_at", "review", "review__review_kind",
            "review__themes")  # fmt: skip


@dataclass(frozen=True)
class Published:
    """A published review as the public has it."""

    pk: int
    public_id: UUID
    title: str
    kind: ReviewKind
    themes: tuple[str, ...]
    published_at: datetime
    summary: str
    text: str
    boards: tuple[str, ...] = ()

    @property
    def published_on(self) -> date:
        return timezone.localdate(self.published_at)

    @property
    def pdf_name(self) -> str:
        """Where its PDF lies: named by the words, so that no file of other words can be taken for it."""
        content = repr((self.public_id, self.title, self.kind, self.themes, self.published_at, self.summary, self.text))
        return f"published/{sha256(content.encode()).hexdigest()}.pdf"


def published_reviews() -> list[Published]:
    """All that are public now, the newest first. One query."""
    rows = _open_rows().order_by("-publish_at", "-pk").values(*_COLUMNS)
    return [_published(row) for row in rows if _is_whole(row)]


def published_review(public_id: UUID) -> Published | None:
    """One that is public now, with whose it is; None for everything else, whatever the reason."""
    row = _open_rows().filter(public_id=public_id).values(*_COLUMNS).first()
    if row is None or not _is_whole(row):
        return None
    return _published(row, boards=_boards(row["review"]))


def copy_to_draw(copy_id: int) -> Published | None:
    """A copy with its words whole, public or not yet, for the job that draws its PDF."""
    row = PublishedCopy.objects.filter(pk=copy_id, withdrawn_at=None).values(*_COLUMNS).first()
    return _published(row, boards=_boards(row["review"])) if row and _is_whole(row) else None


def has_pdf(published: Published) -> bool:
    """Whether its PDF is drawn and stored."""
    return default_storage.exists(published.pdf_name)


def drawing_of(copy: PublishedCopy) -> Job | None:
    """The last time that the PDF of a copy was asked for."""
    return Job.objects.filter(name=DRAW_COPY, arguments={"copy_id": copy.pk}).order_by("-pk").first()


def public_briefings() -> list[Briefing]:
    """Seven-minute briefings that everybody may read, the newest first. One query.

    None of a review under embargo, of which the public knows nothing but the kind, and none of a sealed one.
    """
    hidden = Review.objects.filter(under_embargo(timezone.now()) | Q(visibility=Visibility.SEALED))
    rows = Briefing.objects.visible_to(PUBLIC).filter(visibility=Visibility.PUBLIC).exclude(of_review__in=hidden)
    return [briefing for briefing in rows.order_by("-cleared_at", "-pk") if is_cleared(briefing)]


def _open_rows() -> Any:
    """A sealed review gives nothing, also where it was sealed after its publication."""
    return PublishedCopy.objects.visible_to(PUBLIC).exclude(review__visibility=Visibility.SEALED)


def _is_whole(row: Mapping[str, Any]) -> bool:
    return text_hash(row["text"]) == row["text_hash"]


def _boards(review: int) -> tuple[str, ...]:
    return tuple(Board.objects.filter(records=review).order_by("code_key").values_list("name", flat=True))


def _published(row: Mapping[str, Any], boards: tuple[str, ...] = ()) -> Published:
    return Published(
        pk=row["pk"],
        public_id=row["public_id"],
        title=row["title"],
        kind=ReviewKind(row["review__review_kind"]),
        themes=tuple(row["review__themes"]),
        published_at=row["publish_at"],
        summary=row["summary"],
        text=row["text"],
        boards=boards,
    )
