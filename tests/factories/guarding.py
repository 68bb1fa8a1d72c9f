"""Requests that wait for a second person."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from partnership import models
from tests.factories.partnership import RiskFactory, UserFactory


class NamingRequestFactory(DjangoModelFactory):
    class Meta:
        model = models.NamingRequest

    record = factory.SubFactory(RiskFactory, visibility="sealed")
    user = factory.SubFactory(UserFactory)
    role = "BSO"
    ends_on = date(2036, 1, 1)
    reason = "Takes the minutes."
    asked_by = factory.SubFactory(UserFactory)


class ClassChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.ClassChange

    record = factory.SubFactory(RiskFactory)
    was = "partnership"
    to = "sealed"
    reason = "Police ask for it."
    asked_by = factory.SubFactory(UserFactory)
