"""The registers of the children of reviews, and of the keys that say who they are."""

from partnership.principals import Principal
from partnership.registers import Chip, Link, Panel, Register
from reviews.filters.identity import ChildFilter, IdentityKeyFilter
from reviews.forms.identity import ChildForm
from reviews.models import Child, IdentityKey, Review
from reviews.pages.identity import ChildPage, IdentityKeyPage
from reviews.selectors.papers import may_with_papers
from reviews.tables.identity import ChildOfReviewTable, ChildTable, IdentityKeyTable

CHILDREN = Register(
    model=Child,
    noun="child",
    plural="children in reviews",
    place="reviews",
    about="The reference and the pseudonym that stand for each child, of the reviews on which you are named.",
    table=ChildTable,
    filterset=ChildFilter,
    related=("review",),
    facts=("review", "reference", "pseudonym"),
    page=ChildPage,
    form=ChildForm,
)
IDENTITY_KEYS = Register(
    model=IdentityKey,
    noun="identity key",
    plural="identity keys",
    place="reviews",
    about="Who the children of a review are, under seal. You see those on which you are named.",
    table=IdentityKeyTable,
    filterset=IdentityKeyFilter,
    related=("of_review",),
    state=lambda key: [Chip("purple", "Sealed")],
    facts=(("of_review", "Review"),),
    page=IdentityKeyPage,
)


def _add(principal: Principal, review: Review) -> Link | None:
    """The way to say what a child of a review is called, for those who write its papers."""
    if not may_with_papers(principal, "create", review):
        return None
    return Link("Add a child", f"{CHILDREN.address('create')}?review={review.pk}")


#: On the page of the review, for those named on it.
CHILDREN_OF_REVIEW = Panel("Children", ChildOfReviewTable, lambda review: review.children.order_by("pk"), add=_add)
