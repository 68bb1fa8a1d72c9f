"""Meetings of groups: agenda, minutes, attendance."""

from collections.abc import Sequence

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import AttendanceStatus, MeetingStatus, MinutesState
from partnership.formats import date_words
from partnership.models.bodies import Board, Group, Seat
from partnership.models.fields import ONE_LINE, TextListField, in_choices
from partnership.models.maintained import Maintained, Versioned
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet


class Meeting(Record):
    """A group meets on a day; the group's boards are the meeting's."""

    record_kind = "meeting"
    key_sources = ("group",)
    body_lookups = ("group",)
    search_fields = ("venue", "guests")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    status = models.CharField(max_length=10, choices=MeetingStatus.choices)
    venue = models.CharField(max_length=ONE_LINE, blank=True)
    guests = TextListField()
    starts_at = models.TimeField("starts at", null=True, blank=True)
    ends_at = models.TimeField("ends at", null=True, blank=True)
    minutes_state = models.CharField(max_length=6, choices=MinutesState.choices, default=MinutesState.DRAFT)
    #: The chair agreed to this text and no other: a hash of all that the minutes say.
    minutes_hash = models.CharField(max_length=64, blank=True, editable=False)
    agreed_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(fields=["group", "held_on"], name="meeting_unique_group_and_day"),
            in_choices("status", MeetingStatus, "meeting_status_known"),
            in_choices("minutes_state", MinutesState, "meeting_minutes_state_known"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.group}, {date_words(self.held_on)}"

    def inherited_boards(self) -> Sequence[Board]:
        return list(self.group.boards.order_by("code_key"))

    def natural_key(self, boards: Sequence[Board]) -> str:
        return f"{self.group.reference}/{self.held_on.isoformat()}"


class StandingItem(Maintained):
    """An item that every agenda of a group begins with: the group's template."""

    policy_subject = "group"
    record_path = "group__"
    body_lookups = ("group",)

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="standing_items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    matters_arising = models.BooleanField("shows the group’s open actions", default=False)
    confidential = models.BooleanField(default=False)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["group", "number", "id"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class AgendaItem(Maintained):
    """One item of a meeting; only `public_summary` is written for readers outside.

    A confidential item is restricted matter, whatever the class of its meeting (partnership/policy.py).
    """

    policy_subject = "agenda_item"
    record_path = "meeting__"
    body_lookups = ("meeting__group",)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    minute = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    public_summary = models.TextField(blank=True)
    presenter = models.CharField(max_length=ONE_LINE, blank=True)
    matters_arising = models.BooleanField("shows the group’s open actions", default=False)
    confidential = models.BooleanField(default=False)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    #: Challenges and risks raised in it; they stand in their own registers. Actions name the item themselves.
    raised = models.ManyToManyField(Record, blank=True, related_name="raised_in")
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="agenda_item_number_unique")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Attendance(Versioned):
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


class Decision(AgendaItem):
    """A decision as the central log shows it: the agenda item that it stands in."""

    class Meta:
        proxy = True
