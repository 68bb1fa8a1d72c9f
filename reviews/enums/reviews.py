"""Choices of case reviews, spelled as the workbook spells them."""

from django.db.models import TextChoices


class ReviewKind(TextChoices):
    SCR = "scr", "Serious case review"
    LCSPR = "lcspr", "Local child safeguarding practice review"
    PLR = "plr", "Practice learning review"
    LEARNING_REVIEW = "learning_review", "Learning review"
    RAPID_REVIEW = "rapid_review", "Rapid review"
    SAR = "sar", "Safeguarding adult review"
    DHR = "dhr", "Domestic homicide review"
    THEMATIC = "thematic", "Thematic review"
    OTHER = "other", "Other review"


class ReviewStatus(TextChoices):
    REFERRED = "referred", "Referred"
    NOT_MET = "not_met", "Criteria not met"
    COMMISSIONED = "commissioned", "Commissioned"
    IN_PROGRESS = "in_progress", "In progress"
    PAUSED = "paused", "Paused"
    COMPLETE = "complete", "Complete"
    PUBLISHED = "published", "Published"
    CLOSED = "closed", "Closed"


class Publication(TextChoices):
    TO_PUBLISH = "to_publish", "To be published"
    EMBARGOED = "embargoed", "Embargoed"
    NOT_FOR_PUBLICATION = "not_for_publication", "Not for publication"
    PUBLISHED = "published", "Published"
