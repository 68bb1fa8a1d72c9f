"""Audits, their grades, and section 11 returns."""

import factory
from factory.django import DjangoModelFactory

from audits import models
from tests.factories.base import RecordFactory
from tests.factories.partnership import AgencyFactory


class AuditFactory(RecordFactory):
    class Meta:
        model = models.Audit

    reference = factory.Sequence(lambda n: f"AUD-{n}")
    audit_kind = "multi_agency"


class AuditGradeFactory(DjangoModelFactory):
    """A moderated grade, unless an agency is named."""

    class Meta:
        model = models.AuditGrade

    audit = factory.SubFactory(AuditFactory)
    case = factory.Sequence(lambda n: f"Case {n}")
    grade = "good"


class Section11ReturnFactory(RecordFactory):
    class Meta:
        model = models.Section11Return

    agency = factory.SubFactory(AgencyFactory)
    year = "2017-18"
    standard = 1
    rag = "green"
    reference = factory.LazyAttribute(lambda row: f"{row.year}/{row.agency.code}/{row.standard}")
