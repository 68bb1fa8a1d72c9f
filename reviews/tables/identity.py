"""The lists of children and of identity keys."""

from partnership.registers.tables import Name, Reference, RegisterTable


class ChildTable(RegisterTable):
    pseudonym = Name("pseudonym", "What we call the child")
    reference = Reference("reference", "Reference")
    review = Reference("review__reference", "Review")

    class Meta:
        order_by = "pseudonym"


class ChildOfReviewTable(RegisterTable):
    pseudonym = Name("pseudonym", "What we call the child")
    reference = Reference("reference", "Reference")


class IdentityKeyTable(RegisterTable):
    reference = Name("reference", "Reference")

    class Meta:
        order_by = "-reference"
