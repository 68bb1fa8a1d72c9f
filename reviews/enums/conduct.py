"""Choices of how a review is carried out."""

from django.db.models import TextChoices


class PauseReason(TextChoices):
    """Why a clock stands still."""

    CRIMINAL = "criminal", "Criminal proceedings"
    INQUEST = "inquest", "Inquest"
    FAMILY_COURT = "family_court", "Family court proceedings"
    OTHER = "other", "Another reason"


class ProcessKind(TextChoices):
    """What runs beside a review."""

    CRIMINAL = "criminal", "Criminal investigation or trial"
    INQUEST = "inquest", "Inquest"
    FAMILY_COURT = "family_court", "Family court proceedings"
    CHILD_DEATH = "child_death", "Child death review"
    POLICE_CONDUCT = "police_conduct", "Police conduct investigation"
    NHS_INCIDENT = "nhs_incident", "NHS patient safety investigation"
    OTHER_REVIEW = "other_review", "Another statutory review"
    EMPLOYMENT = "employment", "Employer’s own proceedings"


class PanelPart(TextChoices):
    """Somebody's part in one review."""

    CHAIR = "chair", "Panel chair"
    MEMBER = "member", "Panel member"
    REVIEWER = "reviewer", "Independent reviewer"
    ADVISER = "adviser", "Adviser to the panel"
    SUPPORT = "support", "Business support"


class EventKind(TextChoices):
    """What a review gathers people for."""

    PANEL = "panel", "Panel meeting"
    PRACTITIONERS = "practitioners", "Practitioners’ learning event"
    FAMILY = "family", "Conversation with the family"
    FEEDBACK = "feedback", "Feedback to practitioners"


class ReturnKind(TextChoices):
    """What an agency is asked for."""

    RAPID = "rapid", "Information for the rapid review"
    CHRONOLOGY = "chronology", "Chronology"
    REPORT = "report", "Report"
    BOTH = "both", "Chronology and report"


class ReturnState(TextChoices):
    ASKED = "asked", "Asked for"
    STARTED = "started", "Begun"
    SENT = "sent", "Received, to check"
    LOCKED = "locked", "Locked"


class ReturnMessageKind(TextChoices):
    """What the business unit and an agency write to each other about a return."""

    REQUEST = "request", "Request"
    REMINDER = "reminder", "Reminder"
    NOTE = "note", "Message"
    NEW_DATE = "new_date", "New date asked for"
    ANSWER = "answer", "Answer"
    SENT_BACK = "sent_back", "Sent back"


class TextKind(TextChoices):
    """What is drafted, discussed and signed in a review."""

    TERMS = "terms", "Terms of reference"
    REPORT = "report", "Report"
