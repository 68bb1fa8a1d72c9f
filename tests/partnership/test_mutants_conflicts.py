"""Each control of conflicts and emergencies, with it off: the test that holds it goes red."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership import policy
from partnership.enums import Role
from partnership.models import Message, Record, RoleGrant, User
from partnership.models.conflicts import InterestQuerySet
from partnership.models.users import RoleGrantQuerySet
from partnership.policy import can
from partnership.principals import principal_of
from partnership.services import access_notices, break_glass, conflicts, record_access
from partnership.views import fresh
from partnership.views.record_access.base import AboutAccess
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, InterestFactory, RiskFactory, RoleGrantFactory
from tests.factories.reviews import PanelMemberFactory, ReviewFactory
from tests.mutants import goes_red, no, nothing, off, refuses, without, yes

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=90)
NO_CONFLICTS = (InterestQuerySet, "in_force", lambda rows: rows.none())


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture
def chair() -> User:
    return user_with("SCR")


@pytest.fixture
def officer() -> RoleGrant:
    return RoleGrantFactory(role="BSO")


@pytest.fixture
def sealed(manager: User) -> Any:
    record = RiskFactory(visibility="sealed", reference="R-77", title="Canary of a title")
    RoleGrantFactory(user=manager, role="BM", record=record)
    user_with("IG")  # somebody who watches over access
    return record


def names(record: Any, held: RoleGrant, by: User) -> dict[str, Any]:
    return {"record": record, "held": held, "ends_on": LATER, "reason": "Takes the minutes", "by": by}


def opens(user: User, record: Any) -> bool:
    return can(principal_of(user), "view", record)


# --- Conflicts of interest -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("whose", ["person", "agency"])
def test_without_the_rule_of_conflicts_the_record_stays_open(whose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record, agency = ReviewFactory(), AgencyFactory()
    user = user_with("REP", agency=agency)
    RoleGrantFactory(user=user, role="REP", agency=agency, record=record)
    paper = PanelMemberFactory(review=record)
    assert (opens(user, record), opens(user, paper)) == (True, True)
    InterestFactory(record=record, **({"user": user} if whose == "person" else {"agency": agency, "user": None}))

    def holds() -> None:
        assert (opens(user, record), opens(user, paper)) == (False, False)

    goes_red(holds, monkeypatch, (policy, "_without_interest", lambda model, principal: Q()))


def test_without_the_question_who_may_one_ends_ones_own_conflict(
    manager: User, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    interest = conflicts.declare_own(record=RiskFactory(visibility="restricted"), reason="x", by=manager)

    def holds() -> None:
        how = {"interest": interest, "reason": "Over", "by": manager}
        refuses("may not change who has access", conflicts.end_interest, **how)

    goes_red(holds, monkeypatch, (conflicts, "require", nothing))


def test_without_the_question_who_may_a_stranger_declares_for_others(
    manager: User, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, stranger = RiskFactory(visibility="restricted"), user_with("TC")

    def holds() -> None:
        how = {"record": record, "user": manager, "reason": "x", "by": stranger}
        refuses("may not change who has access", conflicts.declare_for, **how)

    goes_red(holds, monkeypatch, (conflicts, "require", nothing))


@pytest.mark.parametrize("way", ["own", "by way of a row"])
def test_without_the_question_whether_it_is_open_a_stranger_learns_that_it_exists(
    chair: User, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, stranger = RiskFactory(visibility="restricted"), user_with("TC")

    def holds() -> None:
        how = {"record": record, "reason": "x", "by": stranger}
        if way == "own":
            refuses("may not open this record", conflicts.declare_own, **how)
        else:
            refuses("may not open this record", conflicts.declare_by_way_of, row=record, **how)

    goes_red(holds, monkeypatch, (conflicts, "opens_for", yes), (conflicts, "can", yes))


def test_without_the_last_keeper_nobody_could_end_it(chair: User, monkeypatch: pytest.MonkeyPatch) -> None:
    record = RiskFactory(visibility="restricted")

    def holds() -> None:
        how = {"record": record, "user": chair, "reason": "x", "by": chair}
        refuses("Nobody would be left", conflicts.declare_for, **how)

    goes_red(holds, monkeypatch, off(conflicts._declare, "not left"))


# --- In an emergency -----------------------------------------------------------------------------------------------


def opened(user: User) -> RoleGrant:
    return break_glass.open_in_emergency(reference="R-77", reason="The court asks tonight", by=user)


def test_without_its_minute_an_emergency_lasts(sealed: Any, chair: User, monkeypatch: pytest.MonkeyPatch) -> None:
    grant = opened(chair)
    RoleGrant.objects.filter(pk=grant.pk).update(expires_at=timezone.now())

    def holds() -> None:
        assert not opens(chair, sealed)

    at = "models.Q(expires_at=None) | models.Q(expires_at__gt=timezone.now()),"
    unending = without(RoleGrantQuerySet.in_force, at, "")
    goes_red(holds, monkeypatch, (RoleGrantQuerySet, "in_force", unending))


def test_without_four_hours_it_is_open_for_longer(sealed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def holds() -> None:
        left = opened(user_with("SCR")).expires_at - timezone.now()
        assert left <= timedelta(hours=4)

    goes_red(holds, monkeypatch, (break_glass, "LASTS", timedelta(days=300)))


def test_without_the_look_at_the_role_anybody_breaks_the_glass(
    sealed: Any, officer: RoleGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        how = {"reference": "R-77", "reason": "x", "by": officer.user}
        refuses("Only the business manager and the scrutineer", break_glass.open_in_emergency, **how)

    goes_red(holds, monkeypatch, (break_glass, "KEEPERS", tuple(Role)))


@pytest.mark.parametrize("what", ["conflict", "board"])
def test_without_the_look_at_who_asks_an_emergency_opens_what_stays_unknown_to_them(
    sealed: Any, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = user_with("SCR", board=BoardFactory() if what == "board" else None)
    if what == "conflict":
        InterestFactory(record=sealed, user=user)

    def holds() -> None:
        how = {"reference": "R-77", "reason": "x", "by": user}
        refuses("There is no record of this reference", break_glass.open_in_emergency, **how)

    controls = {
        "board": (break_glass, "held_for", lambda record, user, roles, today: user.grants.get()),
        "conflict": (break_glass, "has_conflict", no),
    }
    goes_red(holds, monkeypatch, controls[what])


def test_without_the_watch_nobody_hears_of_an_emergency(
    sealed: Any, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        Message.objects.all().delete()
        opened(user_with("BM"))
        assert chair in {message.to for message in Message.objects.all()}

    goes_red(holds, monkeypatch, (break_glass, "tell_watchers", nothing))


def test_without_a_fresh_sign_in_the_page_of_emergencies_is_answered(
    manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        late = client_of(manager, minutes_ago=6)
        assert late.get(reverse("partnership:emergency-open")).status_code == 302

    goes_red(holds, monkeypatch, (fresh, "missing_proofs", lambda request: []))


# --- Its pages and messages ----------------------------------------------------------------------------------------


def test_without_the_question_of_the_policy_the_page_of_a_sealed_record_is_found(
    chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, stranger = RiskFactory(visibility="sealed"), user_with("BM")

    def holds() -> None:
        page = client_of(stranger).get(reverse("partnership:record-access", args=[record.pk]))
        assert page.status_code == 404

    goes_red(holds, monkeypatch, (AboutAccess, "the_record", lambda page, pk: Record.objects.get(pk=pk).child))


def test_without_the_reference_a_message_tells_what_the_record_is_called(
    manager: User, officer: RoleGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        Message.objects.all().delete()
        record = RiskFactory(visibility="restricted", title="Canary of a title")
        record_access.name_person(**names(record, officer, manager))
        assert "Canary" not in Message.objects.get().body

    goes_red(holds, monkeypatch, (access_notices, "called", str))
