"""Choices of child deaths; all but the reasons of delay are spelled as the workbook spells them."""

from django.db.models import TextChoices


class AgeBand(TextChoices):
    DAYS_0_27 = "0-27 days", "0–27 days"
    DAYS_28_364 = "28-364 days", "28–364 days"
    YEARS_1_4 = "1-4 years", "1–4 years"
    YEARS_5_9 = "5-9 years", "5–9 years"
    YEARS_10_14 = "10-14 years", "10–14 years"
    YEARS_15_17 = "15-17 years", "15–17 years"


class Gender(TextChoices):
    MALE = "male", "Male"
    FEMALE = "female", "Female"
    NOT_KNOWN = "not_known", "Not known"


class ChildDeathStatus(TextChoices):
    NOTIFIED = "notified", "Notified"
    GATHERING = "gathering", "Information being gathered"
    AWAITING_INQUEST = "awaiting_inquest", "Awaiting inquest"
    AWAITING_INFORMATION = "awaiting_information", "Awaiting information"
    READY_FOR_PANEL = "ready_for_panel", "Ready for panel"
    REVIEWED = "reviewed", "Reviewed"
    TRANSFERRED = "transferred", "Transferred"


class Modifiable(TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    INSUFFICIENT = "insufficient", "Insufficient information"


class DelayReason(TextChoices):
    """Why a death has not been reviewed yet."""

    INQUEST = "inquest", "Waiting for the inquest"
    POST_MORTEM = "post_mortem", "Waiting for the post-mortem"
    CRIMINAL = "criminal", "Criminal proceedings"
    CASE_REVIEW = "case_review", "Waiting for a case review"
    INFORMATION = "information", "Waiting for information from agencies"
    OTHER_AREA = "other_area", "With another area"
    PANEL = "panel", "Waiting for a panel date"


#: What a death waits for by its status alone.
DELAY_OF_STATUS = {
    ChildDeathStatus.AWAITING_INQUEST: DelayReason.INQUEST,
    ChildDeathStatus.AWAITING_INFORMATION: DelayReason.INFORMATION,
}

#: The national categories of death in their order; the first that fits is chosen.
DEATH_CATEGORIES = {
    1: "Deliberately inflicted injury, abuse or neglect",
    2: "Suicide or deliberate self-inflicted harm",
    3: "Trauma and other external factors",
    4: "Malignancy",
    5: "Acute medical or surgical condition",
    6: "Chronic medical condition",
    7: "Chromosomal, genetic and congenital anomalies",
    8: "Perinatal or neonatal event",
    9: "Infection",
    10: "Sudden unexpected, unexplained death",
}
