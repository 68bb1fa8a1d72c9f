"""The page of a review: all of it for those who work on it; that it is there, and how it stands, for the business unit;
what is cleared for everybody else.
"""

from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.enums import Visibility
from partnership.models import Record
from partnership.policy import allows, can
from partnership.registers.declaration import Panel
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Fact, Link
from partnership.registers.readers import named_in_words, readers_in_words
from partnership.registers.rows import guarded_class
from partnership.selectors.record_access import may as may_access
from reviews.enums import ReviewStatus
from reviews.enums.returns import OPEN_RETURNS
from reviews.marks.clocks import clock_mark, course_mark
from reviews.marks.returns import return_mark
from reviews.models import Pause, Review
from reviews.pages.review_parts import MainClock, NextDay, PartLink, next_days, part_links
from reviews.selectors import review_page as selectors
from reviews.selectors.clocks import RuleClock, clocks_of_reviews, main_clock
from reviews.selectors.editions import kind_name
from reviews.selectors.papers import fields_of_papers, may_with_papers
from reviews.selectors.returns import may_ask, taken_back_of
from reviews.selectors.running_clocks import CLOCKS

UNDER_WAY = (ReviewStatus.COMMISSIONED, ReviewStatus.IN_PROGRESS, ReviewStatus.PAUSED)


