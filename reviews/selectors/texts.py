"""Drafts of a review's texts: which there are, whether their words are whole, and who has signed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from partnership.models import User
from partnership.principals import Principal
from reviews.models import Review, ReviewText, SignOff, TextComment

#: How many people must sign a draft that none of them wrote.
NEEDED = 2


def text_hash(text: str) -> str:
    """What a signature is bound to."""
    return sha256(text.encode()).hexdigest()


def is_whole(draft: ReviewText) -> bool:
    """Whether the draft still holds the words that were written; one that does not is good for nothing."""
    return text_hash(draft.text) == draft.text_hash


@dataclass(frozen=True)
class Standing:
    """How far a draft is. `authors` wrote it or a draft before it, on which it rests."""

    draft: ReviewText
    is_newest: bool
    is_whole: bool
    authors: frozenset[int]
    signed: tuple[SignOff, ...]

    @property
    def missing(self) -> int:
        """How many signatures of these very words are still to come."""
        return NEEDED if not self.is_whole else max(0, NEEDED - len(self.signed))

    @property
    def is_signed_off(self) -> bool:
        return self.missing == 0

    @property
    def signed_off_on(self) -> date | None:
        """The day of the signature that was the last one needed."""
        return timezone.localdate(self.signed[NEEDED - 1].signed_at) if self.is_signed_off else None

    def refusal(self, user: User) -> str:
        """Why this person cannot sign the draft; empty where they can, as far as the draft is concerned."""
        if not self.is_whole:
            return "The words of this draft are not those that were written. Nobody can sign it."
        if not self.is_newest:
            return "There is a newer draft. Only the newest one can be signed."
        if user.pk in self.authors:
            return "You wrote this draft or one before it. Two other people sign it."
        if any(one.signed_by_id == user.pk for one in self.signed):
            return "You have signed this draft."
        return ""


def drafts_of(review: Review, kind: str, principal: Principal) -> Any:
    """The drafts, the newest first, with how many comments and signatures each has."""
    rows = ReviewText.objects.visible_to(principal).filter(review=review, kind=kind).select_related("written_by")
    counted = rows.annotate(
        comment_count=Count("comments", distinct=True),
        signature_count=Count("sign_offs", filter=Q(sign_offs__text_hash=F("text_hash")), distinct=True),
    )
    return counted.order_by("-number")


def newest_draft(review: Review, kind: str) -> ReviewText | None:
    """The draft that counts. For services: pages take theirs from `drafts_of`."""
    drafts = ReviewText.objects.filter(review=review, kind=kind).select_related("review", "written_by")
    return drafts.order_by("-number").first()


def first_written_on(review: Review, kind: str) -> date | None:
    """The day on which the first draft was written here. For services."""
    drafts = ReviewText.objects.filter(review=review, kind=kind).order_by("number")
    written_at = drafts.values_list("written_at", flat=True).first()
    return timezone.localdate(written_at) if written_at else None


def standing_of(draft: ReviewText) -> Standing:
    """Who has signed these very words, and whether that is enough. Two queries."""
    of_text = ReviewText.objects.filter(review=draft.review_id, kind=draft.kind).values_list("number", "written_by")
    written = list(of_text)
    authors = frozenset(by for number, by in written if number <= draft.number)
    signed = SignOff.objects.filter(text=draft, text_hash=draft.text_hash).exclude(signed_by__in=authors)
    return Standing(
        draft=draft,
        is_newest=draft.number == max(number for number, _ in written),
        is_whole=is_whole(draft),
        authors=authors,
        signed=tuple(signed.select_related("signed_by")),
    )


def comments_on(draft: ReviewText, principal: Principal) -> Any:
    """What was said about a draft, in order, with what was done about it."""
    rows = TextComment.objects.visible_to(principal).filter(text=draft)
    return rows.select_related("written_by", "answered_by")
