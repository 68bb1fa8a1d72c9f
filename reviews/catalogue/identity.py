"""The registers of the children of reviews, and of the keys that say who they are."""

from partnership.registers import Chip, Register
from reviews.filters.identity import ChildFilter, IdentityKeyFilter
from reviews.forms.identity import ChildForm
from reviews.models import Child, IdentityKey
from reviews.pages.identity import ChildPage, IdentityKeyPage
from reviews.tables.identity import ChildTable, IdentityKeyTable

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
