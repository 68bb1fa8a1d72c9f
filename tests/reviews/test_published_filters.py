"""The list of published reviews as the public narrows it: nothing but what is public is counted or offered."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from partnership.enums import Visibility
from reviews.forms.published import LONGEST_WORDS
from reviews.models import PublishedCopy, Review
from reviews.services.publication import withdraw_copy
from tests.clients import page_of
from tests.factories.partnership import UserFactory
from tests.factories.reviews import PublishedCopyFactory
from tests.reviews.publishing import NOW, clock, draft_of, released, restricted_review, sign

pytestmark = pytest.mark.django_db
LIST = "/published/"


def publish(title: str, text: str = "Agencies knew parts.", *, at: datetime = NOW, **fields: Any) -> PublishedCopy:
    review = restricted_review(**fields)
    draft = draft_of(review, text)
    sign(draft)
    return released(review, at=at, title=title)


@pytest.fixture
def three(db: None) -> None:
    publish("Ash", themes=["Neglect", "Self-harm"], review_kind="lcspr", at=datetime(2016, 5, 1, tzinfo=UTC))
    publish("Birch", "Élan of a **school nurse**.", themes=["neglect"], review_kind="sar")
    publish("Cedar", themes=["Hoarding"], public_summary="A nurse was asked.", review_kind="lcspr")


def titles(**asked: str) -> list[str]:
    with clock(NOW):
        return [one.title for _, ones in Client().get(LIST, asked).context["years"] for one in ones]


def offered(name: str) -> list[str]:
    with clock(NOW):
        return [words for _, words in Client().get(LIST).context["form"].fields[name].choices]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Cedar", "Birch", "Ash"]),
        ({"kind": "lcspr"}, ["Cedar", "Ash"]),
        ({"theme": "neglect"}, ["Birch", "Ash"]),
        ({"theme": "Self-harm"}, ["Ash"]),
        ({"year": "2016"}, ["Ash"]),
        ({"words": "BIRCH"}, ["Birch"]),
        ({"words": "nurse"}, ["Cedar", "Birch"]),
        ({"words": "élan school"}, ["Birch"]),
        ({"words": "hoarding"}, ["Cedar"]),
        ({"words": "nurse", "kind": "lcspr"}, ["Cedar"]),
        ({"words": "nurse", "year": "2016"}, []),
        ({"words": " ", "kind": "", "theme": "", "year": ""}, ["Cedar", "Birch", "Ash"]),
    ],
)
def test_each_filter_narrows_and_all_hold_together(three: None, asked: dict[str, str], found: list[str]) -> None:
    assert titles(**asked) == found


def test_choices_are_those_of_public_reviews(three: None) -> None:
    assert offered("kind") == ["All", "Local child safeguarding practice review", "Safeguarding adult review"]
    assert offered("theme") == ["All", "Hoarding", "neglect", "Self-harm"]
    assert offered("year") == ["All", "2018", "2016"]


@pytest.mark.parametrize("how", ["never", "embargoed", "withdrawn", "ended", "sealed", "archived", "altered"])
def test_what_is_not_public_is_neither_offered_nor_counted_nor_found(three: None, how: str) -> None:
    hidden = {"themes": ["CANARY-theme"], "review_kind": "dhr"}
    if how == "never":
        restricted_review(title="CANARY-title", **hidden)
    else:
        review = restricted_review(**hidden)
        later = {"embargoed": {"publish_at": NOW + timedelta(days=1)}, "ended": {"withdraw_on": date(2018, 3, 6)}}
        take_away(released(review, at=NOW - timedelta(days=1), title="CANARY-title", **later.get(how, {})), how)
    with clock(NOW):
        page = page_of(Client(), LIST)
        for field in ("words", "theme"):
            assert "3 reviews" in page_of(Client(), LIST)
            asked = Client().get(LIST, {field: "CANARY-theme"}).context
            assert asked["total"] == 3
            assert asked["shown"] == {"words": 0, "theme": 3}[field]
    assert [word for word in ("CANARY", "Domestic homicide") if word in page] == []
    assert titles(kind="dhr") == ["Cedar", "Birch", "Ash"]


def take_away(copy: PublishedCopy, how: str) -> None:
    review = Review.objects.get(pk=copy.review_id)
    if how == "withdrawn":
        with clock(NOW - timedelta(hours=1)):
            withdraw_copy(copy=copy, reason="A name was found", version=copy.version, by=UserFactory())
    elif how == "sealed":
        review.visibility = Visibility.SEALED
    elif how == "archived":
        review.archived_at, review.archived_reason = NOW, "Entered twice"
    elif how == "altered":
        PublishedCopy.objects.filter(pk=copy.pk).update(text="ALTERED")
    review.save()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "plr"}, "Choose the kind of review from the list"),
        ({"theme": "Never named"}, "Choose the theme from the list"),
        ({"year": "1999"}, "Choose the year of publication from the list"),
        ({"words": "x" * (LONGEST_WORDS + 1)}, "Type fewer words: 200 characters at most"),
        ({"words": "\0"}, "Null characters are not allowed"),
    ],
)
def test_what_is_not_on_offer_is_said_and_narrows_nothing(three: None, asked: dict[str, str], words: str) -> None:
    with clock(NOW):
        assert words in Client().get(LIST, asked).content.decode()
    assert titles(**asked) == ["Cedar", "Birch", "Ash"]


def test_the_page_says_how_many_it_shows(three: None) -> None:
    with clock(NOW):
        every = page_of(Client(), LIST)
        some = page_of(Client(), f"{LIST}?kind=lcspr")
        none = page_of(Client(), f"{LIST}?words=zzz")
    assert ("<strong>3 reviews</strong>" in every, "Show all reviews" in every) == (True, False)
    assert ("<strong>2 of 3 reviews</strong>" in some, "Show all reviews" in some) == (True, True)
    assert ("<strong>0 of 3 reviews</strong>" in none, "No reviews match" in none) == (True, True)
    assert "No review is published here" not in none


def test_what_is_chosen_is_told_in_words_and_can_be_taken_away_one_by_one(three: None) -> None:
    asked = {"words": "school & nurse", "kind": "sar", "theme": "neglect"}
    with clock(NOW):
        chosen = Client().get(LIST, asked).context["form"].chosen
    assert [(one["words"], one["remove_url"]) for one in chosen] == [
        ("Words: school & nurse", "?kind=sar&theme=neglect"),
        ("Kind of review: Safeguarding adult review", "?words=school+%26+nurse&theme=neglect"),
        ("Theme: neglect", "?words=school+%26+nurse&kind=sar"),
    ]


def test_without_reviews_there_is_nothing_to_narrow(db: None) -> None:
    page = page_of(Client(), f"{LIST}?words=ash")
    assert ("No review is published here at the moment." in page, "<form" in page) == (True, False)


def test_what_was_typed_stands_in_the_form_and_is_no_markup(three: None) -> None:
    with clock(NOW):
        page = page_of(Client(), f"{LIST}?words=%22%3E%3Cscript%3Ealert(1)")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_whatever_the_number(number: int, django_assert_num_queries: Any) -> None:
    PublishedCopyFactory.create_batch(number)
    with django_assert_num_queries(2):
        assert Client().get(LIST, {"words": "what"}).context["shown"] == number
