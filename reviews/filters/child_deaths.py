"""What the list of child deaths can be narrowed by."""

from partnership.registers.filters import RegisterFilter
from reviews.models import ChildDeath


class ChildDeathFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = ChildDeath
        fields = ["status", "boards"]
