"""Whose papers of a review somebody reads or writes: those of the reviews that they are named on."""

from partnership.policy import row_of
from partnership.principals import Principal
from reviews.models import Review


def may_with_papers(principal: Principal, verb: str, review: Review, subject: str = "review_paper") -> bool:
    """Whether the principal, who may see the review, may do `verb` to what hangs on it, also before there is any.

    The table's own words for the review's class; whoever has a conflict of interest does not see the review at all.
    """
    row = row_of(subject, review.visibility)
    return any(
        review.pk in grant.records and (verb, "named") in row.get(grant.role, frozenset()) for grant in principal.grants
    )
