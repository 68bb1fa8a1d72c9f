"""Who keeps or watches over reviews without being named on one gets the cells of the matrix: that it is there and how
it stands, what is owed on it, and nothing of its papers; of a sealed one nothing. A conflict of interest takes all.
"""

from typing import Any

import pytest

from partnership.enums import Role
from partnership.models import Attachment, Comment
from partnership.policy import subject_of
from partnership.principals import principal_of
from reviews.models import Review
from tests.clients import user_with
from tests.factories.partnership import (
    AgencyFactory,
    GroupFactory,
    InterestFactory,
    PersonFactory,
    RoleGrantFactory,
    SeatFactory,
    TenureFactory,
)
from tests.reviews.crawling import has_subject, leaks, somebody_else, world, worlds
from tests.reviews.leaking import Leaking, Worlds

__all__ = ["world", "worlds"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

UNNAMED = (Role.BUSINESS_MANAGER, Role.SCRUTINEER)
#: Trust matrix: working papers and chronology, returns, identity key, drafts, the report before it is public.
PAPERS = {"review_paper", "agency_return", "review_text", "identity_key", "published_copy"}
#: They stand in the draft of a report, and in lists of themes and learning.
CLEARED = {f"reviews.Review.{name}" for name in ("title", "themes", "learning", "public_summary")}


#: Who has access and who lost it: the independent chair watches over that, of a sealed record too.
WATCHED = ("partnership.Interest.", "partnership.RoleGrant.")


def is_paper(row: Any, of: Leaking) -> bool:
    hangs_on_review = isinstance(row, Attachment | Comment) and row.record_id == of.review.pk
    return hangs_on_review or isinstance(row, Review) or (has_subject(row) and subject_of(row) in PAPERS)


def readable(world: Worlds) -> frozenset[str]:
    """Words that are no paper: of deaths, of what is referred and planned in worlds not sealed, of access to any."""
    words = set(world.deaths.words)
    for one in (world.embargoed, world.to_publish):
        papers = {row._meta.label for row in one.rows if is_paper(row, one)} - {"partnership.Comment"}
        words |= {word for word, place in one.words.items() if place.rpartition(".")[0] not in papers}
    words |= {word for word, place in world.to_publish.words.items() if place in CLEARED}
    words |= {word for word, place in world.sealed.words.items() if place.startswith(WATCHED)}
    return frozenset(words)


@pytest.mark.timeout(900)
def test_no_address_of_a_row_gives_a_word_of_its_papers(world: Worlds) -> None:
    rows = [row for one in (world.embargoed, world.sealed) for row in one.rows]
    assert leaks(somebody_else(*UNNAMED), world, numbered=True, rows=rows, may_read=readable(world)) == {}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("role", UNNAMED)
def test_no_other_address_gives_a_word_of_its_papers(role: Role, world: Worlds) -> None:
    assert leaks(somebody_else(role), world, numbered=False, may_read=readable(world)) == {}


@pytest.mark.parametrize("role", UNNAMED)
def test_no_paper_and_no_row_of_a_sealed_review_is_counted(role: Role, world: Worlds) -> None:
    principal = principal_of(somebody_else(role))
    counted = []
    for one in world.reviews:
        guarded = [row for row in one.rows if one is world.sealed or (is_paper(row, one) and row is not one.review)]
        for row in guarded:
            rows: Any = type(row)._default_manager.all()
            if hasattr(rows, "visible_to") and rows.visible_to(principal).filter(pk=row.pk).exists():
                counted.append((one.number, type(row).__name__))
    assert counted == ([(world.sealed.number, "Interest")] if role == Role.SCRUTINEER else [])


def in_conflict(one: Leaking) -> Any:
    """A subgroup chair named on a review, who sits for an agency that has a conflict of interest with it."""
    agency, group = AgencyFactory(), GroupFactory()
    user = user_with(Role.GROUP_CHAIR, group=group)
    RoleGrantFactory(user=user, role=Role.GROUP_CHAIR, group=group, record=one.review)
    TenureFactory(seat=SeatFactory(group=group, agency=agency, role="chair"), person=PersonFactory(user=user))
    principal = principal_of(user)
    assert Review.objects.visible_to(principal).filter(pk=one.review.pk).exists()
    InterestFactory(record=one.review, user=None, agency=agency)
    return user


@pytest.mark.timeout(900)
def test_a_chair_whose_agency_has_a_conflict_of_interest_loses_all_of_it(world: Worlds) -> None:
    one = world.to_publish
    user = in_conflict(one)
    principal = principal_of(user)
    counted = []
    for row in one.rows:
        rows: Any = type(row)._default_manager.all()
        if hasattr(rows, "visible_to") and rows.visible_to(principal).filter(pk=row.pk).exists():
            counted.append(type(row).__name__)
    assert counted == []
    assert leaks(user, world, numbered=True, rows=one.rows) == {}
    assert leaks(user, world, numbered=False) == {}
