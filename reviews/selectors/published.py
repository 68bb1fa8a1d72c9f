"""What the public reads of reviews, judged at the minute in which it is asked for.

Read for nobody in person, whoever is signed in, so that everybody reads the same. No column of a review leaves the
database here but those that are cleared for print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils import timezone

from partnership.enums import Visibility
from partnership.models import Job
from partnership.principals import PUBLIC
from partnership.themes import folded
from reviews.enums import ReviewKind
from reviews.models import Briefing, PublishedCopy
from reviews.selectors.briefings import is_cleared
from reviews.selectors.publication import words_hash

#: The job that draws the PDF of a copy; who draws it is on the floor above.
DRAW_COPY = "reporting.draw_published_copy"

_COLUMNS = ("pk", "public_id", "title", "kind", "themes", "board_names", "summary", "text", "words_hash", "publish_at",
            "pdf_name")  # fmt: skip


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
    boards: tuple[str, ...]
    #: Where its PDF lies.
    pdf_name: str

    @property
    def published_on(self) -> date:
        return timezone.localdate(self.published_at)

    @property
    def year(self) -> int:
        return self.published_on.year

    def holds(self, word: str) -> bool:
        """Whether a word stands in what the public reads of it, in capitals or not."""
        texts = (self.title, self.summary, self.text, *self.themes)
        return any(word.casefold() in text.casefold() for text in texts)

    def is_about(self, theme: str) -> bool:
        return folded(theme) in map(folded, self.themes)


def published_reviews() -> list[Published]:
    """All that are public now, the newest first. One query."""
    rows = _open_rows().order_by("-publish_at", "-pk").values(*_COLUMNS)
    return [_published(row) for row in rows if _is_whole(row)]


def narrowed(
    reviews: Iterable[Published], *, words: str = "", kind: str = "", theme: str = "", year: str = ""
) -> list[Published]:
    """Those that hold every word and are of this kind, theme and year of publication, as far as these are asked."""
    return [
        one
        for one in reviews
        if all(map(one.holds, words.split()))
        and kind in ("", one.kind)
        and (not theme or one.is_about(theme))
        and year in ("", str(one.year))
    ]


def themes_of(reviews: Iterable[Published]) -> list[str]:
    """Their themes by name, each in the spelling of the first review that names it."""
    names: dict[str, str] = {}
    for theme in (theme for one in reviews for theme in one.themes):
        names.setdefault(folded(theme), theme)
    return sorted(names.values(), key=str.casefold)


def published_review(public_id: UUID) -> Published | None:
    """One that is public now; None for everything else, whatever the reason."""
    row = _open_rows().filter(public_id=public_id).values(*_COLUMNS).first()
    if row is None or not _is_whole(row):
        return None
    return _published(row)


def copy_to_draw(copy_id: int) -> Published | None:
    """A copy with its words whole, public or not yet, for the job that draws its PDF."""
    row = PublishedCopy.objects.filter(pk=copy_id, withdrawn_at=None).values(*_COLUMNS).first()
    return _published(row) if row and _is_whole(row) else None


def pdf_name(copy: PublishedCopy, publish_at: datetime) -> str:
    """Where the PDF of a copy is to lie: by its words and its day, so that no file of others can be taken for it."""
    content = repr((copy.public_id, copy.words_hash, publish_at.timestamp()))
    return f"published/{sha256(content.encode()).hexdigest()}.pdf"


def has_pdf(published: Published) -> bool:
    """Whether its PDF is drawn and stored."""
    return bool(published.pdf_name) and default_storage.exists(published.pdf_name)


def drawing_of(copy: PublishedCopy) -> Job | None:
    """The last time that the PDF of a copy was asked for."""
    return Job.objects.filter(name=DRAW_COPY, arguments={"copy_id": copy.pk}).order_by("-pk").first()


def public_briefings() -> list[Briefing]:
    """Seven-minute briefings that everybody may read, the newest first. One query.

    None of a review under embargo, of which the public knows nothing but the kind, and none of a sealed one.
    """
    rows = Briefing.objects.visible_to(PUBLIC)
    return [briefing for briefing in rows.order_by("-cleared_at", "-pk") if is_cleared(briefing)]


def _open_rows() -> Any:
    """A sealed review gives nothing, also where it was sealed after its publication."""
    return PublishedCopy.objects.visible_to(PUBLIC).exclude(review__visibility=Visibility.SEALED)


def _is_whole(row: Mapping[str, Any]) -> bool:
    return words_hash(row) == str(row["words_hash"])


def _published(row: Mapping[str, Any]) -> Published:
    return Published(
        pk=row["pk"],
        public_id=row["public_id"],
        title=row["title"],
        kind=ReviewKind(row["kind"]),
        themes=tuple(row["themes"]),
        published_at=row["publish_at"],
        summary=row["summary"],
        text=row["text"],
        boards=tuple(row["board_names"]),
        pdf_name=row["pdf_name"],
    )
