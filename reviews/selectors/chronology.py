"""All agencies' entries of one review in order of time, with gaps and days on which several agencies were there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from partnership.models import Agency
from partnership.policy import row_of
from partnership.principals import Principal
from reviews.enums.returns import HANDED_IN
from reviews.models import AgencyReturn, ChronologyEntry, Review
from reviews.selectors.returns import IN_TIME

#: Days without an entry that a reader is told of.
GAP = 30


@dataclass(frozen=True)
class Narrowed:
    """What of the chronology is asked for; None for all."""

    agency: Agency | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Line:
    """An entry, and what is said before it: how long nobody wrote, which agencies were there on that day."""

    entry: ChronologyEntry
    gap: str
    together: str


class Days:
    """The days of a chronology with the agencies of each; read once, whatever is shown of it."""

    def __init__(self, entries: QuerySet[ChronologyEntry]) -> None:
        agencies: dict[date, set[str]] = defaultdict(set)
        for day, agency in entries.order_by().values_list("happened_on", "agency_return__agency__name").distinct():
            agencies[day].add(agency)
        self.agencies = {day: sorted(agencies[day]) for day in sorted(agencies)}
        days = list(self.agencies)
        self.before = dict(zip(days[1:], days, strict=False))

    def lines(self, entries: list[ChronologyEntry]) -> list[Line]:
        """Entries in order of time; what is said of a day stands before its first entry on the page."""
        lines, day = [], None
        for entry in entries:
            is_new = entry.happened_on != day
            day = entry.happened_on
            lines.append(Line(entry, self._gap(day) if is_new else "", self._together(day) if is_new else ""))
        return lines

    def _gap(self, day: date) -> str:
        before = self.before.get(day)
        days = (day - before).days - 1 if before else 0
        return f"No entry for {days:,} days before this" if days >= GAP else ""

    def _together(self, day: date) -> str:
        names = self.agencies.get(day, [])
        return f"{len(names)} agencies on this day: {', '.join(names)}" if len(names) > 1 else ""


def chronology_of(review: Review, principal: Principal, narrowed: Narrowed) -> QuerySet[ChronologyEntry]:
    """Entries of the returns that are sent or locked, as far as the principal may see them."""
    visible: QuerySet[ChronologyEntry] = ChronologyEntry.objects.visible_to(principal)
    rows = visible.filter(agency_return__review=review, agency_return__state__in=HANDED_IN)
    if narrowed.agency:
        rows = rows.filter(agency_return__agency=narrowed.agency)
    if narrowed.since:
        rows = rows.filter(happened_on__gte=narrowed.since)
    if narrowed.until:
        rows = rows.filter(happened_on__lte=narrowed.until)
    return rows.select_related("agency_return__agency").order_by(*IN_TIME)


def agencies_in(review: Review, principal: Principal) -> QuerySet[Agency]:
    """The agencies whose entries the principal may see."""
    entries = chronology_of(review, principal, Narrowed()).order_by()
    return Agency.objects.filter(pk__in=entries.values("agency_return__agency")).order_by("name")


def may_take_away(principal: Principal, review: Review) -> bool:
    """Whether somebody may take the chronology out of the portal: who writes the review, not all who read it."""
    row = row_of(AgencyReturn.policy_subject, review.visibility)
    return any(
        review.pk in grant.records and ("change", "named") in row.get(grant.role, frozenset())
        for grant in principal.grants
    )
