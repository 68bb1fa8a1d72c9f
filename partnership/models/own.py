"""What somebody keeps for themselves: views of lists, columns, texts that a lapsed session would have lost."""

from django.db import models

from partnership.models.fields import ONE_LINE


class SavedView(models.Model):
    """A list as somebody wants to find it again: filters and sorting under a name."""

    user = models.ForeignKey("partnership.User", on_delete=models.CASCADE, related_name="saved_views")
    list_name = models.CharField(max_length=100)  # the name of the list's address
    name = models.CharField(max_length=60)
    query = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "list_name", "name"], name="saved_view_name_once")]

    def __str__(self) -> str:
        return self.name


class ColumnChoice(models.Model):
    """The columns of a list that somebody wants to see."""

    user = models.ForeignKey("partnership.User", on_delete=models.CASCADE, related_name="column_choices")
    list_name = models.CharField(max_length=100)
    columns = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "list_name"], name="column_choice_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.list_name}"


class KeptText(models.Model):
    """What somebody had typed into a form when their session lapsed; theirs alone, until they go on."""

    user = models.ForeignKey("partnership.User", on_delete=models.CASCADE, related_name="kept_texts")
    address = models.CharField(max_length=500)
    title = models.CharField(max_length=ONE_LINE)
    fields = models.JSONField(default=dict)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-kept_at", "-id"]

    def __str__(self) -> str:
        return self.title


class LastVisit(models.Model):
    """When somebody was here, and when before that: what changed in between stands on their home page."""

    user = models.OneToOneField("partnership.User", on_delete=models.CASCADE, related_name="last_visit")
    seen_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user}: {self.seen_at}"