class ReviewPage(DetailPage):
    """A review, for one of three readers: named on it, only told that it is there, or reading what is cleared."""

    template = "reviews/review.html"
    row: Review

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    # --- Who reads ---------------------------------------------------------------------------------------------

    @cached_property
    def is_named(self) -> bool:
        return self.may("view")

    @cached_property
    def sees_state(self) -> bool:
        """Whether the reader sees how the review stands and its clocks, not only what is cleared of it."""
        return self.may("view", CLOCKS)

    @property
    def is_left_out(self) -> bool:
        return self.sees_state and not self.is_named

    @property
    def access_url(self) -> str:
        """Where those who may look after access name people, themselves with a reason."""
        may = may_access(self.principal, "view", self.row)
        return reverse("partnership:record-access", args=[self.row.pk]) if may else ""

    @property
    def decision_url(self) -> str:
        """Where a manager who is not named yet screens a case and decides on it."""
        may = self.row.status == ReviewStatus.REFERRED and not self.archived and can(self.principal, "create", self.row)
        return reverse("reviews:review-decision", args=[self.row.pk]) if may else ""

    def may(self, verb: str, subject: str = "review_paper") -> bool:
        return may_with_papers(self.principal, verb, self.row, subject)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """All but what is cleared, for those who are not named; of a guarded review its title too."""
        return frozenset() if self.is_named else fields_of_papers(self.row)

    @cached_property
    def to_be_logged(self) -> Record | None:
        """Papers are restricted matter whatever class the review has."""
        return self.row if self.is_named else super().to_be_logged

    @property
    def who_reads(self) -> str:
        """That it is there is for more people than its papers; of a sealed review nobody else knows that."""
        if self.row.visibility == Visibility.SEALED:
            return super().who_reads
        papers = f"its papers are for {named_in_words(self.row.pk) or 'nobody yet'}"
        return f"{readers_in_words(self.row, with_named=False)} can see that it is there; {papers}."

    # --- Title block -------------------------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        """What the area calls such a review, under the edition that it goes by."""
        return kind_name(self.row.edition, self.row.review_kind) or self.row.get_review_kind_display()

    @property
    def heading(self) -> str:
        return self.row.reference if "title" in self.hidden else f"{self.row.reference}: {self.row.title}"

    @cached_property
    def people(self) -> list[tuple[str, str]]:
        return selectors.leading_people(self.row, self.principal) if self.is_named else []

    @property
    def buttons(self) -> list[Button]:
        """One green button: the next thing that the reader can do."""
        if self.archived:
            return super().buttons
        own = [Button(title, url, primary=not place) for place, (title, url) in enumerate(self._steps())]
        return [*own, *super().buttons]

    def _steps(self) -> list[tuple[str, str]]:
        status, pk = self.row.status, self.row.pk
        steps = []
        if status == ReviewStatus.REFERRED and self.may("create"):
            screened = bool(self.row.screening)
            title, name = (
                ("Decide on this case", "consideration-create") if screened else ("Screen it", "review-screen")
            )
            steps.append((title, reverse(f"reviews:{name}", args=[pk])))
        is_paused = any(pause.ends_on is None for pause, _ in self.pauses)
        if is_paused and self.may("change"):
            steps.append(("Let this review go on", reverse("reviews:review-resume", args=[pk])))
        if status in (ReviewStatus.REFERRED, *UNDER_WAY) and may_ask(self.principal, self.row):
            steps.append(("Ask an agency for a return", reverse("reviews:return-create", args=[pk])))
        if self.is_named and allows(self.principal, "create", "recommendation"):
            steps.append(("Add a recommendation", f"{reverse('partnership:recommendation-create')}?record={pk}"))
        if status in UNDER_WAY and not is_paused and self.may("create"):
            steps.append(("Pause the clock", reverse("reviews:review-pause", args=[pk])))
        return steps

    # --- Clocks ------------------------------------------------------------------------------------------------

    @cached_property
    def _clocks(self) -> tuple[RuleClock, ...]:
        return clocks_of_reviews([self.row], today=self.today)[self.row.pk] if self.sees_state else ()

    @property
    def clocks(self) -> list[tuple[RuleClock, Any]]:
        return [(one, clock_mark(one.clock)) for one in self._clocks]

    @cached_property
    def main_clock(self) -> MainClock | None:
        found = main_clock(self._clocks)
        return MainClock(found, course_mark(found.clock)) if found else None

    @cached_property
    def pauses(self) -> list[tuple[Pause, str]]:
        """With the names of those who entered them."""
        return selectors.pauses_of(self.row, self.principal)

    # --- What hangs on it --------------------------------------------------------------------------------------

    @cached_property
    def returns(self) -> list[tuple[Any, Any]]:
        rows = selectors.returns_of_review(self.row, self.principal)
        return [(one, return_mark(one)) for one in rows]

    @property
    def to_remind(self) -> Any:
        """The return that is late longest, for those who may remind its agency."""
        late = next((one for one, _ in self.returns if one.state in OPEN_RETURNS and one.due_on < self.today), None)
        return late if late and can(self.principal, "change", late) else None

    @cached_property
    def taken_back(self) -> list[Any]:
        return taken_back_of(self.row, self.principal)

    @cached_property
    def return_counts(self) -> selectors.ReturnCounts | None:
        """Of the whole review, for those named on it, who need not be able to open every return."""
        return selectors.count_returns(self.row) if self.is_named else None

    @property
    def opens_some(self) -> bool:
        """Whether there are returns that the reader cannot open before they are locked."""
        return self.return_counts is not None and len(self.returns) < self.return_counts.asked

    @cached_property
    def recommendations(self) -> list[selectors.RecommendationRow]:
        return selectors.recommendations_of(self.row, self.principal)

    @property
    def is_guarded(self) -> bool:
        return guarded_class(self.row) is not None

    @property
    def are_draft(self) -> bool:
        """Recommendations are settled once the review is complete."""
        return self.row.status in UNDER_WAY

    @property
    def declared(self) -> list[Panel]:
        """Recommendations stand in a table of their own."""
        return [panel for panel in super().declared if panel.title != "Recommendations"]

    @property
    def adds(self) -> list[Link]:
        return [] if self.is_left_out else super().adds

    @cached_property
    def counts(self) -> selectors.PartCounts:
        return selectors.part_counts(self.row, self.principal)

    @cached_property
    def parts(self) -> list[PartLink]:
        """The parts of the review that the reader may open."""
        return part_links(self.row, self.counts, may=self.may) if self.is_named else []

    @cached_property
    def next(self) -> list[NextDay]:
        if not self.is_named:
            return []
        rows = [one for one, _ in self.returns]
        return next_days(self.row, self._clocks, rows, self.principal, self.today)

    @cached_property
    def keepers(self) -> int:
        """How many people can open who the child is; nought for those who cannot."""
        return selectors.keepers_of_identity(self.row, self.principal, self.today)

    # --- What every page has -----------------------------------------------------------------------------------

    @property
    def family_part(self) -> str:
        return self.row.family_part if self.is_named else ""

    @property
    def summary(self) -> list[Fact]:
        """Nothing of what is empty: most of a review's dates lie ahead."""
        return [fact for fact in super().summary if fact.value]

    @cached_property
    def files(self) -> Any:
        return super().files if self.is_named else None

    @cached_property
    def comments(self) -> Any:
        return super().comments if self.is_named else None
