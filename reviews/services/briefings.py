"""Seven-minute briefings: written from a review's record, cleared by somebody else, bound to the words cleared."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.enums import Visibility
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.principals import principal_of
from partnership.services.references import create_referenced
from partnership.services.rows import change_row
from reviews.enums import Publication
from reviews.models import Briefing, Review
from reviews.selectors.briefings import authors_of, fits, words_hash
from reviews.selectors.papers import may_with_papers

UNCLEARED: Mapping[str, Any] = {"cleared_by": None, "cleared_at": None, "cleared_hash": ""}
TELLS = "The title holds the reference of the review. Write one that tells nothing of the case."


@transaction.atomic
def create_briefing(*, row: Briefing, values: Mapping[str, Any], by: User) -> Briefing:
    """Store a new briefing of a review for which `by` may write. It is a paper of the review until it is cleared.

    DomainError for a sealed review, of which nothing is told, and for a title with the review's reference in it.
    """
    review: Review = values["of_review"]
    if not may_with_papers(principal_of(by), "create", review):
        raise DomainError("Choose a review on which you are named.")
    if review.visibility == Visibility.SEALED:
        raise DomainError("This review is sealed. Nothing of it is passed on.")
    _check_title(review, values.get("title", row.title))
    boards = list(review.boards.order_by("code_key"))
    briefing: Briefing = create_referenced(row=row, values={**values, "boards": boards, "written_by": by}, by=by)
    return briefing


@transaction.atomic
def change_briefing(*, row: Briefing, values: Mapping[str, Any], version: int, by: User) -> Briefing:
    """Change a briefing. Other words take the clearance away, and with it the class; whoever wrote them is kept.

    DomainError for a title with the review's reference in it.
    """
    stored = Briefing._base_manager.select_related("of_review").get(pk=row.pk)
    before = words_hash(stored)
    for name, value in values.items():
        setattr(stored, name, value)
    _check_title(stored.of_review, stored.title)
    written = {} if words_hash(stored) == before else {**UNCLEARED, "written_by": by}
    changed: Briefing = change_row(row=row, values={**values, **written}, version=version, by=by)
    return changed


@transaction.atomic
def clear_briefing(*, briefing: Briefing, words: str, version: int, by: User) -> Briefing:
    """Clear the words that `by` has read, whose hash is `words`, for partners or for the public too.

    DomainError for other words than those, for whoever wrote any of them, for more than one page, and while the review
    may not be told of.
    """
    stored = Briefing._base_manager.select_related("of_review").get(pk=briefing.pk)
    if words != words_hash(stored):
        raise DomainError("The words were changed after you opened this page. Read them again before you clear them.")
    if by.pk in authors_of(stored):
        raise DomainError("You wrote some of these words. Somebody else has to clear them.")
    if not fits(stored):
        raise DomainError("These words do not fit on one page. Have them shortened before you clear them.")
    _refuse_untold(stored.of_review)
    values = {"cleared_by": by, "cleared_at": timezone.now(), "cleared_hash": words}
    cleared: Briefing = change_row(row=briefing, values=values, version=version, by=by)
    return cleared


@transaction.atomic
def withdraw_clearance(*, briefing: Briefing, version: int, by: User) -> Briefing:
    """Take a briefing back: from now on it is as restricted as before. DomainError where it is not cleared."""
    if briefing.cleared_at is None:
        raise DomainError("This briefing is not cleared.")
    withdrawn: Briefing = change_row(row=briefing, values=UNCLEARED, version=version, by=by)
    return withdrawn


def _check_title(review: Review, title: str) -> None:
    if review.reference.casefold() in title.casefold():
        raise DomainError(TELLS)


def _refuse_untold(review: Review) -> None:
    """A sealed review is told of to nobody, one under embargo not before its time."""
    if review.visibility == Visibility.SEALED:
        raise DomainError("The review is sealed. Nothing of it is passed on.")
    if review.publication_at(timezone.now()) == Publication.EMBARGOED:
        raise DomainError("The review is under embargo. Clear the briefing once that has ended.")
