"""Who opened which restricted record; written before the page is sent."""

from django.db import models

from partnership.models.record import Record


class ReadEntry(models.Model):
    """One visit to a restricted or sealed record. Never changed, never deleted."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="read_entries")
    user = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="read_entries")
    address = models.CharField(max_length=500)
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "read entries"
        ordering = ["-read_at", "-id"]

    def __str__(self) -> str:
        return f"{self.user} read {self.record.reference}"
