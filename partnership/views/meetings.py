"""The list of meetings: the next one first."""

from typing import Any

from django.utils import timezone

from partnership.catalogue.meetings import MEETINGS
from partnership.registers.lists import RegisterList
from partnership.selectors.work import next_first


class MeetingList(RegisterList):
    """Until somebody sorts, what is coming stands before what was."""

    register = MEETINGS

    def rows(self) -> Any:
        return next_first(super().rows(), timezone.localdate())
