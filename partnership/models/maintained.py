"""What every row that people change in the browser has in common."""

from django.db import models

from partnership.models.fields import ONE_LINE


class Versioned(models.Model):
    """A row whose versions are counted, so that the second of two editors is told (services/rows.py)."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Maintained(Versioned):
    """A row that is archived, never deleted. The policy shows archived rows only to those who may restore them."""

    archived_at = models.DateTimeField("archived", null=True, blank=True)
    archived_reason = models.CharField("reason for archiving", max_length=ONE_LINE, blank=True)

    class Meta:
        abstract = True
