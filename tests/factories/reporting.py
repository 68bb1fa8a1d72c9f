"""Rows that people write for a report."""

import factory
from factory.django import DjangoModelFactory

from reporting import models
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory


class NarrativeFactory(DjangoModelFactory):
    class Meta:
        model = models.Narrative

    board = factory.SubFactory(BoardFactory)
    report = "annual_report"
    edition = "2017-18"
    section = "foreword"
    order = factory.Sequence(lambda n: n + 1)
    text = "A year of change."


class AgencyStatementFactory(DjangoModelFactory):
    class Meta:
        model = models.AgencyStatement

    board = factory.SubFactory(BoardFactory)
    year = "2017-18"
    agency = factory.SubFactory(AgencyFactory)
    order = factory.Sequence(lambda n: n + 1)
    heading = "Impact"
    text = "Staff know what to do."


class GroupReportFactory(DjangoModelFactory):
    class Meta:
        model = models.GroupReport

    board = factory.SubFactory(BoardFactory)
    year = "2017-18"
    group = factory.SubFactory(GroupFactory)
    order = factory.Sequence(lambda n: n + 1)
    heading = "What we did"
    text = "We met six times."


class RecipientFactory(DjangoModelFactory):
    class Meta:
        model = models.Recipient

    board = factory.SubFactory(BoardFactory)
    name = factory.Sequence(lambda n: f"Recipient {n}")


class GlossaryTermFactory(DjangoModelFactory):
    class Meta:
        model = models.GlossaryTerm

    term = factory.Sequence(lambda n: f"Term {n}")
    meaning = "What it means."


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = models.Report

    board = factory.SubFactory(BoardFactory)
    year = "2017-18"
