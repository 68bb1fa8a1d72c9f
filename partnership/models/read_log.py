"""Who opened, exported or printed which restricted record; written before anything of it is sent.

An entry carries the hash of the one before it (partnership/read_chain.py) and the database refuses to change or delete
it (partnership/append_only.py). Entries are made by partnership/services/read_log.py and by nothing else.
"""

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone

from partnership.enums import ReadVerb, Visibility
from partnership.models.fields import ONE_LINE, in_choices
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet
from partnership.read_chain import BEGINNING


class OnlyGrowsError(RuntimeError):
    """The read log is never changed and never shortened."""


class ReadEntryQuerySet(ScopedQuerySet):
    """Entries of the read log."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise OnlyGrowsError

    def delete(self) -> NoReturn:
        raise OnlyGrowsError


class ReadEntry(models.Model):
    """Somebody opened a restricted or sealed record, or took something of it away. Never changed, never deleted.

    An entry without a record says that somebody took the read log itself away.
    """

    policy_subject = "read_log"

    number = models.PositiveBigIntegerField(unique=True)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="read_entries", null=True, blank=True)
    user = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="read_entries")
    verb = models.CharField("what was done", max_length=10, choices=ReadVerb.choices, default=ReadVerb.OPENED)
    role = models.CharField("in which role", max_length=100, blank=True)
    visibility = models.CharField("class at the time", max_length=12, choices=Visibility.choices, blank=True)
    address = models.CharField(max_length=500)
    reason = models.CharField(max_length=ONE_LINE, blank=True)
    read_at = models.DateTimeField("when", default=timezone.now, editable=False)
    # Two entries after the same one would be a fork: the database takes one of them.
    previous_hash = models.CharField(max_length=64, unique=True)
    entry_hash = models.CharField(max_length=64)

    objects = ReadEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "read entries"
        ordering = ["-number"]
        constraints = [in_choices("verb", ReadVerb, "read_entry_verb_known")]
        indexes = [models.Index(fields=["read_at"], name="read_entry_read_at")]

    def __str__(self) -> str:
        what = self.record.reference if self.record else "the read log"
        return f"{self.user} {self.get_verb_display().lower()} {what}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise OnlyGrowsError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OnlyGrowsError


class ReadLogHead(models.Model):
    """Where the chain of the read log ends: one row, moved on with each entry, so that two never follow the same."""

    number = models.PositiveBigIntegerField(default=0)
    entry_hash = models.CharField(max_length=64, default=BEGINNING)

    def __str__(self) -> str:
        return f"Entry {self.number}"
