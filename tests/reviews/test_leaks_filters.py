"""No filter of a list tells whether a word, an agency or a year stands where the reader may not look: it answers as it
does for one that stands nowhere.
"""

from typing import Any

import pytest
from django.test import Client

from partnership.models import Agency
from partnership.registers.declaration import Register
from partnership.registers.filters import OfferedFilter, ScopedChoiceFilter
from partnership.registry import registers
from reviews.models import Review
from tests.clients import client_of
from tests.factories.partnership import AgencyFactory
from tests.reviews.crawling import OTHERS, somebody_else, world, worlds
from tests.reviews.leaking import WORD, YEAR, Worlds
from tests.reviews.test_leaks_unnamed import UNNAMED, readable

__all__ = ["world", "worlds"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

NEVER_USED = f"{WORD}0q0x"


def listed(client: Client, register: Register, **asked: Any) -> Any:
    """The keys of the rows that a list answers with; its status where it gives no list."""
    response: Any = client.get(register.list_url, asked)
    if response.status_code != 200 or "table" not in response.context:
        return response.status_code
    return [row.record.pk for row in response.context["table"].paginated_rows]


def offered(client: Client, register: Register, name: str) -> list[str]:
    """The values that a list offers for a filter; none where it gives no list."""
    response: Any = client.get(register.list_url)
    if response.status_code != 200 or "filter" not in response.context:
        return []
    return [value for value, _ in response.context["filter"].form.fields[name].choices if value]


def words_told(client: Client, world: Worlds, words: dict[str, str]) -> list[str]:
    """Where the words stand for which the list of their own rows answers otherwise than for one never used."""
    told = []
    for register in registers():
        own = [word for word, place in words.items() if place.startswith(f"{register.model._meta.label}.")]
        usual = listed(client, register, words=NEVER_USED) if own else []
        told += [words[word] for word in own if listed(client, register, words=word) != usual]
    return told


def test_no_list_tells_a_word_of_what_is_out_of_sight(world: Worlds) -> None:
    assert words_told(client_of(somebody_else(*OTHERS)), world, world.to_publish.words) == []


def test_no_list_tells_an_agency_or_a_year_of_what_is_out_of_sight(world: Worlds) -> None:
    client, other = client_of(somebody_else(*OTHERS)), AgencyFactory()
    told = []
    for register in registers():
        for name, one in register.filterset.base_filters.items():
            if isinstance(one, ScopedChoiceFilter) and one.related is Agency:
                planted, never_used = (listed(client, register, **{name: of.pk}) for of in (world.agency, other))
                told += [(register.noun, name)] if planted != never_used else []
            elif isinstance(one, OfferedFilter) and "year" in name:
                told += [(register.noun, name)] if str(YEAR) in offered(client, register, name) else []
    assert told == []


def test_no_list_tells_those_not_named_a_word_of_papers(world: Worlds) -> None:
    """A list whose rows are all readable but for some fields, and one of which some rows are not there at all."""
    hidden = {word: place for word, place in world.words.items() if word not in readable(world)}
    assert words_told(client_of(somebody_else(*UNNAMED)), world, hidden) == []


def test_no_list_tells_those_not_named_which_agencies_take_part_in_a_review(world: Worlds) -> None:
    client, other = client_of(somebody_else(*UNNAMED)), AgencyFactory()
    planted, never_used = (listed(client, register_of_reviews(), agencies=of.pk) for of in (world.agency, other))
    assert planted == never_used


def test_no_list_offers_those_not_named_the_year_in_which_a_review_was_referred(world: Worlds) -> None:
    assert offered(client_of(somebody_else(*UNNAMED)), register_of_reviews(), "year") == []


def register_of_reviews() -> Register:
    return next(one for one in registers() if one.model is Review)


def test_the_test_would_see_a_list_that_tells(world: Worlds) -> None:
    """What is owed on a review to be published is for those who keep reviews, so a list finds it by its words."""
    word = next(word for word, place in world.to_publish.words.items() if place == "partnership.Action.title")
    assert words_told(client_of(somebody_else(*UNNAMED)), world, {word: world.words[word]}) == [
        "partnership.Action.title"
    ]
