"""Which group reports to which, as a tree a board."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Prefetch

from partnership.enums import GroupKind, MeetingStatus, Visibility
from partnership.models import Board, Group, Meeting, Seat, Tenure
from partnership.principals import Principal
from partnership.registers.rows import guarded_class, neutral_name
from partnership.selectors.bodies import CHAIRS, in_force, kind_rank


@dataclass(frozen=True)
class Branch:
    """A group with those that report to it: by its reference alone where it is `guarded`.

    `shared_with` are the other boards that it serves.
    """

    group: Group
    name: str
    guarded: Visibility | None
    chair: str
    next_on: date | None
    shared_with: tuple[str, ...]
    below: tuple["Branch", ...]


@dataclass(frozen=True)
class Tree:
    """The groups of one board that exist today."""

    board: Board
    branches: tuple[Branch, ...]


def governance_tree(*, boards: Sequence[Board], today: date, principal: Principal) -> tuple[list[Tree], list[Branch]]:
    """A tree a board, and the groups that have ended, the last first. Five queries."""
    chairs = Seat.objects.visible_to(principal).filter(in_force(today, today), role__in=CHAIRS).order_by("pk")
    present = Tenure.objects.visible_to(principal).filter(in_force(today, today)).select_related("person")
    groups = (
        Group.objects.visible_to(principal)
        .filter(boards__in=boards)
        .distinct()
        .order_by("title", "pk")
        .prefetch_related(
            Prefetch("boards", Board.objects.visible_to(principal)),
            Prefetch("seats", chairs.prefetch_related(Prefetch("tenures", present))),
        )
    )
    coming = Meeting.objects.visible_to(principal).filter(status=MeetingStatus.PLANNED, held_on__gte=today)
    dates = dict(coming.values_list("group").annotate(Min("held_on")).order_by())
    living = [group for group in groups if not group.ends_on or group.ends_on >= today]
    ended = sorted(
        (group for group in groups if group not in living), key=lambda group: group.ends_on or today, reverse=True
    )
    trees = [Tree(board, _branches(board, living, dates)) for board in boards]
    return trees, [_branch(group, None, dates, ()) for group in ended]


def _branches(board: Board, groups: Sequence[Group], dates: dict[int, date]) -> tuple[Branch, ...]:
    own = [group for group in groups if board in group.boards.all()]
    below: dict[int | None, list[Group]] = defaultdict(list)
    keys = {group.pk for group in own}
    for group in own:
        below[group.parent_id if group.parent_id in keys else None].append(group)

    placed = set()

    def grow(groups: Iterable[Group]) -> tuple[Branch, ...]:
        found = []
        for group in sorted(groups, key=lambda group: kind_rank(GroupKind(group.group_kind))):
            placed.add(group.pk)
            found.append(_branch(group, board, dates, grow(below[group.pk])))
        return tuple(found)

    tops = grow(below[None])
    # Groups that report to each other in a ring have no top, and stand beside the others.
    rings = (_branch(group, board, dates, ()) for group in own if group.pk not in placed)
    return (*tops, *rings)


def _branch(group: Group, board: Board | None, dates: dict[int, date], below: tuple[Branch, ...]) -> Branch:
    return Branch(
        group=group,
        name=neutral_name(group),
        guarded=guarded_class(group),
        chair=_chair(group),
        next_on=dates.get(group.pk),
        shared_with=tuple(other.name for other in group.boards.all() if other != board),
        below=below,
    )


def _chair(group: Group) -> str:
    """Who chairs: the present holders of the chairs' seats, or the seats' names where no holder is known."""
    return ", ".join(
        name
        for seat in group.seats.all()
        for name in ([tenure.person.name for tenure in seat.tenures.all()] or [seat.label])
    )
