"""What somebody can see, and why: always what the policy says, never more than the reader may know."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from partnership.enums import Role
from partnership.models import Action, Record, Risk, User
from partnership.policy import VERBS, can
from partnership.powers import matrices
from partnership.principals import principal_of
from partnership.selectors.access import Names, access_of, explain
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    RiskFactory,
    RoleGrantFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return user_with("BM")


def why(user: User, row: Any, reader: User, verb: str = "view") -> tuple[bool, tuple[str, ...]]:
    principal = principal_of(user)
    answer = explain(principal, verb, row, Names(principal, principal_of(reader)))
    return answer.allowed, answer.why


def ask(reader: User, user: User, about: str) -> Any:
    return client_of(reader).get(f"/users/{user.pk}/access/", {"about": about})


def test_who_may_open_a_record_hears_from_which_role(manager: User) -> None:
    risk = RiskFactory()
    assert why(user_with("SCR"), risk, manager) == (True, ("Reads everything, as Independent chair or scrutineer.",))


def test_a_representative_reads_what_belongs_to_their_groups(manager: User) -> None:
    agency, group = AgencyFactory(), GroupFactory(title="Learning")
    SeatFactory(agency=agency, group=group)
    user = user_with("REP", agency=agency)
    own, other = RiskFactory(group=group), RiskFactory(group=GroupFactory())
    assert why(user, own, manager) == (
        True,
        ("Reads what belongs to their groups (Learning), as Agency representative.",),
    )
    assert why(user, other, manager) == (
        False,
        ("As Agency representative one reads what belongs to their groups (Learning) only. This is not among it.",),
    )


def test_who_is_not_named_on_a_restricted_record_hears_it(manager: User) -> None:
    risk, user = RiskFactory(visibility="restricted"), user_with("BSO")
    assert why(user, risk, manager) == (
        False,
        ("As Business support officer one reads what they are named on only. This is not among it.",),
    )
    RoleGrantFactory(user=user, role="BSO", record=risk)
    assert why(user, risk, manager)[0] is True


def test_another_partnership_is_the_reason_where_it_is(manager: User) -> None:
    board = BoardFactory(name="Adults Board")
    user, risk = user_with("SCR", board=board), RiskFactory()
    assert why(user, risk, manager) == (
        False,
        (
            "As Independent chair or scrutineer for Adults Board one reads risks of that partnership only. "
            "This is of another one.",
        ),
    )


def test_what_is_archived_or_closed_to_a_role_or_without_any_role_is_said(manager: User) -> None:
    risk = RiskFactory()
    assert why(user_with("TR"), risk, manager) == (False, ("As Trainer nobody reads risks.",))
    assert why(UserFactory(), risk, manager) == (False, ("They hold no role today.",))
    risk.archived_at = risk.created_at
    risk.save()
    assert why(user_with("SCR"), risk, manager) == (
        False,
        ("It is archived, so it is shown only to those who may bring it back.",),
    )


@pytest.mark.parametrize("visibility", ["public", "partnership", "restricted", "sealed"])
def test_every_answer_is_the_policys(visibility: str, manager: User) -> None:
    agency, group = AgencyFactory(), GroupFactory()
    SeatFactory(agency=agency, group=group)
    risk = RiskFactory(group=group, owner_agency=agency, visibility=visibility)
    action = ActionFactory(plan=ActionPlanFactory(record=risk), agency=agency)
    given = {"REP": {"agency": agency}, "SGC": {"group": group}, "AUD": {"record": risk}, "REV": {"record": risk}}
    for role in Role:
        user = user_with(role, **given.get(role, {}))
        principal = principal_of(user)
        names = Names(principal, principal_of(manager))
        for row in (risk, action):
            for verb in VERBS.values():
                answer = explain(principal, verb, row, names)
                assert (answer.allowed, bool(answer.why)) == (can(principal, verb, row), True)


def test_counts_are_those_of_the_lists_and_tell_nothing_of_what_the_reader_may_not_see(manager: User) -> None:
    user = user_with("SCR")
    RiskFactory(), RiskFactory(visibility="restricted")
    sealed = RiskFactory(visibility="sealed")
    RoleGrantFactory(user=user, role="SCR", record=sealed)

    def risks_told_to(reader: User) -> int | None:
        principal, asking = principal_of(user), principal_of(reader)
        found = access_of(principal, asking, Names(principal, asking))
        return next(one.count for one in found if one.name == "Risks")

    assert Risk.objects.visible_to(principal_of(user)).count() == 3
    assert [risks_told_to(reader) for reader in (manager, user_with("ADM"), user)] == [2, 1, 3]


@pytest.mark.parametrize("role", ["ADM", "IG"])
def test_a_record_that_the_reader_may_not_see_is_not_there(role: str) -> None:
    risk, reader, user = RiskFactory(reference="R-SECRET", visibility="sealed"), user_with(role), user_with("SCR")
    RoleGrantFactory(user=user, role="SCR", record=risk)
    for about in ("R-SECRET", "r-nowhere"):
        assert (
            ask(reader, user, about).context["lookup"].said == "There is no record of this reference that you may see."
        )
    there, nowhere = (ask(reader, user, f"/risks/{key}/").context["lookup"].said for key in (risk.pk, 999_999))
    assert there == nowhere
    page = client_of(reader).get(f"/users/{user.pk}/").content.decode()
    assert ("R-SECRET" in page, "a sealed record" in page) == (False, True)
    roles = client_of(reader).get("/users/roles/?records=guarded&standing=now").content.decode()
    assert ("R-SECRET" in roles, "a sealed record" in roles) == (False, True)


def test_an_action_is_found_by_its_reference_too(manager: User) -> None:
    ActionFactory(reference="ACT-7")
    found = ask(manager, user_with("SCR"), "act-7").context["lookup"].found
    assert [one.answers[0].allowed for one in found] == [True]


@pytest.mark.parametrize(
    ("address", "allowed"),
    [("/risks/", True), ("http://portal.example.org/risks/", True), ("/imports/", False), ("/users/", False)],
)
def test_an_address_is_explained(address: str, allowed: bool, manager: User) -> None:
    found = ask(manager, user_with("SCR"), address).context["lookup"].found
    assert [one.answers[0].allowed for one in found] == [allowed]


def test_the_address_of_a_form_of_a_row_is_explained_by_its_verb(manager: User) -> None:
    risk = RiskFactory()
    (found,) = ask(manager, user_with("SCR"), f"/risks/{risk.pk}/change/").context["lookup"].found
    assert (found.answers[0].verb, found.answers[0].allowed) == ("change", False)


def test_the_answer_says_whether_their_menu_leads_there_and_when_they_signed_in_last(manager: User) -> None:
    agency, group = AgencyFactory(), GroupFactory()
    SeatFactory(agency=agency, group=group)
    risk = RiskFactory(reference="R-01", group=group)
    chair, member = user_with("SCR"), user_with("REP", agency=agency)
    chair.last_login = timezone.make_aware(datetime(2026, 3, 4, 10, 30))
    chair.save()
    by_menu, by_link = (ask(manager, user, "R-01").content.decode() for user in (chair, member))
    assert re.findall("Their menu [^<]*", by_menu) == ["Their menu leads there: Plan and registers, Risks."]
    assert re.findall("Their menu [^<]*", by_link) == ["Their menu has no entry for risks; this link opens it: "]
    assert f"/risks/{risk.pk}/</a>" in by_link
    assert f"{chair.name} signed in last on 4 March 2026, 10:30am." in by_menu
    assert f"{member.name} has never signed in." in by_link


def test_a_no_says_nothing_of_menus(manager: User) -> None:
    RiskFactory(reference="R-01")
    page = ask(manager, user_with("TR"), "R-01").content.decode()
    assert ["Their menu" in page, "signed in" in page.split("Everything that they can open")[0]] == [False, False]


def test_a_page_of_the_menu_is_found_on_it(manager: User) -> None:
    (found,) = ask(manager, user_with("BM"), "/users/").context["lookup"].found
    assert found.way.menu == "Directory, Users and roles"


@pytest.mark.parametrize(
    ("address", "said"),
    [("/", "open to everybody who is signed in"), ("/help/", "public"), ("/nowhere/", "no page at this address")],
)
def test_other_addresses_are_told_apart(address: str, said: str, manager: User) -> None:
    assert said in ask(manager, user_with("SCR"), address).context["lookup"].said


def test_the_matrix_holds_every_power_in_words(manager: User) -> None:
    response = client_of(manager).get("/permissions/")
    assert [table["visibility"] for table in response.context["tables"]] == [one.visibility for one in matrices()]
    partnership = matrices()[0]
    risks = dict(partnership.rows)["risk"]
    assert dict(zip(partnership.roles, risks, strict=True))[Role.GROUP_CHAIR] == "reads, adds and changes own groups’"


@pytest.mark.parametrize("address", ["/permissions/", "/users/", "/users/roles/", "/users/{}/", "/users/{}/access/"])
def test_others_find_none_of_these_pages(address: str) -> None:
    path = address.format(UserFactory().pk)
    codes = {role: client_of(user_with(role)).get(path).status_code for role in ("BSO", "SCR", "TC", "IG", "ADM", "BM")}
    assert codes == {"BSO": 404, "SCR": 404, "TC": 404, "IG": 200, "ADM": 200, "BM": 200}


def test_a_reference_that_two_kinds_share_gets_two_answers(manager: User) -> None:
    RiskFactory(reference="X-1"), GroupFactory(reference="X-1")
    assert Record.objects.filter(reference="X-1").count() == 2
    assert len(ask(manager, user_with("SCR"), "X-1").context["lookup"].found) == 2
    assert not Action.objects.exists()
