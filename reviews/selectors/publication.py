"""What stands between a review and its publication, and how its published copies stand at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from django.utils import timezone

from partnership.enums import Visibility
from partnership.formats import a_or_an, date_words
from partnership.identifying import Telling, telling_words
from partnership.models import User
from partnership.principals import Principal
from reviews.enums import ClockEvent, Publication, ReviewKind, TextKind
from reviews.models import Briefing, PublishedCopy, Review, ReviewText
from reviews.selectors.briefings import is_cleared
from reviews.selectors.clocks import RuleClock, clocks_of_reviews
from reviews.selectors.pseudonyms import pseudonyms_of
from reviews.selectors.texts import Standing, first_written_on, newest_draft, standing_of


def words_to_release(review: Review, text: str) -> dict[str, Any]:
    """What the public will read of a review under a title, as it stands now. One query."""
    return {
        "kind": review.review_kind,
        "themes": list(review.themes),
        "board_names": list(review.boards.order_by("code_key").values_list("name", flat=True)),
        "summary": review.public_summary,
        "text": text,
    }


def words_hash(words: Mapping[str, Any]) -> str:
    """Of all that the public reads, with the title as far as there is one: what a release and each reading compare."""
    parts = [words.get("title", ""), *(words[name] for name in ("kind", "themes", "board_names", "summary", "text"))]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class CopyState(Enum):
    """How a copy stands at a time."""

    EMBARGOED = "Under embargo"
    PUBLIC = "Public"
    ENDED = "No longer public"
    WITHDRAWN = "Withdrawn"
    ALTERED = "Not shown: its words were changed outside the portal"


def state_of(copy: PublishedCopy, now: datetime) -> CopyState:
    """The same as `PublishedCopy.published` for one copy, with the reason why it is not public."""
    if copy.withdrawn_at is not None:
        return CopyState.WITHDRAWN
    if words_hash(vars(copy)) != copy.words_hash:
        return CopyState.ALTERED
    if copy.withdraw_on is not None and copy.withdraw_on <= timezone.localdate(now):
        return CopyState.ENDED
    return CopyState.EMBARGOED if copy.publish_at > now else CopyState.PUBLIC


def copies_of(review: Review, principal: Principal) -> list[PublishedCopy]:
    """Every copy that was ever released, the newest first, for those who may see those that are not public too."""
    rows = PublishedCopy.objects.visible_to(principal).filter(review=review)
    return list(rows.select_related("source", "released_by").order_by("-pk"))


def public_briefings_of(review: Review, principal: Principal) -> list[Briefing]:
    """What was made of a review for the public by itself, and does not go when its report does."""
    rows = Briefing.objects.visible_to(principal).filter(of_review=review, is_public=True)
    return [briefing for briefing in rows.order_by("title", "pk") if is_cleared(briefing)]


def standing_copy(review: Review, now: datetime) -> PublishedCopy | None:
    """The copy that is public or will be. For services."""
    copies = PublishedCopy.objects.filter(review=review, withdrawn_at=None, archived_at=None).order_by("-pk")
    ended = {CopyState.ENDED, CopyState.WITHDRAWN}
    return next((copy for copy in copies if state_of(copy, now) not in ended), None)


_SIGNED = "The newest draft of the report is signed by two people who did not write it"


@dataclass(frozen=True)
class Check:
    """One line of the list before publication. `needed`: nothing is released while it is not done.

    `where` it is done: in the report's drafts, with the Panel's copy, or in the review itself.
    """

    words: str
    is_done: bool
    needed: bool = True
    where: str = "review"


@dataclass(frozen=True)
class Readiness:
    """What is there and what is missing. `telling` are words that may identify somebody, for a person to judge."""

    review: Review
    standing: Standing | None
    panel: RuleClock | None
    telling: tuple[Telling, ...]
    first_written_on: date | None = None

    @property
    def draft(self) -> ReviewText | None:
        return self.standing.draft if self.standing else None

    @property
    def shown_hash(self) -> str:
        """Of the words that somebody reads before they release them; empty where there is no draft."""
        return words_hash(words_to_release(self.review, self.draft.text)) if self.draft else ""

    @property
    def is_signed_off(self) -> bool:
        return self.standing is not None and self.standing.is_signed_off

    @property
    def not_before(self) -> date | None:
        """The first day on which the report may be public, as far as the Panel's copy decides."""
        return self.panel.clock.due_on if self.panel else None

    def copy_fault(self, sent_on: date) -> str:
        """Why the Panel cannot have had these words on a day; empty where it can.

        A report that was published before the portal held it was signed elsewhere, so its day is believed.
        """
        published, first = self.review.published_on, self.first_written_on
        if self.standing is None or (published and first and published < first):
            return ""
        signed_on = self.standing.signed_off_on
        if signed_on is None:
            return "Two people sign the newest draft first. The Panel gets the words that they signed."
        if sent_on < signed_on:
            signed = f"The newest draft was signed off on {date_words(signed_on)}."
            return f"{signed} The Panel cannot have had it before that day."
        return ""

    @property
    def panel_has_it(self) -> bool:
        """Whether the Panel had its copy, and of the words that will be released."""
        sent_on = self.review.panel_copy_on
        return self.not_before is not None and not (sent_on and self.copy_fault(sent_on))

    @property
    def is_ready(self) -> bool:
        return not self._undone()

    @property
    def checks(self) -> list[Check]:
        """In the order of the page."""
        review = self.review
        return [
            Check(_SIGNED, self.is_signed_off, where="report"),
            *self._panel_check(),
            Check("The public summary is written", bool(review.public_summary.strip())),
            Check("The themes are named", bool(review.themes), needed=False),
            Check("The learning is written down", bool(review.learning), needed=False),
            Check("No words were found that may tell who somebody is", not self.telling, needed=False),
        ]

    def faults(self, publish_at: datetime) -> list[str]:
        """Why the report cannot be released for this time, in sentences; empty where it can."""
        faults = [f"Not done yet: {check.words[0].lower()}{check.words[1:]}." for check in self._undone()]
        faults += [early] if (early := self.too_early(publish_at)) else []
        if self.review.visibility == Visibility.SEALED:
            faults.append("This review is sealed. Nothing of it is published.")
        return faults

    def too_early(self, publish_at: datetime) -> str:
        """A sentence where the Panel would have the report for too short a time."""
        if self.not_before is None or timezone.localdate(publish_at) >= self.not_before:
            return ""
        return f"The Panel has the report for too short a time. Publish on {date_words(self.not_before)} or later."

    def refusal(self, user: User) -> str:
        """Why this person cannot release it; empty where they can."""
        if self.draft and self.draft.written_by_id == user.pk:
            other = "somebody else who is named on this review as business manager releases it"
            return f"You wrote this draft, so {other}. Name one under “Who has access”."
        return ""

    def fault_of(self, copy: PublishedCopy, now: datetime) -> str:
        """What to do about a copy that stands although the review's kind, or the Panel's day, is another by now."""
        kind, again = self.review.review_kind, "Withdraw it and release it again."
        if copy.kind and copy.kind != kind:
            rule = f", which the Panel has to have {self._limit} before publication" if self.panel else ""
            return f"This copy was released as {_a(copy.kind)}. The review is {_a(kind)} now{rule}. {again}"
        if state_of(copy, now) is not CopyState.EMBARGOED or self.panel is None:
            return ""
        if self.not_before is None:
            lacking = f"The Panel has to have the report {self._limit} before publication, and no day is noted"
            return f"{lacking}. Note it, or withdraw the report."
        early = self.too_early(copy.publish_at)
        return f"{early} Change the dates." if early else ""

    def _undone(self) -> list[Check]:
        return [check for check in self.checks if check.needed and not check.is_done]

    def _panel_check(self) -> list[Check]:
        if self.panel is None:
            return []
        words, sent_on = "The full report went to the Panel", self.review.panel_copy_on
        if self.panel_has_it and sent_on and self.not_before:
            words += f" on {date_words(sent_on)}: it can be public from {date_words(self.not_before)}"
        else:
            words += f", {self._limit} before publication"
        return [Check(words, self.panel_has_it, where="panel")]

    @property
    def _limit(self) -> str:
        return f"{self.panel.rule.limit} {self.panel.rule.get_unit_display()}" if self.panel else ""


