"""The pages of a child of a review and of an identity key: what the child is called, and where it says who that is."""

from django.urls import reverse

from partnership.registers.page import DetailPage
from partnership.registers.parts import Button
from reviews.models import IdentityKey
from reviews.selectors.papers import may_with_papers


def _open(review: int) -> Button:
    return Button("Open who the child is", reverse("reviews:review-identity", args=[review]))


class ChildPage(DetailPage):
    """Leads those who may to where it says who the child is, or to where that is put under seal."""

    @property
    def buttons(self) -> list[Button]:
        return super().buttons if self.archived else [*self._identity(), *super().buttons]

    def _identity(self) -> list[Button]:
        review = self.row.review
        if IdentityKey.objects.visible_to(self.principal).filter(of_review=review).exists():
            return [_open(review.pk)]
        has_key = IdentityKey._base_manager.filter(of_review=review).exists()
        if has_key or not may_with_papers(self.principal, "create", review, "identity_key"):
            return []
        return [Button("Record who the child is", reverse("reviews:identity-seal", args=[review.pk]), primary=True)]


class IdentityKeyPage(DetailPage):
    """Leads to where the key is opened. Nothing is hung on a key: it would say what the key must not."""

    files = None
    comments = None

    @property
    def hidden(self) -> frozenset[str]:  # of history, too: what is sealed is no history
        return frozenset({"ciphertext"})

    @property
    def buttons(self) -> list[Button]:
        return [_open(self.row.of_review_id)]
