"""The pages on which a review is paused, goes on, and its clocks are corrected."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.formats import date_words
from partnership.models import ReadEntry, User
from reviews.models import ClockOverride, ClockRule, Pause, Review
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import RoleGrantFactory
from tests.factories.reviews import (
    ChildFactory,
    ClockOverrideFactory,
    ClockRuleFactory,
    EditionFactory,
    PauseFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db

STEPS = ("review-clocks", "review-pause", "review-resume", "clock-override")


@pytest.fixture
def rule() -> ClockRule:
    return ClockRuleFactory(edition=EditionFactory(), name="Publish the local review")


@pytest.fixture
def review(rule: ClockRule) -> Review:
    began = timezone.localdate() - timedelta(days=60)
    return ReviewFactory(edition=rule.edition, commissioned_on=began, title="CANARY", visibility="restricted")


@pytest.fixture
def manager(review: Review) -> User:
    user = user_with(Role.BUSINESS_MANAGER)
    RoleGrantFactory(user=user, role=Role.BUSINESS_MANAGER, record=review)
    return user


@pytest.fixture
def client(manager: User) -> Client:
    return client_of(manager)


def address(name: str, review: Review, *more: int) -> str:
    return reverse(f"reviews:{name}", args=[review.pk, *more])


def typed(days_ago: int) -> str:
    day = timezone.localdate() - timedelta(days=days_ago)
    return f"{day.day}/{day.month}/{day.year}"


def pause_in_browser(client: Client, review: Review, **changes: str) -> int:
    data = {"reason": "criminal", "starts_on": typed(20), "words": "Before the Crown Court", **changes}
    return client.post(address("review-pause", review), data).status_code


def test_review_is_paused_and_goes_on(client: Client, review: Review) -> None:
    assert pause_in_browser(client, review) == 302
    html = page_of(client, address("review-clocks", review))
    for words in ("and still going on: Criminal proceedings", "Before the Crown Court", "Let this review go on"):
        assert words in html
    assert client.post(address("review-resume", review), {"ends_on": typed(5)}).status_code == 302
    html = page_of(client, address("review-clocks", review))
    assert "Pause this review" in html
    assert Review.objects.get().status == "in_progress"
    (pause,) = Pause.objects.all()
    assert (pause.ends_on - pause.starts_on).days == 15


def test_pause_names_the_clocks_that_it_stops(client: Client, review: Review, rule: ClockRule) -> None:
    ClockRuleFactory(edition=rule.edition, name="Send the rapid review", pausable=False)
    html = page_of(client, address("review-pause", review))
    assert "these clocks stand still: Publish the local review. These run on: Send the rapid review." in html


def test_pause_lies_within_the_review(client: Client, review: Review) -> None:
    data = {"reason": "criminal", "starts_on": typed(61), "words": ""}
    html = client.post(address("review-pause", review), data).content.decode()
    assert f"The review began on {date_words(review.commissioned_on)}. Type that day or a later one." in html
    assert Pause.objects.count() == 0
    assert pause_in_browser(client, review, starts_on=typed(60)) == 302


@pytest.mark.parametrize("name", ["review-resume", "pause-change"])
def test_a_pause_that_ends_too_early_is_told_when_it_began(name: str, client: Client, review: Review) -> None:
    pause_in_browser(client, review)
    pause = Pause.objects.get()
    data = {"reason": "criminal", "starts_on": typed(20), "ends_on": typed(21), "version": pause.version}
    keys = [pause.pk] if name == "pause-change" else []
    html = client.post(address(name, review, *keys), data).content.decode()
    assert f"A pause cannot end before it begins. This one began on {date_words(pause.starts_on)}." in html
    assert Pause.objects.get().ends_on is None


def test_refused_pause_says_why_and_keeps_the_words(client: Client, review: Review) -> None:
    pause_in_browser(client, review)
    response = client.post(
        address("review-pause", review), {"reason": "inquest", "starts_on": typed(3), "words": "Inquest opened"}
    )
    assert response.status_code == 200
    assert "This review is paused already" in response.content.decode()
    assert "Inquest opened" in response.content.decode()
    assert Pause.objects.count() == 1


def test_words_that_may_name_somebody_are_asked_about(client: Client, review: Review) -> None:
    ChildFactory(review=review, pseudonym="Ash")
    assert pause_in_browser(client, review, words="Trial of Kevin Brown at the court") == 200
    assert Pause.objects.count() == 0
    assert pause_in_browser(client, review, words="Trial about Ash at the court") == 302


def test_pause_is_corrected_and_its_history_shown(client: Client, review: Review, manager: User) -> None:
    pause_in_browser(client, review)
    pause = Pause.objects.get()
    data = {"reason": "inquest", "starts_on": typed(30), "ends_on": typed(10), "words": "", "version": pause.version}
    assert client.post(address("pause-change", review, pause.pk), data).status_code == 302
    html = page_of(client, address("review-clocks", review))
    assert "Inquest" in html
    assert "Criminal proceedings to <strong>Inquest</strong>" in html
    assert f"Changed by {manager.name}" in html


def test_second_of_two_editors_sees_what_the_first_saved(client: Client, review: Review) -> None:
    pause_in_browser(client, review)
    pause = Pause.objects.get()
    data = {"reason": "criminal", "starts_on": typed(20), "ends_on": "", "version": pause.version}
    client.post(address("pause-change", review, pause.pk), {**data, "words": "First words"})
    response = client.post(address("pause-change", review, pause.pk), {**data, "words": "Second words"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "First words" in html
    assert "Second words" in html
    assert Pause.objects.get().words == "First words"
    again = Pause.objects.get().version
    assert f'name="version" value="{again}"' in html


def test_archived_pause_is_gone_and_kept(client: Client, review: Review) -> None:
    pause_in_browser(client, review)
    pause = Pause.objects.get()
    assert client.post(address("pause-archive", review, pause.pk), {"reason": "Entered twice"}).status_code == 302
    assert "Before the Crown Court" not in page_of(client, address("review-clocks", review))
    assert Pause.objects.get().archived_reason == "Entered twice"


def test_clock_is_given_another_last_day_with_its_reason(client: Client, review: Review, rule: ClockRule) -> None:
    for due_on, reason in (("1/9/2099", "The Panel agreed."), ("2/10/2099", "The trial was moved.")):
        data = {"rule": rule.pk, "due_on": due_on, "reason": reason}
        assert client.post(address("clock-override", review), data).status_code == 302
    html = page_of(client, address("review-clocks", review))
    assert "Last day given by hand: 2 October 2099" in html
    for reason in ("The Panel agreed.", "The trial was moved."):
        assert reason in html
    assert ClockOverride.objects.count() == 2
    assert "The trial was moved." in page_of(client, address("review-detail", review))


def test_last_day_stands_with_how_it_comes_about(client: Client, review: Review) -> None:
    client.post(address("review-pause", review), {"reason": "criminal", "starts_on": typed(20), "ends_on": typed(10)})
    html = page_of(client, address("review-clocks", review))
    assert "<strong>Publish by " in html
    assert "6 months from " in html
    assert "In all: days since the clock began." in html


def test_clock_of_another_edition_cannot_be_chosen(client: Client, review: Review) -> None:
    other = ClockRuleFactory()
    data = {"rule": other.pk, "due_on": "1/9/2099", "reason": "The Panel agreed."}
    assert client.post(address("clock-override", review), data).status_code == 200
    assert ClockOverride.objects.count() == 0


def test_pause_of_another_review_is_not_found(client: Client, review: Review) -> None:
    other = PauseFactory()
    for name in ("pause-change", "pause-archive"):
        assert client.get(address(name, review, other.pk)).status_code == 404


@pytest.mark.parametrize("name", STEPS)
def test_who_is_not_named_finds_nothing(name: str, review: Review) -> None:
    for role in (Role.BUSINESS_MANAGER, Role.SCRUTINEER, Role.SUPPORT_OFFICER):
        assert client_of(user_with(role)).get(address(name, review)).status_code == 404


@pytest.mark.parametrize(("name", "status"), [(one, 200 if one == "review-clocks" else 403) for one in STEPS])
def test_named_scrutineer_reads_and_does_not_write(name: str, status: int, review: Review) -> None:
    ClockOverrideFactory(review=review)
    user = user_with(Role.SCRUTINEER, record=review.record_ptr)
    assert client_of(user).get(address(name, review)).status_code == status


@pytest.mark.parametrize("name", STEPS)
def test_nothing_is_shown_without_its_trace(
    name: str, client: Client, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(address(name, review))
    assert ReadEntry.objects.filter(record=review, address=address(name, review)).exists()

    def broken(**kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("partnership.views.traced.note_reading", broken)
    response = client.get(address(name, review))
    assert response.status_code == 503
    assert "CANARY" not in response.content.decode()
