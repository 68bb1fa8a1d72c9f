"""What an agency is asked before a board: attendance, late actions, returns, money, challenges. On screen and on paper.

Nothing of restricted records stands in it, whoever reads: the sheet is handed round.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from partnership import registry
from partnership.enums import OPEN_ACTIONS, OPEN_CLASSES, MeetingStatus, OpenStatus
from partnership.models import Action, Agency, Attendance, Challenge, Contribution
from partnership.principals import Principal
from partnership.registry import ReturnDue
from partnership.selectors.attendance import Tally

YEAR = timedelta(days=365)
#: This year's contribution and the one before it.
YEARS_OF_MONEY = 2


@dataclass(frozen=True)
class GroupTally:
    """How often the agency's seats on one group were filled."""

    group: str
    tally: Tally


@dataclass(frozen=True)
class AgencySheet:
    """An agency as it stands on a day; `start` is twelve months before it."""

    agency: Agency
    start: date
    today: date
    groups: tuple[GroupTally, ...]
    overdue: tuple[Action, ...]
    open_actions: int
    returns: tuple[ReturnDue, ...]
    contributions: tuple[Contribution, ...]
    challenges: tuple[Challenge, ...]

    @property
    def attendance(self) -> Tally:
        """Over all groups."""
        return Tally(sum(one.tally.attended for one in self.groups), sum(one.tally.due for one in self.groups))

    @property
    def waiting(self) -> tuple[Challenge, ...]:
        """Challenges that nobody has answered yet."""
        return tuple(challenge for challenge in self.challenges if not is_answered(challenge))

    @property
    def answered(self) -> tuple[Challenge, ...]:
        return tuple(challenge for challenge in self.challenges if is_answered(challenge))


def is_answered(challenge: Challenge) -> bool:
    """Whether something has come of a challenge: it is closed, or its progress is written down."""
    return challenge.status == OpenStatus.CLOSED or bool(challenge.progress)


def agency_sheet(*, agency: Agency, today: date, principal: Principal) -> AgencySheet:
    """The sheet of an agency on a day, of what the principal may see. As many queries for much as for little."""
    actions = _open_actions(agency, principal)
    return AgencySheet(
        agency=agency,
        start=today - YEAR,
        today=today,
        groups=_attendance(agency, today, principal),
        overdue=tuple(actions.filter(due_on__lt=today).order_by("due_on", "pk")),
        open_actions=actions.count(),
        returns=tuple(registry.returns_of(agency, principal)),
        contributions=_contributions(agency, principal),
        challenges=_challenges(agency, today, principal),
    )


def _attendance(agency: Agency, today: date, principal: Principal) -> tuple[GroupTally, ...]:
    rows = (
        Attendance.objects.visible_to(principal)
        .filter(seat__agency=agency, meeting__held_on__range=(today - YEAR, today))
        .filter(meeting__visibility__in=OPEN_CLASSES)
        .exclude(meeting__status=MeetingStatus.CANCELLED)
        .values_list("meeting__group__title", "status")
    )
    statuses: dict[str, list[str]] = defaultdict(list)
    for group, status in rows:
        statuses[group].append(status)
    return tuple(GroupTally(group, tally) for group in sorted(statuses) if (tally := Tally.of(statuses[group])).due)


def _open_actions(agency: Agency, principal: Principal) -> QuerySet[Action]:
    actions: QuerySet[Action] = Action.objects.visible_to(principal)
    return actions.filter(
        agency=agency, status__in=OPEN_ACTIONS, plan__record__visibility__in=OPEN_CLASSES
    ).select_related("plan__record")


def _contributions(agency: Agency, principal: Principal) -> tuple[Contribution, ...]:
    rows = Contribution.objects.visible_to(principal).filter(agency=agency).select_related("board", "agency")
    found = list(rows.order_by("-financial_year", "board__code_key"))
    years = list(dict.fromkeys(row.financial_year for row in found))[:YEARS_OF_MONEY]
    return tuple(row for row in found if row.financial_year in years)


def _challenges(agency: Agency, today: date, principal: Principal) -> tuple[Challenge, ...]:
    """Open ones, and those closed in the last twelve months."""
    rows = Challenge.objects.visible_to(principal).filter(agencies=agency, visibility__in=OPEN_CLASSES)
    return tuple(
        row
        for row in rows.order_by("raised_on", "pk")
        if row.status == OpenStatus.OPEN or (row.closed_on and today - YEAR <= row.closed_on <= today)
    )
