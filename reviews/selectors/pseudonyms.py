"""What the children of a review are called: names that may stand in its texts, for they are nobody's."""

import re
from typing import Final

from partnership.principals import Principal
from reviews.models import Child, Review
from reviews.selectors.papers import may_with_papers

_NAME: Final = r"[A-Z][\w’'-]*"
#: As in “The child we call Sam” or “The children called Sam, Kit and Robin”.
_CALLED: Final = re.compile(rf"\bcall(?:ed)? ({_NAME}(?:(?:, and |, | and ){_NAME})*)")


def pseudonyms_of(review: Review) -> frozenset[str]:
    """The pseudonyms of a review's children, and those that its title gives them. One query."""
    written = Child.objects.filter(review=review.pk).values_list("pseudonym", flat=True)
    in_title = (name for found in _CALLED.findall(review.title) for name in re.findall(_NAME, found))
    return frozenset([*written, *in_title])


def pseudonyms_for(review: Review, principal: Principal) -> frozenset[str]:
    """The same for those who read the papers of the review. Nobody else is to find them out by asking."""
    return pseudonyms_of(review) if may_with_papers(principal, "view", review) else frozenset()
