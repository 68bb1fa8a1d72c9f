"""Policies, inspections, engagement and independent scrutiny."""

from collections.abc import Sequence

from django.db import models

from partnership.enums import Participants
from partnership.models.bodies import Agency, Board, Group, boards_key
from partnership.models.fields import ONE_LINE, in_choices
from partnership.models.record import Record


class Policy(Record):
    """A policy or procedure of the partnership and when it is due for review."""

    record_kind = "policy"
    key_sources = ("boards",)
    body_lookups = ("owner_group",)

    owner_group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="policies")
    approved_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "policies"

    def natural_key(self, boards: Sequence[Board]) -> str:
        return boards_key(boards, self.title)


class Inspection(Record):
    """An inspectorate's judgement; its recommendations stand in its action plan."""

    record_kind = "inspection"
    agency_lookups = ("agency",)
    search_fields = ("inspectorate", "judgement", "summary")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="inspections")
    inspectorate = models.CharField(max_length=ONE_LINE)
    inspected_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    judgement = models.CharField(max_length=ONE_LINE, blank=True)
    summary = models.TextField(blank=True)


class Engagement(Record):
    """The voice of children, families, practitioners: what we heard, what changed because of it."""

    record_kind = "engagement"
    key_sources = ("boards",)
    search_fields = ("heard", "changed")

    held_on = models.DateField()
    participants = models.CharField(max_length=15, choices=Participants.choices)
    number = models.PositiveIntegerField(null=True, blank=True)
    heard = models.TextField(blank=True)
    changed = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "engagement"
        constraints = [in_choices("participants", Participants, "engagement_participants_known")]

    def natural_key(self, boards: Sequence[Board]) -> str:
        return boards_key(boards, self.held_on.isoformat(), self.title)


class ScrutinyActivity(Record):
    """Independent scrutiny: what was found, and the response."""

    record_kind = "scrutiny"
    key_sources = ("boards",)
    search_fields = ("finding", "response")

    held_on = models.DateField()
    finding = models.TextField(blank=True)
    response = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "scrutiny activities"

    def natural_key(self, boards: Sequence[Board]) -> str:
        return boards_key(boards, self.held_on.isoformat(), self.title)
