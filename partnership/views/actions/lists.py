"""Two readings of the action log: whose dates moved, and what shows no impact yet."""

from dataclasses import replace
from typing import Any

from partnership import tables
from partnership.catalogue.work import ACTIONS
from partnership.enums import ActionStatus
from partnership.filters.work import ImpactFilter
from partnership.registers.filters import RegisterFilter
from partnership.registers.lists import RegisterList
from partnership.selectors.drift import days_words, drift_by_agency, that_moved, times_words, with_drift

MOVED = replace(
    ACTIONS,
    noun="action with a moved date",
    plural="actions with moved dates",
    heading="Moved dates",
    about="How often and how far the due dates of actions have moved, from the first date to today’s.",
    table=tables.MovedTable,
    form=None,
)
WITHOUT_IMPACT = replace(
    ACTIONS,
    noun="action without impact",
    plural="actions without impact",
    heading="Waiting for impact",
    about="Complete actions that do not say what difference they made, nor why that cannot be shown yet.",
    filterset=ImpactFilter,
    form=None,
)


class MovedDates(RegisterList):
    """Above the list what each agency's dates moved in all; both obey one filter."""

    register = MOVED
    template = "partnership/actions/moved.html"

    def rows(self) -> Any:
        return with_drift(that_moved(super().rows()))

    def context(self, filters: RegisterFilter) -> dict[str, Any]:
        totals = [
            {
                "agency": total.agency or "No agency",
                "actions": total.actions,
                "moves": times_words(total.moves),
                "days": days_words(total.days),
            }
            for total in drift_by_agency(filters.qs)
        ]
        return {**super().context(filters), "totals": totals}


class WaitingForImpact(RegisterList):
    """What was completed and shows nothing for it."""

    register = WITHOUT_IMPACT

    def rows(self) -> Any:
        return super().rows().filter(status=ActionStatus.COMPLETE, impact="", no_impact_reason="")
