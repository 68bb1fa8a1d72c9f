"""Case reviews."""

from datetime import date, datetime

from django.db import models
from django.utils import timezone

from partnership.enums import OPEN_CLASSES, Visibility
from partnership.models import Agency, Record
from partnership.models.fields import ONE_LINE, TextListField, in_choices, in_order
from reviews.enums import Publication, ReviewKind, ReviewStatus, Screening
from reviews.models.editions import Edition

_RELEASED = (Publication.PUBLISHED, Publication.EMBARGOED)


def published_as(stored: Publication, from_: datetime | None, until: date | None, now: datetime) -> Publication:
    """What is stored of a publication, as it is at a time."""
    if stored not in _RELEASED:
        return stored
    if until is not None and until <= timezone.localdate(now):
        return Publication.TO_PUBLISH
    is_over = from_ is not None and from_ <= now
    return Publication.PUBLISHED if is_over else stored


def status_as(stored: ReviewStatus, publication: Publication, now_is: Publication) -> ReviewStatus:
    """What is stored of a status, as it is once its publication has become another by itself."""
    if publication is now_is:
        return stored
    if now_is is Publication.PUBLISHED:
        return ReviewStatus.PUBLISHED
    return ReviewStatus.COMPLETE if stored is ReviewStatus.PUBLISHED else stored


class Review(Record):
    """A case review of any kind. Its title is a pseudonym or a theme, never a real name.

    Only `public_summary`, kind, status, themes and learning are cleared for print, and under embargo only the kind;
    `restricted_summary` is never printed.
    """

    record_kind = "review"
    agency_lookups = ("agencies",)
    papers_subject = "review_paper"

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
    #: The first day on which its released report is public no more; read like the embargo.
    published_until = models.DateField(null=True, blank=True, editable=False)
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

    @staticmethod
    def under_embargo(now: datetime, path: str = "") -> models.Q:
        """Whose embargo holds at a time; the others that are stored as embargoed are published by then. `path` leads to
        the review from another model."""
        until = models.Q(**{f"{path}embargo_until": None}) | models.Q(**{f"{path}embargo_until__gt": now})
        return models.Q(**{f"{path}publication": Publication.EMBARGOED}) & until

    @classmethod
    def tells_nothing(cls, now: datetime, path: str = "") -> models.Q:
        """Of which nothing is told at a time but to those named there: what is sealed or under embargo."""
        return models.Q(**{f"{path}visibility": Visibility.SEALED}) | cls.under_embargo(now, path)

    @staticmethod
    def closed_again(now: datetime) -> models.Q:
        """Which the partnership read while they were public, and reads no more since that has ended."""
        return Review.public_no_more(now) & models.Q(visibility__in=OPEN_CLASSES)

    @staticmethod
    def public_no_more(now: datetime) -> models.Q:
        """Whose report has come to its last day, which nobody has stored yet."""
        return models.Q(published_until__lte=timezone.localdate(now), publication__in=_RELEASED)

    def publication_at(self, now: datetime) -> Publication:
        """What holds of its publication at a time, whether or not anybody has stored that since: an embargo is over
        from its minute on, and from the day on which its report is public no more it is as if it were withdrawn."""
        return published_as(Publication(self.publication), self.embargo_until, self.published_until, now)

    def status_at(self, now: datetime) -> ReviewStatus:
        """How far it is at a time, which follows its publication."""
        return status_as(ReviewStatus(self.status), Publication(self.publication), self.publication_at(now))
