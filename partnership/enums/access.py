"""Classes of records and roles of people."""

from django.db.models import TextChoices


class Visibility(TextChoices):
    """The class of a record; `docs/who-may-see.md` says who reads what."""

    PUBLIC = "public", "Public"
    PARTNERSHIP = "partnership", "Partnership"
    RESTRICTED = "restricted", "Restricted"
    SEALED = "sealed", "Sealed"


#: Classes of what most may not open: named on lists by reference, and each reading is written down.
GUARDED_CLASSES = (Visibility.RESTRICTED, Visibility.SEALED)


OPEN_CLASSES = (Visibility.PUBLIC, Visibility.PARTNERSHIP)


class ReadVerb(TextChoices):
    """What somebody did with a restricted record, as its read log says it."""

    OPENED = "opened", "Opened"
    EXPORTED = "exported", "Exported"
    PRINTED = "printed", "Printed"
    DOWNLOADED = "downloaded", "Downloaded"


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
