"""Boards, agencies, groups, seats."""

from django.db.models import TextChoices


class BoardKind(TextChoices):
    LSCB = "lscb", "Local safeguarding children board"
    LSCP = "lscp", "Local safeguarding children partnership"
    SAB = "sab", "Safeguarding adults board"
    CSP = "csp", "Community safety partnership"
    OTHER = "other", "Other"


class AgencyCategory(TextChoices):
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    POLICE = "police", "Police"
    HEALTH_COMMISSIONER = "health_commissioner", "Health commissioner"
    HEALTH_PROVIDER = "health_provider", "Health provider"
    PROBATION = "probation", "Probation"
    EDUCATION = "education", "Education"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    FIRE = "fire", "Fire and rescue"
    AMBULANCE = "ambulance", "Ambulance"
    HOUSING = "housing", "Housing"
    CAFCASS = "cafcass", "Cafcass"
    VOLUNTARY = "voluntary", "Voluntary sector"
    LAY = "lay", "Lay"
    INDEPENDENT = "independent", "Independent"
    OTHER = "other", "Other"


class GroupKind(TextChoices):
    EXECUTIVE = "executive", "Executive"
    BOARD = "board", "Board"
    OPERATIONAL_BOARD = "operational_board", "Operational board"
    SUBGROUP = "subgroup", "Subgroup"
    DELIVERY_GROUP = "delivery_group", "Delivery group"
    OPERATIONAL_GROUP = "operational_group", "Operational group"
    BUSINESS_GROUP = "business_group", "Business group"
    PANEL = "panel", "Panel"
    TASK_AND_FINISH = "task_and_finish", "Task and finish group"
    FORUM = "forum", "Forum"


class SeatRole(TextChoices):
    CHAIR = "chair", "Chair"
    CO_CHAIR = "co_chair", "Co-chair"
    VICE_CHAIR = "vice_chair", "Vice-chair"
    MEMBER = "member", "Member"
    LAY_MEMBER = "lay_member", "Lay member"
    PARTICIPATING_OBSERVER = "participating_observer", "Participating observer"
    ADVISER = "adviser", "Adviser"
    OFFICER = "officer", "Officer"
