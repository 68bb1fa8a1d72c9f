"""Chips of events and bookings."""

from partnership.registers import Chip
from training.enums import BookingStatus, EventStatus
from training.models import Booking, CourseEvent

_BOOKING_COLOURS = {
    BookingStatus.CONFIRMED: "green",
    BookingStatus.ATTENDED: "blue",
    BookingStatus.DID_NOT_ATTEND: "amber",
}


def event_mark(event: CourseEvent) -> Chip:
    return Chip("blue" if event.status == EventStatus.DELIVERED else "grey", event.get_status_display())


def booking_mark(booking: Booking) -> Chip:
    return Chip(_BOOKING_COLOURS.get(BookingStatus(booking.status), "grey"), booking.get_status_display())
