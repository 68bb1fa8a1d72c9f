"""The lists of meetings and of decisions."""

from typing import Any

from django.utils import timezone

from partnership.catalogue.meetings import DECISIONS, MEETINGS
from partnership.policy import allows
from partnership.registers.filters import RegisterFilter
from partnership.registers.lists import RegisterList
from partnership.registers.views import RegisterDetail
from partnership.selectors.work import next_first


class MeetingList(RegisterList):
    """Until somebody sorts, what is coming stands before what was."""

    register = MEETINGS
    template = "partnership/meetings/list.html"

    def rows(self) -> Any:
        return next_first(super().rows(), timezone.localdate())

    def context(self, filters: RegisterFilter) -> dict[str, Any]:
        return {**super().context(filters), "may_plan": allows(self.principal, "create", self.subject)}


class DecisionList(RegisterList):
    """Items in which something was decided, the latest first."""

    register = DECISIONS

    def rows(self) -> Any:
        return super().rows().exclude(decision="").order_by("-meeting__held_on", "meeting_id", "number")


class DecisionDetail(RegisterDetail):
    """A decision with the minute that it stands in."""

    register = DECISIONS

    def rows(self) -> Any:
        return super().rows().exclude(decision="")
