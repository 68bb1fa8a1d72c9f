"""One case from its referral to the decision, in order, with what is missing."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.policy import can
from partnership.principals import Principal
from partnership.registers.page import DetailPage
from reviews.marks.reviews import review_mark
from reviews.models import Consideration, Notification, Referral, Review
from reviews.selectors import decisions as selectors
from reviews.selectors.papers import may_record, may_with_papers


class DecisionPage(DetailPage):
    """Logged whatever class the review has: to publish a review is not to publish how it was decided on."""

    template = "reviews/decision.html"
    logged = True

    def __init__(self, review: Review, principal: Principal) -> None:
        super().__init__(registry.register_of(review), review, principal)

    @cached_property
    def may_decide(self) -> bool:
        return can(self.principal, "create", self.row)

    @cached_property
    def sees_papers(self) -> bool:
        """Whether the reader is named on the case; what was written for it is for them."""
        return may_with_papers(self.principal, "view", self.row)

    @cached_property
    def referral(self) -> Referral | None:
        found = selectors.referral_of(self.row)
        return found if found and can(self.principal, "view", found) else None

    @cached_property
    def notifications(self) -> list[Notification]:
        rows = Notification.objects.visible_to(self.principal).filter(review=self.row)
        return list(rows.select_related("agency"))

    @cached_property
    def taken_back(self) -> list[Any]:
        return list(selectors.told_by_mistake(self.row)) if self.sees_papers else []

    @cached_property
    def may_take_back(self) -> bool:
        return bool(self.notifications) and may_with_papers(self.principal, "archive", self.row)

    @cached_property
    def considerations(self) -> list[Consideration]:
        rows: Any = selectors.considerations_of(self.row)
        return list(rows.visible_to(self.principal))

    @cached_property
    def missing(self) -> list[selectors.Missing]:
        return selectors.missing_of(self.row, self.notifications, self.today)

    @property
    def may_screen(self) -> bool:
        return self.may_decide and selectors.may_screen(self.row) and self._may_record("screening", "screening_reason")

    @property
    def may_note_rapid_review(self) -> bool:
        return self.may_decide and self._may_record("rapid_review_sent_on")

    def _may_record(self, *names: str) -> bool:
        return self.sees_papers or may_record(self.principal, self.row, *names)

    @property
    def steps(self) -> list[selectors.Missing]:
        """What is missing and the reader can do."""
        screen = reverse("reviews:review-screen", args=[self.row.pk])
        return [one for one in self.missing if one.url != screen or self.may_screen] if self.may_decide else []

    @property
    def mark(self) -> Any:
        return review_mark(self.row)

    @property
    def today(self) -> Any:
        return timezone.localdate()
