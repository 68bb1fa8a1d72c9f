"""Who the child is: a reference and a pseudonym for everybody, the name under seal."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import Visibility
from partnership.models import Record
from partnership.models.fields import ONE_LINE, code_field
from partnership.models.maintained import Maintained
from partnership.policy import ScopedQuerySet
from reviews.models.reviews import Review


class Child(Maintained):
    """A child of a review: the reference and the pseudonym that stand for the name."""

    policy_subject = "review_paper"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="children")
    reference = code_field()
    pseudonym = models.CharField(max_length=ONE_LINE)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "children"
        ordering = ["reference", "id"]
        constraints = [models.UniqueConstraint(fields=["review", "reference"], name="child_reference_unique_in_review")]

    def __str__(self) -> str:
        return self.pseudonym


class IdentityKey(Record):
    """Who the children of a review are: sealed, for people named on this very record, encrypted by the application.

    `ciphertext` is what partnership/sealing.py makes of a JSON object; neither the database nor its backup can tell.
    """

    record_kind = "identity_key"
    #: Whoever has a conflict of interest with the review loses the key with it.
    comes_from = ("of_review",)

    of_review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="identity_key")
    ciphertext = models.TextField(editable=False)

    def default_visibility(self) -> str:
        return Visibility.SEALED
