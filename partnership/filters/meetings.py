"""Meetings."""

from partnership import models
from partnership.registers.filters import RecordFilter, RegisterFilter


class MeetingFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Meeting
        fields = ["words", "group", "status", "boards"]
