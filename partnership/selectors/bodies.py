"""The groups of a board in a year, their seats, and who held them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from partnership.enums import GroupKind, SeatRole
from partnership.models import Agency, Board, Group, Seat, Tenure
from partnership.principals import Principal
from partnership.selectors.carried_over import CarriedOver, carried_over

CHAIRS = (SeatRole.CHAIR, SeatRole.CO_CHAIR)
#: The board stands above its executive, whichever of the two the workbook names first.
_FIRST_KINDS = (GroupKind.BOARD, GroupKind.EXECUTIVE)


@dataclass(frozen=True)
class Holder:
    """Who held a seat in the year; `until` where somebody left it before the year ended."""

    name: str
    until: date | None = None


@dataclass(frozen=True)
class SeatView:
    label: str
    role: SeatRole
    agency: str
    job_title: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True)
class GroupView:
    """A group as it stood in a year. `parent` is the key of the group above it, `shared_with` its other boards."""

    pk: int
    name: str
    kind: GroupKind
    parent: int | None
    also_reports_to: str
    purpose: str
    meetings_per_year: int | None
    ends_on: date | None
    shared_with: tuple[str, ...]
    seats: tuple[SeatView, ...]

    @property
    def chair(self) -> str:
        """Who chaired: the holders of the chairs' seats, or the seats' names where no holder is known."""
        chairs = [seat for seat in self.seats if seat.role in CHAIRS]
        return ", ".join(
            name
            for seat in chairs
            for name in ([holder.name for holder in seat.holders if not holder.until] or [seat.label])
        )

    @property
    def is_temporary(self) -> bool:
        return self.ends_on is not None or self.kind == GroupKind.TASK_AND_FINISH


def kind_rank(kind: GroupKind) -> int:
    """Where a kind of group stands in every list: board, executive, then all others alike."""
    return _FIRST_KINDS.index(kind) if kind in _FIRST_KINDS else len(_FIRST_KINDS)


def groups_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[GroupView, ...]:
    """The board's groups that existed between `start` and `end`, with the seats in force then. Four queries."""
    seats = Seat.objects.visible_to(principal).filter(in_force(start, end)).select_related("agency").order_by("pk")
    tenures = Tenure.objects.visible_to(principal).filter(in_force(start, end)).select_related("person")
    groups = (
        Group.objects.visible_to(principal)
        .filter(in_force(start, end), boards=board)
        .order_by("pk")
        .prefetch_related(
            Prefetch("boards", Board.objects.visible_to(principal)),
            Prefetch("seats", seats.prefetch_related(Prefetch("tenures", tenures))),
        )
    )
    views = [_group(group, board, end) for group in groups]
    return tuple(sorted(views, key=lambda view: kind_rank(view.kind)))


def owed_by_ended_groups(*, board: Board, start: date, end: date, principal: Principal) -> tuple[CarriedOver, ...]:
    """What groups that ended before `start` still owe. At most four queries."""
    ended = Group.objects.visible_to(principal).filter(boards=board, ends_on__lt=start).order_by("pk")
    names = dict(ended.values_list("pk", "title"))
    return carried_over(records=names, start=start, end=end, principal=principal)


def statutory_partners(*, board: Board, start: date, end: date, principal: Principal) -> tuple[str, ...]:
    """Names of the statutory safeguarding partners that held a seat on a group of the board. One query."""
    seats = Seat.objects.visible_to(principal).filter(in_force(start, end), group__boards=board)
    active = Q(active_from=None) | Q(active_from__lte=end), Q(active_to=None) | Q(active_to__gte=start)
    partners: QuerySet[Agency] = Agency.objects.visible_to(principal).filter(*active, statutory_partner=True)
    return tuple(partners.filter(pk__in=seats.values("agency")).order_by("pk").values_list("name", flat=True))


def in_force(start: date, end: date) -> Q:
    """Rows with `starts_on` and `ends_on` that were in force on any day of a span; an unknown end is open."""
    return (Q(starts_on=None) | Q(starts_on__lte=end)) & (Q(ends_on=None) | Q(ends_on__gte=start))


def _group(group: Group, board: Board, end: date) -> GroupView:
    return GroupView(
        pk=group.pk,
        name=group.title,
        kind=GroupKind(group.group_kind),
        parent=group.parent_id,
        also_reports_to=group.also_reports_to,
        purpose=group.purpose,
        meetings_per_year=group.meetings_per_year,
        ends_on=group.ends_on,
        shared_with=tuple(other.name for other in group.boards.all() if other != board),
        seats=tuple(_seat(seat, end) for seat in group.seats.all()),
    )


def _seat(seat: Seat, end: date) -> SeatView:
    held = sorted(seat.tenures.all(), key=lambda tenure: (tenure.ends_on or date.max, tenure.pk))
    return SeatView(
        label=seat.label,
        role=SeatRole(seat.role),
        agency=seat.agency.name if seat.agency else "",
        job_title=seat.job_title,
        holders=tuple(
            Holder(tenure.person.name, tenure.ends_on if tenure.ends_on and tenure.ends_on < end else None)
            for tenure in held
        ),
    )
