"""What the lists of children and of identity keys can be narrowed by."""

from partnership.registers.filters import RegisterFilter
from reviews.models import Child, IdentityKey


class ChildFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Child
        fields = ["review"]


class IdentityKeyFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = IdentityKey
        fields = ["boards"]
