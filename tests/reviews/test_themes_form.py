"""Themes on the form of a review: those in use are ticked, others typed; only what the writer may see is offered."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.enums import Role
from partnership.models import User
from partnership.principals import principal_of
from reviews.forms.reviews import ReviewForm
from reviews.models import Review
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, RoleGrantFactory
from tests.factories.reviews import ReviewFactory
from tests.house.posting import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def client(manager: User) -> Client:
    return client_of(manager)


def review_of(user: User, **fields: Any) -> Review:
    """A restricted review on which somebody is named."""
    review: Review = ReviewFactory(**fields)
    RoleGrantFactory(user=user, role=Role.BUSINESS_MANAGER, record=review)
    return review


def form_of(user: User, review: Review, data: Any = None) -> ReviewForm:
    return ReviewForm(data, instance=review, principal=principal_of(user))


def save(client: Client, review: Review, **more: Any) -> list[str]:
    address = reverse("reviews:review-change", args=[review.pk])
    response = client.post(address, {**posted(client.get(address).context["form"]), **more})
    assert response.status_code == 302
    review.refresh_from_db()
    return list(review.themes)


def test_themes_in_use_are_boxes_and_those_of_the_review_are_ticked(manager: User) -> None:
    review_of(manager, themes=["Self-harm", "Neglect"])
    form = form_of(manager, review_of(manager, themes=["neglect", "Alcohol misuse"]))
    assert [words for _, words in form.fields["themes_known"].choices] == ["Alcohol misuse", "Neglect", "Self-harm"]
    assert form["themes_known"].value() == ["Alcohol misuse", "Neglect"]
    assert form["themes"].value() == ""
    names = list(form.fields)
    assert names[names.index("themes") - 1] == "themes_known"


def test_without_themes_in_use_there_are_lines_alone(manager: User) -> None:
    form = form_of(manager, review_of(manager))
    assert "themes_known" not in form.fields
    assert form.fields["themes"].label == "Themes (if any)"


def test_boxes_have_a_legend_a_hint_and_a_label_each(client: Client, manager: User) -> None:
    review = review_of(manager, themes=["Neglect"])
    page = page_of(client, reverse("reviews:review-change", args=[review.pk]))
    group = page.split('id="div_id_themes_known"')[1].split("</fieldset>")[0]
    assert " ".join(group.split("<legend")[1].split("</legend>")[0].split()).endswith("> Themes (if any)")
    assert 'aria-describedby="id_themes_known_hint"' in group
    assert '<label class="govuk-label govuk-checkboxes__label" for="id_themes_known_1">' in group
    assert '<label class="govuk-label" for="id_themes">Other themes (if any)</label>' in page


def test_what_is_not_touched_stays_as_it_is_and_in_its_order(client: Client, manager: User) -> None:
    review = review_of(manager, themes=["Self-harm", "Neglect", "Alcohol misuse"])
    assert save(client, review) == ["Self-harm", "Neglect", "Alcohol misuse"]


def test_ticked_and_typed_are_stored_each_once_in_the_spelling_in_use(client: Client, manager: User) -> None:
    review_of(manager, themes=["Self-harm"])
    review = review_of(manager, themes=["Neglect"])
    themes = save(client, review, themes_known=["Neglect", "Self-harm"], themes="self harm\nHoarding\nneglect")
    assert themes == ["Neglect", "Self-harm", "Hoarding"]


def test_what_is_no_more_ticked_goes(client: Client, manager: User) -> None:
    review = review_of(manager, themes=["Neglect", "Self-harm"])
    assert save(client, review, themes_known=["Self-harm"]) == ["Self-harm"]
    assert save(client, review, themes_known=[]) == []


def test_typed_themes_alone_are_written_in_the_spelling_in_use(manager: User) -> None:
    review_of(manager, themes=["Self-harm"])
    form = form_of(manager, review_of(manager), {"themes": "self harm\nSelf-Harm\nHoarding"})
    form.is_valid()
    assert form.cleaned_data["themes"] == ["Self-harm", "Hoarding"]


def test_themes_that_the_writer_may_not_see_are_no_boxes_and_cannot_be_sent() -> None:
    ReviewFactory(themes=["CANARY-theme"])
    review = ReviewFactory(themes=["Neglect"])
    reviewer = user_with(Role.REVIEWER, record=review)
    form = form_of(reviewer, review, {"themes_known": ["Neglect", "CANARY-theme"]})
    assert [words for _, words in form.fields["themes_known"].choices] == ["Neglect"]
    assert form.errors["themes_known"] == ["Choose the themes from the list, or type them below"]
    page = page_of(client_of(reviewer), reverse("reviews:review-change", args=[review.pk]))
    assert ("CANARY" in page, "id_themes_known_1" in page) == (False, True)
    rep = user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory())
    assert "themes_known" not in form_of(rep, review).fields


def test_theme_that_is_no_name_new_to_the_review_is_not_asked_about(client: Client, manager: User) -> None:
    """What stands there already is not asked about, ticked as it is."""
    review = review_of(manager, themes=["Ryan Cole's case"])
    assert save(client, review, method="Interviews") == ["Ryan Cole's case"]
