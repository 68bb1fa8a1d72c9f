"""The page of a referral: for its agency what it wrote and what it was told, and nothing of the review."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from partnership.policy import can, sees_guarded
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Fact

AGENCY_AND_UNIT = "The business unit and your agency"


class ReferralPage(DetailPage):
    """Logged whatever becomes of the review: to publish a review is not to publish its papers."""

    logged = True

    @cached_property
    def knows_review(self) -> bool:
        return sees_guarded(self.principal, self.row.review)

    @property
    def restricted(self) -> dict[str, Any] | None:  # a few words of its own
        banner = super().restricted
        return banner if self.knows_review or not banner else {**banner, "who": f"{AGENCY_AND_UNIT} can open this."}

    @property
    def summary(self) -> list[Fact]:
        facts = super().summary
        return facts if self.knows_review else [*facts[:-1], Fact("Who can see it", AGENCY_AND_UNIT)]

    @property
    def buttons(self) -> list[Button]:
        own = []
        if self.knows_review:
            own.append(
                Button("Go to the decision", reverse("reviews:review-decision", args=[self.row.review_id]), True)
            )
        if can(self.principal, "create", self.row) and not self.row.answered_on:
            add = reverse("reviews:referral-add", args=[self.row.pk])
            own.append(Button("Add to this referral", add, primary=not self.knows_review and bool(self.row.answer)))
        return own
