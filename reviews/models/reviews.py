"""Case reviews."""

from datetime import datetime

from django.db import models

from partnership.enums import Visibility
from partnership.models import Agency, Record
from partnership.models.fields import ONE_LINE, TextListField, in_choices, in_order
from reviews.enums import Publication, ReviewKind, ReviewStatus, Screening
from reviews.models.editions import Edition


class Review(Record):
    """A case review of any kind. Its title is a pseudonym or a theme, never a real name.

    Only `public_summary`, kind, status, themes and learning are cleared for print, and under embargo only the kind;
    `restricted_summary` is never printed.
    """

    record_kind = "review"
    agency_lookups = ("agencies",)
    papers_subject = "review_paper"
    naming_gives = "They will read its papers: locked returns, chronologies, drafts. They may comment and sign."

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    review_kind = models.CharField(max_length=15, choices=ReviewKind.choices)
    referred_by = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews_referred"
    )
    referred_on = models.DateField(null=True, blank=True)
    aware_on = models.DateField("the authority learned of it", null=True, blank=True)
    notified_on = models.DateField("the Panel was notified", null=True, blank=True)
    partners_aware_on = models.DateField("the partners learned of it", null=True, blank=True)
    screened_on = models.DateField("screened", null=True, blank=True)
    screening = models.CharField("result of screening", max_length=10, choices=Screening.choices, blank=True)
    screening_reason = models.TextField("reason of the screening", blank=True)
    rapid_review_sent_on = models.DateField("the rapid review was sent to the Panel", null=True, blank=True)
    considered_on = models.DateField(null=True, blank=True)
    criteria_met = models.BooleanField(null=True)
    commissioned_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    panel_copy_on = models.DateField("the full report went to the Panel", null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    #: An embargo ends at this time by being read after it; nothing has to run for that (`publication_at`).
    embargo_until = models.DateTimeField("embargo until", null=True, blank=True)
    status = models.CharField(max_length=12, choices=ReviewStatus.choices)
    publication = models.CharField(max_length=20, choices=Publication.choices)
    paused_reason = models.CharField(max_length=ONE_LINE, blank=True)
    reviewer = models.CharField(max_length=ONE_LINE, blank=True)
    method = models.TextField(blank=True)
    period_from = models.DateField("chronologies begin", null=True, blank=True)
    period_to = models.DateField("chronologies end", null=True, blank=True)
    family_part = models.TextField("the family’s part in the review", blank=True)
    themes = TextListField()
    agencies = models.ManyToManyField(Agency, blank=True, related_name="reviews")
    public_summary = models.TextField(blank=True)
    restricted_summary = models.TextField(blank=True)
    learning = TextListField()

    class Meta:
        constraints = [
            in_choices("screening", Screening, "review_screening_known", blank=True),
            in_order("period_from", "period_to", "review_period_in_order"),
            in_choices("review_kind", ReviewKind, "review_kind_known"),
            in_choices("status", ReviewStatus, "review_status_known"),
            in_choices("publication", Publication, "review_publication_known"),
            in_order("commissioned_on", "completed_on", "review_dates_in_order"),
        ]

    def default_visibility(self) -> str:
        """Restricted until its own report is published."""
        published = self.publication == Publication.PUBLISHED
        return Visibility.PARTNERSHIP if published else Visibility.RESTRICTED

    def publication_at(self, now: datetime) -> Publication:
        """What holds of its publication at a time: an embargo is over from its minute on, whether or not anybody
        has stored that since."""
        over = self.embargo_until is not None and self.embargo_until <= now
        stored = Publication(self.publication)
        return Publication.PUBLISHED if stored is Publication.EMBARGOED and over else stored
