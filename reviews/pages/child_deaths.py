"""The pages of a child death, of a panel and of a reconciliation."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.enums import GUARDED_CLASSES
from partnership.formats import date_words
from partnership.models import Record
from partnership.policy import allows
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Fact
from reviews.clocks.words import last_day_of
from reviews.enums import DEATH_CATEGORIES, ChildDeathStatus, DelayReason
from reviews.marks.child_deaths import delay_words, months_words, waits_for
from reviews.marks.clocks import clock_mark
from reviews.selectors.clocks import RuleClock, clocks_of_deaths


class ChildDeathPage(DetailPage):
    """A child death, with its national category, what it waits for and how long in words."""

    @property
    def summary(self) -> list[Fact]:
        months = months_words(self.row)
        return [
            *super().summary,
            Fact("Category", DEATH_CATEGORIES.get(self.row.category, "")),
            *self._waits(),
            Fact("From death to review" if self.row.reviewed_on else "Since the death", months),
            *(Fact(one.rule.name, clock_mark(one.clock), self._last_day(one)) for one in self._clocks()),
        ]

    def _waits(self) -> list[Fact]:
        """What was ticked stays stored, but a reviewed death waits for nothing."""
        reviewed = self.row.status == ChildDeathStatus.REVIEWED
        return [] if reviewed else [Fact("Waits for", delay_words(self.row), self._warning())]

    def _clocks(self) -> tuple[RuleClock, ...]:
        """The time limits of the edition in force when the child died; none for a death of another area."""
        if self.row.status == ChildDeathStatus.TRANSFERRED:
            return ()
        return clocks_of_deaths([self.row], today=timezone.localdate()).get(self.row.pk, ())

    def _warning(self) -> str:
        """A panel may be chosen before the inquest has ended."""
        waits = self.row.reviewed_on is None and DelayReason.INQUEST in waits_for(self.row)
        return "It waits for the inquest; the panel may have to take it later" if waits and self.row.panel_id else ""

    @staticmethod
    def _last_day(one: RuleClock) -> str:
        """Such as "Review by 4 May 2026"."""
        last = last_day_of(one.rule, one.clock)
        return f"{last.by} {date_words(last.on)}" if last else ""


class DeathPanelPage(DetailPage):
    """A date of the panel. What it should know is of the deaths that it reviews: their logs hold the visit."""

    @property
    def telling(self) -> list[Record]:
        if not self.row.note:
            return []
        return list(Record.objects.filter(childdeath__panel=self.row, visibility__in=GUARDED_CLASSES))


class ReconciliationPage(DetailPage):
    """What a list of registered deaths and the panel's records have that the other has not."""

    template = "reviews/reconciliation.html"

    @property
    def buttons(self) -> list[Button]:
        again = [Button("Compare another list", reverse("reviews:reconciliation-create"))]
        return [*(again if allows(self.principal, "create", "reconciliation") else []), *super().buttons]

    @staticmethod
    def _shown(deaths: list[dict[str, str]]) -> list[dict[str, Any]]:
        """The stored texts, with their dates in words."""
        return [
            {**one, "died_on": date_words(date.fromisoformat(on)) if (on := one["died_on"]) else ""} for one in deaths
        ]

    @property
    def sides(self) -> list[dict[str, Any]]:
        """Both lists of what is missing, each with what it means."""
        return [
            {
                "heading": "On the list, not in our records",
                "none": "Everything on the list is in our records.",
                "deaths": self._shown(self.row.missing_here),
            },
            {
                "heading": "In our records, not on the list",
                "none": "Everything in our records of these days is on the list.",
                "deaths": self._shown(self.row.missing_there),
            },
        ]
