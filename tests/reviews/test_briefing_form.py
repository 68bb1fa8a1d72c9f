"""The form of a briefing: how long each part may be is told before, counted while it is typed, and said after."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.enums import Role
from reviews.models import Briefing, Review
from reviews.selectors.briefings import LONGEST_PARTS, LONGEST_TITLE, PARTS, fits
from tests.clients import client_of, page_of
from tests.factories.reviews import BriefingFactory, ReviewFactory
from tests.reviews.publishing import named

pytestmark = pytest.mark.django_db
LABELS = dict(PARTS)


@pytest.fixture
def client(review: Review) -> Client:
    return client_of(named(Role.BUSINESS_MANAGER, review))


@pytest.fixture
def review() -> Review:
    row: Review = ReviewFactory()
    return row


def send(client: Client, review: Review, **typed: Any) -> Any:
    given = {"of_review": review.pk, "title": "missed appointments", "findings": "nobody asked.", **typed}
    return client.post(reverse("reviews:briefing-create", args=[review.pk]), given)


def test_every_part_has_a_limit() -> None:
    assert list(LONGEST_PARTS) == list(LABELS)


def test_all_parts_at_their_longest_fit() -> None:
    parts = {name: "x" * limit for name, limit in LONGEST_PARTS.items()}
    assert fits(SimpleNamespace(title="x" * LONGEST_TITLE, links=[], **parts))


def test_limits_are_told_before_anything_is_typed_and_counted(client: Client, review: Review) -> None:
    page = page_of(client, reverse("reviews:briefing-create", args=[review.pk]))
    for name, limit in {"title": LONGEST_TITLE, **LONGEST_PARTS}.items():
        assert (
            f'id="id_{name}-info" class="govuk-hint govuk-character-count__message">You can enter up to {limit} '
            in page
        )
        (control,) = [tag for tag in page.split("<") if f'name="{name}"' in tag]
        assert "govuk-js-character-count" in control
        assert f"id_{name}-info" in control.split('aria-describedby="')[1].split('"')[0]
    limits = {f'data-maxlength="{limit}"' for limit in (LONGEST_TITLE, *LONGEST_PARTS.values())}
    assert page.count('data-module="govuk-character-count"') == len(LONGEST_PARTS) + 1
    assert {words for words in limits if words in page} == limits


@pytest.mark.parametrize("name", LONGEST_PARTS)
def test_a_part_at_its_limit_is_taken_and_one_more_is_not(client: Client, review: Review, name: str) -> None:
    limit = LONGEST_PARTS[name]
    response = send(client, review, **{name: "x" * (limit + 1)})
    assert response.context["form"].errors == {
        name: [f"Shorten “{LABELS[name]}” by 1 character: it can have up to {limit}"]
    }
    assert send(client, review, **{name: "x" * limit}).status_code == 302


def test_too_much_is_said_in_characters(client: Client, review: Review) -> None:
    errors = send(client, review, title="x" * 112, findings="x" * 1_790).context["form"].errors
    assert errors == {
        "title": ["Shorten “Title” by 12 characters: it can have up to 100"],
        "findings": ["Shorten “Findings” by 1,240 characters: it can have up to 550"],
    }


def test_a_new_line_counts_as_one_as_the_writer_sees_it(client: Client, review: Review) -> None:
    lines = "\r\n".join(["x" * 99] * 3)
    assert len(lines) == LONGEST_PARTS["background"] + 1
    assert send(client, review, background=lines).status_code == 302


def test_parts_that_fit_alone_and_not_together_are_said(client: Client, review: Review) -> None:
    full = {name: "\r\n".join(["x" * 9] * (limit // 11)) for name, limit in LONGEST_PARTS.items()}
    (error,) = send(client, review, **full).context["form"].non_field_errors()
    assert error.startswith("Shorten the parts by about ")
    assert error.endswith(" characters: together they do not fit on one page")
    assert Briefing.objects.count() == 0


def test_a_stored_part_that_is_too_long_is_said_when_it_is_changed(client: Client, review: Review) -> None:
    briefing = BriefingFactory(of_review=review, findings="x" * 560)
    address = reverse("reviews:briefing-change", args=[briefing.pk])
    typed = {"title": briefing.title, "findings": briefing.findings, "version": briefing.version}
    errors = client.post(address, typed).context["form"].errors
    assert errors == {"findings": ["Shorten “Findings” by 10 characters: it can have up to 550"]}
    assert client.post(address, {**typed, "findings": "x" * 550}).status_code == 302


def test_what_the_other_of_two_writers_stored_counts_too(client: Client, review: Review) -> None:
    """A field that is left as the other wrote it is no field of the form any more."""
    briefing = BriefingFactory(of_review=review, findings="\n".join("x" * 9 for _ in range(55)))
    address = reverse("reviews:briefing-change", args=[briefing.pk])
    typed = {"title": briefing.title, "version": briefing.version, "keep-findings": "theirs", "questions": "who asked?"}
    (error,) = client.post(address, {**typed, "background": "y\n" * 40}).context["form"].non_field_errors()
    assert error.startswith("Shorten the parts by about ")
    assert client.post(address, typed).status_code == 302
    briefing.refresh_from_db()
    assert (briefing.findings.count("x"), briefing.questions) == (495, "who asked?")
