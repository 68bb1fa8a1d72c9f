"""Themes that come again: folded spellings, who counts what, small numbers, links and the read log."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from partnership.enums import Role
from partnership.models import ReadEntry, User
from partnership.principals import principal_of
from partnership.themes import folded, known_themes, themes_seen
from tests.clients import client_of, page_of, user_with
from tests.factories.audits import AuditFactory
from tests.factories.partnership import (
    ActionPlanFactory,
    AgencyFactory,
    InspectionFactory,
    RecommendationFactory,
    RoleGrantFactory,
)
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
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


def of_its_own(named: User | None, **fields: Any) -> None:
    """A restricted review, on which somebody may be named."""
    review = ReviewFactory(**fields)
    if named:
        RoleGrantFactory(user=named, role=Role.BUSINESS_MANAGER, record=review)


def neglect(reference: str = "REV-CANARY", *, named: User | None = None) -> None:
    """Named by two reviews, one restricted, and an audit; said in an inspection's recommendation."""
    open_to_all = {"publication": "published", "visibility": "partnership"}
    ReviewFactory(themes=["Neglect"], completed_on=date(2019, 5, 1), published_on=date(2019, 6, 1), **open_to_all)
    of_its_own(named, themes=["neglect"], completed_on=date(2023, 5, 1), reference=reference)
    AuditFactory(theme="Neglect", completed_on=date(2023, 1, 1))
    inspection = InspectionFactory(inspected_on=date(2021, 1, 1))
    RecommendationFactory(plan=ActionPlanFactory(record=inspection), text="Act on neglect sooner.")


def test_theme_is_counted_by_kind_and_year(manager: User) -> None:
    neglect(named=manager)
    (theme,) = themes_seen(principal_of(manager))
    expected = "Found in 2 reviews, 1 audit, 1 inspection; first in 2019, again in 2021 and 2023"
    assert (theme.name, theme.words) == ("Neglect", expected)
    assert known_themes(principal_of(manager)) == ["Neglect"]


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


def test_restricted_reviews_that_a_theme_names_are_in_the_read_log(manager: User) -> None:
    neglect(named=manager)
    page = page_of(client_of(manager), reverse("reviews:theme-detail", args=["neglect"]))
    assert "REV-CANARY" in page
    assert [entry.record.reference for entry in ReadEntry.objects.all()] == ["REV-CANARY"]


@pytest.mark.parametrize(("count", "words"), [(1, "fewer than 5 child deaths"), (5, "5 child deaths")])
def test_child_deaths_are_counted_and_never_led_to(count: int, words: str, manager: User) -> None:
    deaths = [ChildDeathFactory(factors=["Unsafe sleeping"], reference=f"CDR-CANARY-{n}") for n in range(count)]
    (theme,) = themes_seen(principal_of(manager))
    assert (theme.words, theme.years) == (f"Found in {words}", ())
    client = client_of(manager)
    ReviewFactory(themes=["Unsafe sleeping"], publication="published", visibility="partnership")
    page = page_of(client, reverse("reviews:theme-detail", args=["unsafe-sleeping"]))
    assert not any(death.reference in page for death in deaths)
    assert words in page
    rep = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    assert "child death" not in page_of(rep, reverse("reviews:theme-detail", args=["unsafe-sleeping"]))


@pytest.mark.parametrize(("count", "status"), [(4, 404), (5, 200)])
def test_a_factor_of_a_few_child_deaths_alone_is_named_nowhere(count: int, status: int, manager: User) -> None:
    for n in range(count):
        ChildDeathFactory(factors=["Unsafe sleeping"], reference=f"CDR-{n}")
    client = client_of(manager)
    assert client.get(reverse("reviews:theme-detail", args=["unsafe-sleeping"])).status_code == status
    assert ("Unsafe sleeping" in page_of(client, reverse("reviews:theme-list"))) is (status == 200)


def test_restricted_reviews_of_which_the_list_tells_are_in_the_read_log(manager: User) -> None:
    neglect(named=manager)
    of_its_own(manager, themes=["Neglect", "Hoarding"], reference="REV-TWO")
    address = reverse("reviews:theme-list")
    page_of(client_of(manager), f"{address}?words=hoard")
    page_of(client_of(manager), address)
    found = [entry.record.reference for entry in ReadEntry.objects.order_by("number")]
    assert (found[0], sorted(found[1:])) == ("REV-TWO", ["REV-CANARY", "REV-TWO"])


def test_themes_take_the_same_queries_however_many(manager: User, django_assert_num_queries: Any) -> None:
    for reference in ("REV-1", "REV-2"):
        neglect(reference, named=manager)
        principal = principal_of(manager)
        with django_assert_num_queries(5):
            themes_seen(principal)


def test_list_is_narrowed_by_words_and_to_what_came_again(manager: User) -> None:
    neglect()
    of_its_own(manager, themes=["Hoarding"], completed_on=date(2020, 1, 1))
    client, address = client_of(manager), reverse("reviews:theme-list")
    assert "Hoarding" not in page_of(client, f"{address}?again=1")
    assert "Neglect" not in page_of(client, f"{address}?words=hoard")
    assert "No themes match" in page_of(client, f"{address}?words=zzz")


def test_empty_list_says_where_themes_come_from() -> None:
    page = page_of(client_of(user_with(Role.BUSINESS_MANAGER)), reverse("reviews:theme-list"))
    assert "No themes yet" in page
