"""Nothing of a restricted review leaves for those whom the matrix leaves out: tried at every address there is.

The addresses come from the URL resolver and the rows from the models, so that neither has to be written down here. An
address with a number is tried by one person who holds all the roles, since powers only add up; one without by each.
"""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from partnership.enums import Role
from partnership.models import Message
from partnership.principals import principal_of
from tests.clients import client_of, user_with
from tests.reviews.crawling import OTHERS, bytes_of, leaks, somebody_else, world, worlds
from tests.reviews.leaking import WORD, Worlds, models_about_cases, unpacked

__all__ = ["world", "worlds"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

#: They hang on any record, and the rows of the worlds show what becomes of such; or they hold no words.
NOT_ABOUT_ONE_REVIEW = {"ActionPlan", "ClassChange", "NamingRequest"}
#: What a report may print of a review that is neither published nor under embargo: decision 0012.
CLEARED = {
    "reviews.Review.title",
    "reviews.Review.themes",
    "reviews.Review.learning",
    "reviews.Review.public_summary",
    "partnership.Recommendation.text",
    "partnership.Recommendation.response",  # it is declined
    "partnership.Action.title",
}


def test_the_worlds_hold_a_row_of_every_model_that_can_belong_to_a_review(world: Worlds) -> None:
    missing = set(models_about_cases()) - {type(row) for row in world.rows}
    assert {model.__name__ for model in missing} == NOT_ABOUT_ONE_REVIEW


@pytest.mark.timeout(900)
def test_no_address_of_a_row_gives_a_word_of_it(world: Worlds) -> None:
    assert leaks(somebody_else(*OTHERS), world, numbered=True) == {}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("role", OTHERS)
def test_no_other_address_gives_a_word_of_a_restricted_review(role: Role, world: Worlds) -> None:
    assert leaks(somebody_else(role), world, numbered=False) == {}


def test_a_search_for_its_words_finds_nothing(world: Worlds) -> None:
    client = client_of(somebody_else(*OTHERS))
    asked = [WORD, *list(world.words)[::7], *(row.reference for one in world.all for row in one.rows[:1])]
    for words in asked:
        answer = client.get(reverse("partnership:search"), {"q": words}).content.decode()
        assert world.found_in(answer.replace(words, "")) == {}
        assert [one.review.pk for one in world.reviews if f'href="/case-reviews/{one.review.pk}/"' in answer] == []


@pytest.mark.parametrize("role", OTHERS)
def test_no_row_of_it_is_counted(role: Role, world: Worlds) -> None:
    principal = principal_of(somebody_else(role))
    for row in world.rows:
        manager = type(row)._default_manager.all()
        if hasattr(manager, "visible_to"):
            assert manager.visible_to(principal).count() == 0, type(row)


def test_no_message_holds_a_word_of_it(world: Worlds) -> None:
    for role in OTHERS:
        somebody_else(role)
    call_command("send_digests")
    written = [f"{message.subject} {message.body}" for message in Message.objects.all()]
    assert world.found_in(*written, *(str(one.message()) for one in mail.outbox)) == {}


def test_a_public_report_holds_what_is_cleared_of_the_review_to_be_published_alone(
    world: Worlds, tmp_path: Path
) -> None:
    """Of that under embargo it tells the kind, of the sealed one nothing, of the death only counts."""
    files = [tmp_path / f"report.{kind}" for kind in ("pdf", "html", "docx")]
    pdf, html, docx = files
    call_command("annual_report", world.board.code, "2017-18", out=pdf, html=html, docx=docx)
    for file in files:
        found = world.found_in(*unpacked(file.read_bytes()))
        assert (set(found) - set(world.to_publish.words), set(found.values())) == (set(), CLEARED), file.suffix


def test_the_test_would_see_a_leak(world: Worlds) -> None:
    """The scrutineer reads what is owed on a review, so its words are found in what leaves for them."""
    client = client_of(user_with(Role.SCRUTINEER))
    response: Any = client.get(reverse("reviews:review-detail", args=[world.to_publish.review.pk]))
    assert world.found_in(*bytes_of(response))
