"""Work that outlives a request: the row is the truth, a broker only nudges."""

from django.db import models

from partnership.models.fields import in_choices


class JobState(models.TextChoices):
    QUEUED = "queued", "Waiting to start"
    RUNNING = "running", "Working"
    READY = "ready", "Ready"
    FAILED = "failed", "Failed"


class Job(models.Model):
    """One piece of background work: what, for whom, how far, and what came of it.

    `lease_until` is the moment after which a silent worker is taken for dead and the job is offered again.
    """

    name = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, null=True, related_name="jobs")
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "lease_until"])]
        constraints = [
            in_choices("state", JobState, "job_state_known"),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="job_progress_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}: {self.state}"
