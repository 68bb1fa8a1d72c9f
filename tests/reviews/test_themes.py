"""Themes that come again: folded spellings, who counts what, small numbers, links and the read log."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from partnership.enums import Role
from partnership.models import ReadEntry
from partnership.principals import Principal, principal_of
from partnership.themes import folded, known_themes, themes_seen
from reviews.forms.reviews import ReviewForm
from tests.clients import client_of, page_of, user_with
from tests.factories.audits import AuditFactory
from tests.factories.partnership import ActionPlanFactory, AgencyFactory, InspectionFactory, RecommendationFactory
from tests.factories.reviews import ChildDeathFactory, ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Self-harm", "self harm"),
        ("Missed appointments", "missed Appointment"),
        ("Babies", "baby"),
        ("Illness", "illness"),
        ("Was not brought", "was–not brought"),
    ],
)
def test_spellings_of_one_theme_fold_together(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_other_words_stay_apart() -> None:
    assert folded("Access") != folded("Acces")
    assert folded("Neglect") != folded("Self-neglect")


@pytest.fixture
def manager() -> Principal:
    return principal_of(user_with(Role.BUSINESS_MANAGER))


def neglect(reference: str = "REV-CANARY") -> None:
    """Named by two reviews, one restricted, and an audit; said in an inspection's recommendation."""
    ReviewFactory(themes=["Neglect"], completed_on=date(2019, 5, 1), publication="published", visibility="partnership")
    ReviewFactory(themes=["neglect"], completed_on=date(2023, 5, 1), reference=reference)
    AuditFactory(theme="Neglect", completed_on=date(2023, 1, 1))
    inspection = InspectionFactory(inspected_on=date(2021, 1, 1))
    RecommendationFactory(plan=ActionPlanFactory(record=inspection), text="Act on neglect sooner.")


def test_theme_is_counted_by_kind_and_year(manager: Principal) -> None:
    neglect()
    (theme,) = themes_seen(manager)
    expected = "Found in 2 reviews, 1 audit, 1 inspection; first in 2019, again in 2021 and 2023"
    assert (theme.name, theme.words) == ("Neglect", expected)
    assert known_themes(manager) == ["Neglect"]


def test_restricted_review_counts_for_those_alone_who_may_see_it() -> None:
    neglect()
    trainer = user_with(Role.TRAINING_COORDINATOR)
    (theme,) = themes_seen(principal_of(trainer))
    assert theme.words == "Found in 1 review; in 2019"
    client = client_of(trainer)
    for address in (reverse("reviews:theme-list"), reverse("reviews:theme-detail", args=["neglect"])):
        page = page_of(client, address)
        assert "2023" not in page
        assert "CANARY" not in page


def test_theme_of_a_restricted_review_alone_is_not_there_for_others() -> None:
    ReviewFactory(themes=["Fabricated illness"])
    rep = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    assert "Fabricated" not in page_of(rep, reverse("reviews:theme-list"))
    assert rep.get(reverse("reviews:theme-detail", args=["fabricated-illness"])).status_code == 404


def test_restricted_reviews_that_a_theme_names_are_in_the_read_log() -> None:
    neglect()
    page = page_of(client_of(user_with(Role.BUSINESS_MANAGER)), reverse("reviews:theme-detail", args=["neglect"]))
    assert "REV-CANARY" in page
    assert [entry.record.reference for entry in ReadEntry.objects.all()] == ["REV-CANARY"]


@pytest.mark.parametrize(("count", "words"), [(1, "fewer than 5 child deaths"), (5, "5 child deaths")])
def test_child_deaths_are_counted_and_never_led_to(count: int, words: str, manager: Principal) -> None:
    deaths = [ChildDeathFactory(factors=["Unsafe sleeping"], reference=f"CDR-CANARY-{n}") for n in range(count)]
    (theme,) = themes_seen(manager)
    assert (theme.words, theme.years) == (f"Found in {words}", ())
    client = client_of(manager.user)  # type: ignore[arg-type]  # somebody is signed in
    page = page_of(client, reverse("reviews:theme-detail", args=["unsafe-sleeping"]))
    assert not any(death.reference in page for death in deaths)
    assert themes_seen(principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))) == []


def test_themes_take_the_same_queries_however_many(manager: Principal, django_assert_num_queries: Any) -> None:
    neglect()
    with django_assert_num_queries(5):
        themes_seen(manager)
    neglect("REV-2")
    with django_assert_num_queries(5):
        themes_seen(manager)


def test_list_is_narrowed_by_words_and_to_what_came_again() -> None:
    neglect()
    ReviewFactory(themes=["Hoarding"], completed_on=date(2020, 1, 1))
    client, address = client_of(user_with(Role.BUSINESS_MANAGER)), reverse("reviews:theme-list")
    assert "Hoarding" not in page_of(client, f"{address}?again=1")
    assert "Neglect" not in page_of(client, f"{address}?words=hoard")
    assert "No themes match" in page_of(client, f"{address}?words=zzz")


def test_empty_list_says_where_themes_come_from() -> None:
    page = page_of(client_of(user_with(Role.BUSINESS_MANAGER)), reverse("reviews:theme-list"))
    assert "No themes yet" in page


def test_themes_of_a_review_are_written_in_the_spelling_in_use() -> None:
    ReviewFactory(themes=["Self-harm"])
    user = user_with(Role.BUSINESS_MANAGER)
    review = ReviewFactory()
    form = ReviewForm({"themes": "self harm\nSelf-Harm\nHoarding"}, instance=review, principal=principal_of(user))
    assert "In use already: Self-harm" in str(form.fields["themes"].help_text)
    form.is_valid()
    assert form.cleaned_data["themes"] == ["Self-harm", "Hoarding"]
    rep = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    assert "Self-harm" not in str(ReviewForm(instance=review, principal=rep).fields["themes"].help_text)
