"""Meetings of groups: agenda, minutes, attendance."""

from collections.abc import Sequence

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import AttendanceStatus, MeetingStatus
from partnership.formats import date_words
from partnership.models.bodies import Board, Group, Seat
from partnership.models.fields import ONE_LINE, TextListField, in_choices
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet


class Meeting(Record):
    """A group meets on a day; the group's boards are the meeting's."""

    record_kind = "meeting"
    body_lookups = ("group",)
    search_fields = ("venue", "guests")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    status = models.CharField(max_length=10, choices=MeetingStatus.choices)
    venue = models.CharField(max_length=ONE_LINE, blank=True)
    guests = TextListField()

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(fields=["group", "held_on"], name="meeting_unique_group_and_day"),
            in_choices("status", MeetingStatus, "meeting_status_known"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.group}, {date_words(self.held_on)}"

    def natural_key(self, boards: Sequence[Board]) -> str:
        return f"{self.group.reference}/{self.held_on.isoformat()}"


class AgendaItem(models.Model):
    """One item of a meeting; only `public_summary` is written for readers outside."""

    policy_subject = "agenda_item"
    record_path = "meeting__"
    body_lookups = ("meeting__group",)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    minute = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    public_summary = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="agenda_item_number_unique")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Attendance(models.Model):
    """How one seat was filled at one meeting."""

    policy_subject = "attendance"
    record_path = "meeting__"
    body_lookups = ("meeting__group",)
    agency_lookups = ("seat__agency",)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    status = models.CharField(max_length=10, choices=AttendanceStatus.choices)
    deputy = models.CharField(max_length=ONE_LINE, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "seat"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_unique_seat_and_meeting"),
            in_choices("status", AttendanceStatus, "attendance_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_status_display()}"
