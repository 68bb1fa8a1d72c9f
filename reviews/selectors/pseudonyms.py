"""What the children of a review are called: names that may stand in its texts, for they are nobody's."""

import re
from typing import Final

from reviews.models import Child, Review

_NAME: Final = r"[A-Z][\w’'-]*"
#: As in “The child we call Sam” or “The children called Sam, Kit and Robin”.
_CALLED: Final = re.compile(rf"\bcall(?:ed)? ({_NAME}(?:(?:, and |, | and ){_NAME})*)")


def pseudonyms_of(review: Review) -> frozenset[str]:
    """The pseudonyms of a review's children, and those that its title gives them. One query."""
    written = Child.objects.filter(review=review.pk).values_list("pseudonym", flat=True)
    in_title = (name for found in _CALLED.findall(review.title) for name in re.findall(_NAME, found))
    return frozenset([*written, *in_title])
