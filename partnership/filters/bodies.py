"""The directory."""

from partnership import models
from partnership.registers.filters import RecordFilter, RegisterFilter


class GroupFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Group
        fields = ["words", "group_kind", "boards"]


class SeatFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Seat
        fields = ["group", "agency", "role"]


class AgencyFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Agency
        fields = ["category"]


class PersonFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Person
        fields = ["agency"]


class BoardsFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Board
        fields = ["kind"]
