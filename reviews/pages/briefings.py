"""The pages of a briefing and of what an agency did with it."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.enums import Visibility
from partnership.formats import date_words
from partnership.policy import allows, can, sees_guarded
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Chip, Fact
from partnership.selectors.action_rights import as_manager
from reviews.enums import Publication
from reviews.models import BriefingReceipt
from reviews.selectors.briefings import (
    LONGEST,
    Response,
    agencies_to_ask,
    authors_of,
    fits,
    is_cleared,
    length_of,
    response_of,
    waiting,
)


class BriefingPage(DetailPage):
    """A briefing: its words, whether they are cleared, and what agencies did with it."""

    template = "reviews/briefing.html"

    @cached_property
    def is_cleared(self) -> bool:
        return is_cleared(self.row)

    @cached_property
    def is_under_embargo(self) -> bool:
        return bool(self.row.of_review.publication_at(timezone.now()) == Publication.EMBARGOED)

    @cached_property
    def is_untold(self) -> bool:
        """Whether its review tells nothing now, so that nobody else reads it, cleared or not (`Briefing.untold`)."""
        return self.is_under_embargo or self.row.of_review.visibility == Visibility.SEALED

    @property
    def kept_back(self) -> str:
        """Why nobody reads it although it is cleared."""
        if not self.is_cleared or not self.is_untold:
            return ""
        why = "until the embargo of the review ends" if self.is_under_embargo else "while the review is sealed"
        return f"It is cleared. Nobody but those named on the review reads it {why}."

    @property
    def state(self) -> list[Any]:
        return [*super().state, *([Chip("purple", "Under embargo")] if self.is_under_embargo else [])]

    @property
    def readers(self) -> str:
        """Who can see it where the table of the policy does not say it: by their names alone."""
        if self.is_untold:
            return "Those named on the review"
        return "" if self.is_cleared else "Those named on the review or on this briefing"

    @property
    def who_reads(self) -> str:
        return f"{self.readers} can open this." if self.readers else super().who_reads

    @property
    def too_long(self) -> str:
        """By how much its words do not fit on one page."""
        if fits(self.row):
            return ""
        over = length_of(self.row) - LONGEST
        return f"About {over:,} characters too many for one page. Shorten it before it is cleared."

    @cached_property
    def hidden(self) -> frozenset[str]:
        return super().hidden | {"cleared_hash"}

    @property
    def history(self) -> list[dict[str, Any]]:
        """Earlier words were never cleared: those alone read them who could read the briefing were it restricted."""
        return super().history if sees_guarded(self.principal, self.row) else []

    @cached_property
    def may_clear(self) -> bool:
        if self.archived or self.is_cleared or not fits(self.row) or not can(self.principal, "approve", self.row):
            return False
        return self.principal.user is not None and self.principal.user.pk not in authors_of(self.row)

    @property
    def waits_for(self) -> str:
        """What has to happen before partners read it."""
        if self.is_cleared or self.may_clear or self.archived:
            return ""
        return (
            "Somebody who did not write these words has to clear them: the business manager or the independent chair."
        )

    @property
    def buttons(self) -> list[Button]:
        page = Button("Open the page to print", reverse("reviews:briefing-page", args=[self.row.pk]))
        found = [] if self.archived else [*self._next(), page]
        return [*found, *super().buttons]

    def _next(self) -> list[Button]:
        if self.may_clear:
            return [Button("Clear these words", reverse("reviews:briefing-clear", args=[self.row.pk]), primary=True)]
        if not self.is_cleared:
            return []
        found = []
        if self.asks and agencies_to_ask(self.row, self.principal, timezone.localdate()).exists():
            ask = reverse("reviews:receipt-ask", args=[self.row.pk])
            found.append(Button("Ask the agencies", ask, primary=True))
        if can(self.principal, "approve", self.row):
            found.append(Button("Take the clearance back", reverse("reviews:briefing-withdraw", args=[self.row.pk])))
        return found

    @property
    def may_remind(self) -> bool:
        """Whether somebody is left to be reminded, and the principal may do it."""
        return self.is_cleared and self.asks and waiting(self._receipts).exists()

    @cached_property
    def asks(self) -> bool:
        """Whether the principal may ask agencies; none could read it while its review tells nothing."""
        return not self.is_untold and allows(self.principal, "create", "briefing_receipt")

    @cached_property
    def response(self) -> Response | None:
        """For those who see what all agencies answered."""
        all_agencies = allows(as_manager(self.principal), "view", "briefing_receipt")
        return response_of(self._receipts) if self.is_cleared and all_agencies else None

    @property
    def _receipts(self) -> Any:
        return BriefingReceipt.objects.visible_to(self.principal).filter(briefing=self.row.pk)

    @property
    def summary(self) -> list[Fact]:
        *facts, seen_by = super().summary
        facts.append(replace(seen_by, value=self.readers) if self.readers else seen_by)
        if self.is_cleared:
            day = date_words(timezone.localdate(self.row.cleared_at))
            facts.insert(-1, Fact("Cleared", day, f"By {self.row.cleared_by}"))
        return facts


class ReceiptPage(DetailPage):
    """What one agency is asked about a briefing, and what it answered."""

    @property
    def caption(self) -> str:
        return f"{self.row.agency} is asked what it did with a briefing"

    @property
    def heading(self) -> str:
        return str(self.row.briefing.title)

    @property
    def buttons(self) -> list[Button]:
        if self.archived or not can(self.principal, "change", self.row):
            return []
        words = "Change the answer" if self.row.answered_at else "Answer"
        url = reverse("reviews:receipt-answer", args=[self.row.pk])
        found = [Button(words, url, primary=not self.row.answered_at)]
        if can(self.principal, "view", self.row.briefing):
            found.append(Button("Read the briefing", reverse("reviews:briefing-page", args=[self.row.briefing_id])))
        return found

    @property
    def summary(self) -> list[Fact]:
        facts = super().summary
        if self.row.answered_at:
            day = date_words(timezone.localdate(self.row.answered_at))
            facts.insert(-1, Fact("Answered", day, f"Written down by {self.row.answered_by}"))
        return facts
