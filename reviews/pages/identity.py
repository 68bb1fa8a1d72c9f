"""The page of an identity key: that it is there, and nothing of what it says."""

from django.urls import reverse

from partnership.registers.page import DetailPage
from partnership.registers.parts import Button


class IdentityKeyPage(DetailPage):
    """Leads to where the key is opened. Nothing is hung on a key: it would say what the key must not."""

    files = None
    comments = None

    @property
    def hidden(self) -> frozenset[str]:  # of history, too: what is sealed is no history
        return frozenset({"ciphertext"})

    @property
    def buttons(self) -> list[Button]:
        return [Button("Open who the child is", reverse("reviews:review-identity", args=[self.row.of_review_id]))]
