"""Nothing of a restricted review leaves for those whom the matrix leaves out: tried at every address there is.

The addresses come from the URL resolver and the rows from the models, so that neither has to be written down here.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.core.management import call_command
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse
from django.urls.converters import IntConverter

from partnership.enums import Role
from partnership.models import Message, User
from partnership.policy import subject_of
from partnership.principals import principal_of
from partnership.views.scoped import ScopedView
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory
from tests.house.test_routes import own_routes
from tests.reviews.leaking import WORD, Leaking, models_about_cases, unpacked

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

OTHERS = (Role.GROUP_CHAIR, Role.AGENCY_REPRESENTATIVE, Role.TRAINING_COORDINATOR, Role.SUPPORT_OFFICER)


@pytest.fixture
def world() -> Leaking:
    board = BoardFactory()
    return Leaking(board, AgencyFactory())


def somebody_else(role: Role, world: Leaking) -> User:
    """Of the same partnership, and with as much as the role can hold there, but named on nothing."""
    scope: dict[Role, dict[str, Any]] = {
        Role.GROUP_CHAIR: {"group": GroupFactory(boards=[world.board])},
        Role.AGENCY_REPRESENTATIVE: {"agency": AgencyFactory()},
    }
    return user_with(role, **scope.get(role, {}))


def test_the_world_holds_a_row_of_every_model_that_can_belong_to_a_review(world: Leaking) -> None:
    missing = set(models_about_cases()) - {type(row) for row in world.rows}
    assert {model.__name__ for model in missing} == NOT_ABOUT_ONE_REVIEW


#: They hang on any record, and the rows above show what becomes of such; or they hold no words.
NOT_ABOUT_ONE_REVIEW = {"ActionPlan", "ClassChange", "NamingRequest"}


def addresses(world: Leaking) -> Iterator[str]:
    """Every address: about a subject of the world with the number of each row there, others with the review's."""
    numbers, subjects = sorted(world.keys()), {subject_of(row) for row in world.rows if has_subject(row)}
    keys = [row.public_id for row in world.rows if isinstance(getattr(row, "public_id", None), UUID)]
    for name, pattern in own_routes():
        about = pattern.callback.view_class(**pattern.callback.view_initkwargs) if is_scoped(pattern) else None  # type: ignore[attr-defined]
        is_near = about is None or about.subject in subjects
        yield from _filled(name, pattern, numbers if is_near else [world.review.pk], keys)


def has_subject(row: Any) -> bool:
    return bool(getattr(row, "record_kind", "") or getattr(row, "policy_subject", ""))


def is_scoped(pattern: URLPattern) -> bool:
    return issubclass(getattr(pattern.callback, "view_class", object), ScopedView)


def _filled(name: str, pattern: URLPattern, numbers: list[int], keys: list[UUID]) -> Iterator[str]:
    converters = pattern.pattern.converters
    if not converters:
        yield reverse(name)
        return
    is_numbered = any(isinstance(one, IntConverter) for one in converters.values())
    for value in numbers if is_numbered else [*keys, "report"]:
        given = {
            word: value if isinstance(one, IntConverter) or not is_numbered else "report"
            for word, one in converters.items()
        }
        try:
            yield reverse(name, kwargs=given)
        except NoReverseMatch:
            continue


def bytes_of(response: HttpResponseBase) -> list[bytes]:
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return [*unpacked(body), repr(sorted(response.headers.items())).encode()]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("role", OTHERS)
def test_no_address_gives_a_word_of_a_restricted_review(role: Role, world: Leaking) -> None:
    client = client_of(somebody_else(role, world))
    leaks = {}
    for address in addresses(world):
        for method in (client.get, client.post):
            response: Any = method(address)
            assert response.status_code < 500, (address, method.__name__)
            if found := world.found_in(*bytes_of(response)):
                leaks[address, method.__name__] = found
    assert leaks == {}


@pytest.mark.parametrize("role", OTHERS)
def test_a_search_for_its_words_finds_nothing(role: Role, world: Leaking) -> None:
    client = client_of(somebody_else(role, world))
    asked = [WORD, *list(world.words)[::7], "NV-2026-77", "CD-2026-77"]
    for words in asked:
        answer = client.get(reverse("partnership:search"), {"q": words}).content.decode()
        assert world.found_in(answer.replace(words, "")) == {}
        assert f'href="/case-reviews/{world.review.pk}/"' not in answer


@pytest.mark.parametrize("role", OTHERS)
def test_no_row_of_it_is_counted(role: Role, world: Leaking) -> None:
    principal = principal_of(somebody_else(role, world))
    for row in world.rows:
        manager = type(row)._default_manager.all()
        if hasattr(manager, "visible_to"):
            assert manager.visible_to(principal).count() == 0, type(row)


@pytest.mark.parametrize("role", OTHERS)
def test_no_message_holds_a_word_of_it(role: Role, world: Leaking) -> None:
    somebody_else(role, world)
    call_command("send_digests")
    written = [f"{message.subject} {message.body}" for message in Message.objects.all()]
    assert world.found_in(*written, *(str(one.message()) for one in mail.outbox)) == {}


def test_no_public_report_holds_a_word_of_it(world: Leaking, tmp_path: Path) -> None:
    """The review is under embargo, so that the report may tell its kind and nothing else; of the death, only counts."""
    files = [tmp_path / f"report.{kind}" for kind in ("pdf", "html", "docx")]
    pdf, html, docx = files
    call_command("annual_report", world.board.code, "2017-18", out=pdf, html=html, docx=docx)
    assert world.found_in(*(part for file in files for part in unpacked(file.read_bytes()))) == {}


def test_the_test_would_see_a_leak(world: Leaking) -> None:
    """The scrutineer reads reviews, so the words are found in what leaves for them."""
    client = client_of(user_with(Role.SCRUTINEER))
    response: HttpResponse = client.get(reverse("reviews:review-detail", args=[world.review.pk]))
    assert world.found_in(*bytes_of(response))
    assert isinstance(client, Client)
