"""Choices of the ground floor, spelled as the workbook spells them."""

from django.db.models import IntegerChoices, TextChoices


class Visibility(TextChoices):
    """The class of a record; `docs/who-may-see.md` says who reads what."""

    PUBLIC = "public", "Public"
    PARTNERSHIP = "partnership", "Partnership"
    RESTRICTED = "restricted", "Restricted"
    SEALED = "sealed", "Sealed"


#: Classes of what most may not open: named on lists by reference, and each reading is written down.
GUARDED_CLASSES = (Visibility.RESTRICTED, Visibility.SEALED)
OPEN_CLASSES = (Visibility.PUBLIC, Visibility.PARTNERSHIP)


class Role(TextChoices):
    """What a person is granted, for a board, an agency, a group or one record."""

    BUSINESS_MANAGER = "BM", "Business manager"
    SUPPORT_OFFICER = "BSO", "Business support officer"
    SCRUTINEER = "SCR", "Independent chair or scrutineer"
    GROUP_CHAIR = "SGC", "Subgroup chair"
    AGENCY_REPRESENTATIVE = "REP", "Agency representative"
    AUDITOR = "AUD", "External auditor"
    TRAINING_COORDINATOR = "TC", "Training coordinator"
    TRAINER = "TR", "Trainer"
    PRACTITIONER = "PR", "Practitioner"
    PUBLIC = "PUB", "Public"
    REVIEWER = "REV", "Independent reviewer"
    GOVERNANCE_LEAD = "IG", "Information governance lead"
    TECHNICAL_ADMIN = "ADM", "Technical administrator"
    PUBLIC_REPORT = "RPT", "Public report"


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


class MeetingStatus(TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class AttendanceStatus(TextChoices):
    PRESENT = "present", "Present"
    DEPUTY = "deputy", "Deputy"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"
    NOT_DUE = "not_due", "Not due"


class Rag(TextChoices):
    """The rating of an objective, a priority's year, or a hand-set action."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    BLUE = "blue", "Blue"


class ActionStatus(TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETE = "complete", "Complete"
    CANCELLED = "cancelled", "Cancelled"


OPEN_ACTIONS = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


class RecommendationStatus(TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    IMPLEMENTED = "implemented", "Implemented"
    CLOSED_NOT_IMPLEMENTED = "closed_not_implemented", "Closed, not implemented"


class OpenStatus(TextChoices):
    """Risks and challenges."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class BudgetKind(TextChoices):
    INCOME = "income", "Income"
    EXPENDITURE = "expenditure", "Expenditure"


class Unit(TextChoices):
    COUNT = "count", "Count"
    PERCENT = "percent", "Per cent"
    RATE_PER_1000 = "rate_per_1000", "Rate per 1,000"
    RATE_PER_10000 = "rate_per_10000", "Rate per 10,000"
    RATE_PER_100000 = "rate_per_100000", "Rate per 100,000"
    DAYS = "days", "Days"
    WEEKS = "weeks", "Weeks"
    MONEY = "money", "Money"
    SCORE = "score", "Score"


class Polarity(TextChoices):
    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEUTRAL = "neutral", "Neither direction is good in itself"


class YearBasis(TextChoices):
    FINANCIAL = "financial", "Financial year (April to March)"
    REPORTING = "reporting", "Reporting year of the board"
    CALENDAR = "calendar", "Calendar year"
    ACADEMIC = "academic", "Academic year (September to August)"


class Area(TextChoices):
    LOCAL = "local", "Local"
    ENGLAND = "england", "England"
    STATISTICAL_NEIGHBOURS = "statistical_neighbours", "Statistical neighbours"
    REGION = "region", "Region"
    LONDON = "london", "London"
    SIMILAR_AREAS = "similar_areas", "Similar areas"
    OTHER_AREA = "other_area", "Other area"


class Qualifier(TextChoices):
    ABOUT = "about", "About"
    OVER = "over", "Over"
    UNDER = "under", "Under"
    AT_LEAST = "at_least", "At least"
    AT_MOST = "at_most", "At most"


class Participants(TextChoices):
    CHILDREN = "children", "Children"
    PARENTS = "parents", "Parents"
    PRACTITIONERS = "practitioners", "Practitioners"
    PUBLIC = "public", "Public"
    MIXED = "mixed", "Mixed"


class EscalationStage(IntegerChoices):
    """Stages of the professional disagreement policy."""

    ONE = 1, "Stage 1"
    TWO = 2, "Stage 2"
    THREE = 3, "Stage 3"
    FOUR = 4, "Stage 4"


class RequestAnswer(TextChoices):
    """What becomes of a request for a new due date."""

    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"


class InvoiceState(TextChoices):
    """How far the asking for a contribution has come; what came in stands in its own field."""

    NOT_RAISED = "not_raised", "No invoice yet"
    RAISED = "raised", "Invoice sent"
    PAID = "paid", "Invoice paid"
    NOT_NEEDED = "not_needed", "No invoice needed"


class Quarter(IntegerChoices):
    """Quarters of a board's reporting year."""

    ONE = 1, "Q1"
    TWO = 2, "Q2"
    THREE = 3, "Q3"
    FOUR = 4, "Q4"


class MinutesState(TextChoices):
    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed"
    LOCKED = "locked", "Locked"


class MessageKind(TextChoices):
    """What the portal writes to people about; each may be switched off, but for what the account needs."""

    INVITATION = "invitation", "Invitation to the portal"
    DUE = "due", "What falls due in 14, 7 and 1 days"
    OVERDUE = "overdue", "What is overdue, weekly"
    ASKED = "asked", "Questions to me and answers to mine"


class MessageState(TextChoices):
    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