def _a(kind: str) -> str:
    """Such as "a learning review"."""
    label = str(ReviewKind(kind).label)
    return f"{a_or_an(label)} {label[:1].lower()}{label[1:]}"


def readiness(review: Review) -> Readiness:
    """What is to be checked before a review's report is released."""
    draft = newest_draft(review, TextKind.REPORT)
    standing = standing_of(draft) if draft else None
    words = "\n".join([draft.text if draft else "", review.public_summary, *review.themes, *review.learning])
    return Readiness(
        review=review,
        standing=standing,
        panel=_panel_clock(review),
        telling=tuple(telling_words(words, known=pseudonyms_of(review))),
        first_written_on=first_written_on(review, TextKind.REPORT),
    )


def _panel_clock(review: Review) -> RuleClock | None:
    """The shortest time between the Panel's copy and publication, where the edition has such a rule."""
    clocks = clocks_of_reviews([review], today=timezone.localdate())[review.pk]
    ends = (ClockEvent.PANEL_COPY, ClockEvent.PUBLISHED)
    return next(
        (one for one in clocks if one.rule.at_least and (one.rule.starts_with, one.rule.ends_with) == ends), None
    )


def refused_because(review: Review) -> str:
    """Why the review is not for publication, as its history has it."""
    entries = review.history.filter(publication=Publication.NOT_FOR_PUBLICATION).exclude(history_change_reason=None)
    return (
        entries.order_by("-history_date", "-history_id").values_list("history_change_reason", flat=True).first() or ""
    )
