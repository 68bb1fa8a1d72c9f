"""Choices of referring a case and deciding on it, and of the clocks that run."""

from django.db.models import TextChoices


class Harm(TextChoices):
    """What happened to the child, as the agency that refers sees it."""

    DEATH = "death", "A child died"
    SERIOUS_HARM = "serious_harm", "A child was seriously harmed"
    ADULT = "adult", "An adult with care and support needs died or was seriously harmed"
    HOMICIDE = "homicide", "A death that may come from domestic abuse"
    LEARNING = "learning", "No serious harm, but something to learn"


class Screening(TextChoices):
    """What the business unit does with a referral before anybody decides on it."""

    GO_ON = "go_on", "Consider it against the criteria"
    ASK_MORE = "ask_more", "Ask the agency for more"
    STOP = "stop", "Go no further"


class CriteriaMet(TextChoices):
    PENDING = "pending", "Not decided yet"
    YES = "yes", "Criteria met"
    NO = "no", "Criteria not met"


class Outcome(TextChoices):
    """What is done about a case after it was considered."""

    NONE = "none", "No review"
    SINGLE_AGENCY = "single_agency", "Review by a single agency"
    LEARNING_REVIEW = "learning_review", "Learning review"
    LOCAL_REVIEW = "local_review", "Local child safeguarding practice review"
    ADULT_REVIEW = "adult_review", "Safeguarding adult review"
    HOMICIDE_REVIEW = "homicide_review", "Domestic homicide review"


class NotifiedTo(TextChoices):
    PANEL = "panel", "The national Panel"
    PARTNER = "partner", "A safeguarding partner"
    INSPECTORATE = "inspectorate", "The inspectorate"
    HOME_OFFICE = "home_office", "The Home Office"
    OTHER = "other", "Somebody else"


class ClockEvent(TextChoices):
    """Where a clock starts or stops. Each is a date of the review, or of the child's death."""

    AWARE = "aware_on", "The authority learns of it"
    NOTIFIED = "notified_on", "The Panel is notified"
    PARTNERS_AWARE = "partners_aware_on", "The partners learn of it"
    RAPID_REVIEW_SENT = "rapid_review_sent_on", "The rapid review is sent to the Panel"
    REFERRED = "referred_on", "The case is referred"
    CONSIDERED = "considered_on", "The decision is made"
    COMMISSIONED = "commissioned_on", "The review is begun"
    COMPLETED = "completed_on", "The review is complete"
    PANEL_COPY = "panel_copy_on", "The full report goes to the Panel"
    PUBLISHED = "published_on", "The review is published"
    DIED = "died_on", "The child dies"
    REVIEWED = "reviewed_on", "The panel reviews the death"


class ClockUnit(TextChoices):
    WORKING_DAYS = "working_days", "working days"
    DAYS = "days", "days"
    MONTHS = "months", "months"
