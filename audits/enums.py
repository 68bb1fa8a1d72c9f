"""Choices of audits and section 11 returns, spelled as the workbook spells them."""

from django.db.models import TextChoices


class AuditKind(TextChoices):
    MULTI_AGENCY = "multi_agency", "Multi-agency audit"
    SINGLE_AGENCY = "single_agency", "Single-agency audit"
    DIP_SAMPLE = "dip_sample", "Dip sample"
    DEEP_DIVE = "deep_dive", "Deep dive"
    SUCCESS_REVIEW = "success_review", "Success review"
    RE_AUDIT = "re_audit", "Re-audit"
    PEER_REVIEW = "peer_review", "Peer review"


class AuditStatus(TextChoices):
    PLANNED = "planned", "Planned"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETE = "complete", "Complete"


class Grade(TextChoices):
    """Ofsted's four points."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class StandardRag(TextChoices):
    """How far an agency meets a section 11 standard."""

    RED = "red", "Not met"
    AMBER = "amber", "Partly met"
    GREEN = "green", "Met"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


#: The eight standards of section 11 (Children Act 2004), for rounds that do not name their own.
STANDARDS = {
    1: "Leadership commitment",
    2: "Clear statement of responsibilities",
    3: "Line of accountability",
    4: "Views of children and families",
    5: "Training",
    6: "Safer recruitment",
    7: "Inter-agency working",
    8: "Information sharing",
}
