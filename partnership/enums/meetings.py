"""Meetings, attendance, minutes."""

from django.db.models import TextChoices


class MeetingStatus(TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class AttendanceStatus(TextChoices):
    PRESENT = "present", "Present"
    DEPUTY = "deputy", "Deputy"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"
    NOT_DUE = "not_due", "Not due"


class MinutesState(TextChoices):
    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed"
    LOCKED = "locked", "Locked"
