"""Whom the policy lets see what, against an oracle that decides row by row in plain Python, over random worlds."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnership.enums import Role, Visibility
from partnership.models import Action, Group, Record, RoleGrant, User
from partnership.policy import ScopedQuerySet, can, row_of
from partnership.principals import principal_of
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    RiskFactory,
    SeatFactory,
    UserFactory,
)

CLASSES = list(Visibility)
ROLES = [role for role in Role if role not in (Role.PUBLIC, Role.PUBLIC_REPORT)]
PICK = st.integers(min_value=0, max_value=1)


@dataclass
class World:
    """Two boards, two agencies with a seat each, two groups; risks and their actions of every class."""

    boards: list[Any]
    agencies: list[Any]
    groups: list[Group]
    risks: list[Any] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)


def build(rows: list[tuple[int, int, int | None, int]]) -> World:
    boards = BoardFactory.create_batch(2)
    groups = [GroupFactory(board=board) for board in boards]
    agencies = AgencyFactory.create_batch(2)
    for agency, group in zip(agencies, groups, strict=True):
        SeatFactory(agency=agency, group=group)
    world = World(boards, agencies, groups)
    for visibility, board, group, agency in rows:
        risk = RiskFactory(
            board=boards[board],
            group=None if group is None else groups[group],
            owner_agency=agencies[agency],
            visibility=CLASSES[visibility],
        )
        world.risks.append(risk)
        world.actions.append(ActionFactory(plan=ActionPlanFactory(record=risk), agency=agencies[agency]))
    return world


def grant(world: World, user: User, choice: tuple[Role, int, int | None, int | None]) -> RoleGrant:
    role, body, board, named = choice
    return RoleGrant.objects.create(
        user=user,
        role=role,
        board=None if board is None else world.boards[board],
        agency=world.agencies[body] if role == Role.AGENCY_REPRESENTATIVE else None,
        group=world.groups[body] if role == Role.GROUP_CHAIR else None,
        record=_named(world, role, named),
        starts_on=date(2015, 1, 1),
    )


def _named(world: World, role: Role, named: int | None) -> Record | None:
    must = role in (Role.AUDITOR, Role.REVIEWER)
    if named is None and not must:
        return None
    return Record.objects.get(pk=world.risks[(named or 0) % len(world.risks)].pk)


def allowed(world: World, grants: list[RoleGrant], subject: str, row: Any, risk: Any, verb: str) -> bool:
    """The oracle. It reads the printed table's cells, and nothing else of the policy."""
    if verb == "view" and risk.visibility == Visibility.PUBLIC:
        return True
    return any(_granted(world, one, subject, row, risk, verb) for one in grants)


def _granted(world: World, one: RoleGrant, subject: str, row: Any, risk: Any, verb: str) -> bool:
    board = risk.boards.get()
    if one.board_id is not None and one.board_id != board.pk:
        return False
    reaches = {reach for granted, reach in row_of(subject, risk.visibility).get(one.role, ()) if granted == verb}
    own_groups = {one.group_id} if one.group_id else set()
    if one.agency_id:
        own_groups |= {world.groups[world.agencies.index(one.agency)].pk}
    own_boards = {group.boards.get().pk for group in world.groups if group.pk in own_groups}
    of_body = risk.group_id in own_groups if risk.group_id else board.pk in own_boards
    agency = row.agency_id if subject == "action" else row.owner_agency_id
    return (
        "all" in reaches
        or ("body" in reaches and of_body)
        or ("agency" in reaches and one.agency_id is not None and agency == one.agency_id)
        or ("named" in reaches and one.record_id == risk.pk)
    )


def disagreements(world: World, user: User) -> list[str]:
    """Where the SQL of `visible_to`, the answer of `can`, and the oracle are not all the same."""
    grants = list(RoleGrant.objects.filter(user=user).select_related("agency"))
    principal = principal_of(user)
    found = []
    for subject, rows in (("risk", world.risks), ("action", world.actions)):
        for verb in ("view", "change", "approve"):
            open_rows = set(type(rows[0]).objects.visible_to(principal, verb).values_list("pk", flat=True))
            for row, risk in zip(rows, world.risks, strict=True):
                expected = allowed(world, grants, subject, row, risk, verb)
                if {row.pk in open_rows, can(principal, verb, row)} != {expected}:
                    found.append(f"{verb} {subject} {risk.visibility} by {[one.role for one in grants]}")
    return found


WORLDS = st.lists(st.tuples(st.integers(0, len(CLASSES) - 1), PICK, st.none() | PICK, PICK), min_size=1, max_size=5)
GRANTS = st.lists(st.tuples(st.sampled_from(ROLES), PICK, st.none() | PICK, st.none() | st.integers(0, 4)), max_size=3)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=WORLDS, grants=GRANTS)
def test_visible_rows_single_answers_and_the_oracle_agree(
    rows: list[tuple[int, int, int | None, int]], grants: list[tuple[Role, int, int | None, int | None]]
) -> None:
    world, user = build(rows), UserFactory()
    for choice in grants:
        grant(world, user, choice)
    assert disagreements(world, user) == []


@pytest.mark.django_db
def test_a_switched_off_scope_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mutant: with `visible_to` letting everything through, the property above must fail."""
    world, user = build([(CLASSES.index(Visibility.RESTRICTED), 0, 0, 0)]), UserFactory()
    assert disagreements(world, user) == []
    monkeypatch.setattr(ScopedQuerySet, "visible_to", lambda rows, principal, verb="view": rows.all())
    assert disagreements(world, user) != []


@pytest.mark.django_db
def test_the_spine_shows_the_records_that_their_kinds_show() -> None:
    world, user = build([(number, 0, 0, 0) for number in range(len(CLASSES))]), UserFactory()
    grant(world, user, (Role.AGENCY_REPRESENTATIVE, 0, None, None))
    principal = principal_of(user)
    risks = set(type(world.risks[0]).objects.visible_to(principal).values_list("pk", flat=True))
    groups = set(Group.objects.visible_to(principal).values_list("pk", flat=True))
    assert set(Record.objects.visible_to(principal).values_list("pk", flat=True)) == risks | groups
