"""Choices of training, spelled as the workbook spells them."""

from django.db.models import TextChoices


class Delivery(TextChoices):
    CLASSROOM = "classroom", "Classroom"
    VIRTUAL = "virtual", "Virtual"
    ELEARNING = "elearning", "E-learning"
    CONFERENCE = "conference", "Conference"
    BRIEFING = "briefing", "Briefing"
    FORUM = "forum", "Forum"


class EventStatus(TextChoices):
    PLANNED = "planned", "Planned"
    DELIVERED = "delivered", "Delivered"
    CANCELLED = "cancelled", "Cancelled"


class BookingStatus(TextChoices):
    REQUESTED = "requested", "Requested"
    CONFIRMED = "confirmed", "Confirmed"
    WAITING = "waiting", "Waiting list"
    ATTENDED = "attended", "Attended"
    DID_NOT_ATTEND = "did_not_attend", "Did not attend"
    CANCELLED = "cancelled", "Cancelled"


class EvaluationStage(TextChoices):
    END_OF_COURSE = "end_of_course", "At the end of the course"
    FOLLOW_UP = "follow_up", "Follow-up"
