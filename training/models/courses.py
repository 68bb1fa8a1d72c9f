"""Courses, their dated events, and who booked."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency, Board, Record
from partnership.models.fields import ONE_LINE, FigureField, MoneyField, in_choices, key_field
from partnership.policy import ScopedQuerySet
from training.enums import BookingStatus, Delivery, EventStatus


class Course(Record):
    """A course of the programme, of one board or of none."""

    record_kind = "course"
    search_fields = ("level", "category")

    # Other kinds have a field of this name, so the way from the record to its kind has another.
    record_ptr = models.OneToOneField(Record, on_delete=models.CASCADE, parent_link=True, related_name="as_course")
    level = models.CharField(max_length=ONE_LINE, blank=True)
    category = models.CharField(max_length=ONE_LINE, blank=True)
    delivery = models.CharField(max_length=10, choices=Delivery.choices, blank=True)
    hours = FigureField(null=True, blank=True)

    class Meta:
        constraints = [in_choices("delivery", Delivery, "course_delivery_known", blank=True)]


class CourseEvent(Record):
    """A dated run of a course; its boards are the course's."""

    record_kind = "course_event"
    search_fields = ("venue", "trainer")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="events")
    starts_on = models.DateField()
    venue = models.CharField(max_length=ONE_LINE, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    trainer = models.CharField(max_length=ONE_LINE, blank=True)
    fee = MoneyField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=EventStatus.choices)

    class Meta:
        ordering = ["starts_on"]
        constraints = [in_choices("status", EventStatus, "course_event_status_known")]

    def inherited_boards(self) -> Sequence[Board]:
        return list(self.course.boards.order_by("code_key"))


class Booking(models.Model):
    """One delegate's place on an event. Personal data: an agency sees its own staff only."""

    policy_subject = "booking"
    record_path = "event__"
    agency_lookups = ("agency",)

    event = models.ForeignKey(CourseEvent, on_delete=models.PROTECT, related_name="bookings")
    delegate_name = models.CharField(max_length=ONE_LINE)
    delegate_email = models.EmailField()
    delegate_email_key = key_field()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings")
    status = models.CharField(max_length=15, choices=BookingStatus.choices)
    booked_on = models.DateField(null=True, blank=True)
    fee_charged = MoneyField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["event", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "delegate_email_key"], name="booking_unique_delegate"),
            in_choices("status", BookingStatus, "booking_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.delegate_name}: {self.get_status_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.delegate_email_key = self.delegate_email.casefold()
        super().save(*args, **kwargs)
