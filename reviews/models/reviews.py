"""Case reviews."""

from django.db import models

from partnership.enums import Visibility
from partnership.models import Agency, Record
from partnership.models.fields import ONE_LINE, TextListField, in_choices, in_order
from reviews.enums import Publication, ReviewKind, ReviewStatus


class Review(Record):
    """A case review of any kind. Its title is a pseudonym or a theme, never a real name.

    Only `public_summary`, kind, status, themes and learning are cleared for print, and under embargo only the kind;
    `restricted_summary` is never printed.
    """

    record_kind = "review"
    agency_lookups = ("agencies",)
    papers_stay_restricted = True

    review_kind = models.CharField(max_length=15, choices=ReviewKind.choices)
    referred_by = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews_referred"
    )
    referred_on = models.DateField(null=True, blank=True)
    considered_on = models.DateField(null=True, blank=True)
    criteria_met = models.BooleanField(null=True)
    commissioned_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=ReviewStatus.choices)
    publication = models.CharField(max_length=20, choices=Publication.choices)
    paused_reason = models.CharField(max_length=ONE_LINE, blank=True)
    reviewer = models.CharField(max_length=ONE_LINE, blank=True)
    method = models.TextField(blank=True)
    themes = TextListField()
    agencies = models.ManyToManyField(Agency, blank=True, related_name="reviews")
    public_summary = models.TextField(blank=True)
    restricted_summary = models.TextField(blank=True)
    learning = TextListField()

    class Meta:
        constraints = [
            in_choices("review_kind", ReviewKind, "review_kind_known"),
            in_choices("status", ReviewStatus, "review_status_known"),
            in_choices("publication", Publication, "review_publication_known"),
            in_order("commissioned_on", "completed_on", "review_dates_in_order"),
        ]

    def default_visibility(self) -> str:
        """Restricted until its own report is published."""
        published = self.publication == Publication.PUBLISHED
        return Visibility.PARTNERSHIP if published else Visibility.RESTRICTED
