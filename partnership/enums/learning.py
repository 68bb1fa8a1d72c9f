"""Choices of the way from a recommendation to proven change."""

from django.db.models import TextChoices


class ResultKind(TextChoices):
    """What an action led to."""

    POLICY = "policy", "A changed policy or procedure"
    COURSE = "course", "A changed course"
    RE_AUDIT = "re_audit", "A re-audit"
    OTHER = "other", "Something else"


class Proven(TextChoices):
    """What an impact test found."""

    YES = "yes", "Yes"
    PARTLY = "partly", "In part"
    NOT_YET = "not_yet", "Not yet"
