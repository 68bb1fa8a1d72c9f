"""What publications released of small numbers, kept so that a later one is protected against their difference."""

from typing import Any

from django.db import models

from partnership.models.bodies import Board
from partnership.models.fields import ONE_LINE


class ReleasedNumbers(models.Model):
    """The counts of one edition of a subject, hidden ones among them, with what it told of each. Never changed.

    It is as restricted as the records that were counted: no page shows it, no export holds it.
    """

    subject = models.CharField(max_length=40)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="released_numbers")
    scope = models.CharField(max_length=ONE_LINE)  # what was published, as "Annual report 2017-18"
    edition = models.CharField(max_length=ONE_LINE)
    numbers = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "released numbers"
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "board", "scope", "edition"], name="released_numbers_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.scope}, {self.edition}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("released numbers are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("released numbers are never deleted")
