"""For every role, search finds what the policy lets the role see, and counts nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import ForeignKey, Model
from django.utils import timezone

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.models import Board, Meeting, Record
from partnership.principals import PUBLIC, Principal, principal_of
from partnership.registers.rows import guarded_class
from partnership.searching import Asked
from partnership.selectors.search import Found, counts_by_kind
from tests.clients import user_with
from tests.factories.partnership import AgencyFactory, GroupFactory, SeatFactory
from tests.house.rows import make

pytestmark = pytest.mark.django_db
CANARY = "canary"


def planted() -> list[Any]:
    """A row of every kind that can be found: open, guarded and archived, one's own and others'."""
    agency, group = AgencyFactory(name="Own agency"), GroupFactory(title="Own group", reference="OWN")
    SeatFactory(agency=agency, group=group, label="Own seat")
    rows = []
    for own in (True, False):
        for model in Record.__subclasses__():
            rows += [_record(model, visibility, agency, group, own) for visibility in Visibility]
            archived = _record(model, Visibility.PARTNERSHIP, agency, group, own)
            archived.archived_at = timezone.now()
            archived.save()
            rows.append(archived)
        for one in registry.searched():
            if not one.stands_on and "__" not in one.name:
                rows.append(_row(one.model, one.name, agency, group, own))
    return rows


def _record(model: type[Model], visibility: Visibility, agency: Any, group: Any, own: bool) -> Any:
    return _row(model, "title", agency, group, own, visibility=visibility)


def _row(model: type[Model], name: str, agency: Any, group: Any, own: bool, **values: Any) -> Any:
    row = make(model)
    for field, value in {name: f"{CANARY} {row.pk}", **values}.items():
        setattr(row, field, value)
    for field in row._meta.fields if own else ():
        mine = {type(agency): agency, type(group): group}.get(field.related_model)
        if isinstance(field, ForeignKey) and mine and field.name not in {"replaced_by", "parent"}:
            setattr(row, field.name, mine)
    if isinstance(row, Meeting):
        row.held_on = date(2020, 1, 1) + timedelta(days=row.pk)  # one a day and group
    row.save()
    return row


def reach_of(role: Role, rows: list[Any]) -> dict[str, Any]:
    """What the role is granted for."""
    agency = AgencyFactory._meta.model.objects.get(name="Own agency")
    group = GroupFactory._meta.model.objects.get(reference="OWN")
    guarded = next(row for row in rows if guarded_class(row) == Visibility.SEALED)
    return {
        Role.AGENCY_REPRESENTATIVE: {"agency": agency},
        Role.GROUP_CHAIR: {"group": group},
        Role.AUDITOR: {"record": guarded.record_ptr},
        Role.REVIEWER: {"record": guarded.record_ptr},
    }.get(role, {})


def found_by(principal: Principal) -> set[str]:
    asked = Asked.of(CANARY)
    counts = counts_by_kind(principal, asked)
    hits = Found(principal, asked, "", counts)[0:10_000]
    assert len(hits) == sum(counts.values())
    return {hit.url for hit in hits}


def open_to(principal: Principal, rows: list[Any]) -> set[str]:
    """Addresses of the rows that the principal may see and that are not guarded."""
    found = set()
    for model in {type(row) for row in rows}:
        visible = set(model._default_manager.visible_to(principal).values_list("pk", flat=True))
        of_model = [row for row in rows if type(row) is model and row.pk in visible]
        found |= {registry.url_of(row) for row in of_model if not guarded_class(row)}
    return found


def test_each_role_finds_what_it_may_see_and_nothing_else() -> None:
    rows = planted()
    found = {}
    for role in Role:
        if role in (Role.PUBLIC, Role.PUBLIC_REPORT):
            continue
        principal = principal_of(user_with(role, **reach_of(role, rows)))
        found[role] = found_by(principal)
        assert found[role] == open_to(principal, rows), role
    # The test means something: one sees nearly all, others part of it.
    assert len(found[Role.BUSINESS_MANAGER]) > len(found[Role.GROUP_CHAIR]) > len(found[Role.AUDITOR])
    assert len(found[Role.GROUP_CHAIR]) > len(found[Role.AGENCY_REPRESENTATIVE]) > 0


def test_a_stranger_finds_what_is_public_alone() -> None:
    rows = planted()
    public = {registry.url_of(row) for row in rows if getattr(row, "visibility", "") == Visibility.PUBLIC}
    archived = {registry.url_of(row) for row in rows if getattr(row, "archived_at", None)}
    assert found_by(PUBLIC) - public - archived == set()


def test_a_grant_for_one_board_counts_nothing_of_another() -> None:
    rows = planted()
    board = Board.objects.filter(records__in=[row.pk for row in rows if isinstance(row, Record)]).first()
    principal = principal_of(user_with(Role.BUSINESS_MANAGER, board=board))
    assert found_by(principal) == open_to(principal, rows)
