"""A briefing as a PDF: exactly one page, from cleared words alone."""

import io
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from partnership.enums import Role
from partnership.exceptions import DomainError
from reporting.documents.briefing import briefing_pdf
from reviews.models import Briefing
from reviews.selectors.briefings import LONGEST, PARTS, fits, length_of, words_hash
from reviews.services.briefings import clear_briefing
from tests.clients import client_of, user_with
from tests.factories.reviews import BriefingFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def pages_of(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def cleared(**fields: Any) -> Briefing:
    row = BriefingFactory(of_review=ReviewFactory(reference="REV-CANARY"), **fields)
    by = user_with(Role.SCRUTINEER)
    return clear_briefing(briefing=row, words=words_hash(row), version=row.version, by=by)


def filled(piece: str) -> Briefing:
    """As many words as are taken, evenly over all parts, with the longest title."""
    briefing = cleared()
    briefing.title = "Wide words with much meaning " * 3
    for number, (name, _) in enumerate(PARTS, start=1):
        while True:
            before = getattr(briefing, name)
            setattr(briefing, name, before + piece)
            if length_of(briefing) > LONGEST * number / len(PARTS):
                setattr(briefing, name, before)
                break
    assert fits(briefing)
    return briefing


@pytest.mark.parametrize(
    "piece", ["safeguarding children ", "- Ask why it was missed\n", "One line.\n\n", "Moderately Wide Words "]
)
def test_whatever_fits_is_one_page(piece: str) -> None:
    assert pages_of(briefing_pdf(filled(piece))) == 1


def test_public_briefing_is_taken_away_without_sign_in_and_tells_nothing_of_the_review() -> None:
    briefing = cleared(is_public=True, links=["https://example.org/learn"])
    response = Client().get(reverse("reporting:briefing-pdf", args=[briefing.pk]))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert pages_of(response.content) == 1
    assert b"CANARY" not in response.content


def test_words_that_are_not_cleared_are_not_drawn() -> None:
    briefing = BriefingFactory()
    address = reverse("reporting:briefing-pdf", args=[briefing.pk])
    assert client_of(user_with(Role.BUSINESS_MANAGER)).get(address).status_code == 404
    stored = cleared()
    Briefing.objects.filter(pk=stored.pk).update(findings="Changed behind the service.")
    address = reverse("reporting:briefing-pdf", args=[stored.pk])
    assert client_of(user_with(Role.BUSINESS_MANAGER)).get(address).status_code == 404


def test_words_that_no_letter_brings_onto_a_page_are_refused() -> None:
    briefing = cleared()
    briefing.findings = "safeguarding " * 1_000
    with pytest.raises(DomainError, match="one page"):
        briefing_pdf(briefing)
