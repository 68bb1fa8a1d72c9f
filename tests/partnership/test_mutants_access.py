"""Each control of who has access to a record, with it off: the test that holds it goes red."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Q
from django.utils import timezone

from partnership import policy
from partnership.models import Message, Record, RoleGrant, User
from partnership.models.conflicts import InterestQuerySet
from partnership.models.users import RoleGrantQuerySet
from partnership.policy import can
from partnership.principals import principal_of
from partnership.services import classes, grants, record_access, two_people
from partnership.services.rows import create_row
from tests.clients import user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, InterestFactory, RiskFactory, RoleGrantFactory
from tests.factories.reviews import ReviewFactory
from tests.mutants import goes_red, no, nothing, off, refuses, without, yes

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=90)
NO_CONFLICTS = (InterestQuerySet, "in_force", lambda rows: rows.none())

#: Whoever asked answers, and the database, which would refuse that too, is told of somebody else.
ALONE: Any = (
    'by == fresh.asked_by or by == getattr(fresh, "user", None)',
    "False",
    ("agreed, answer, by, timezone", "agreed, answer, User.objects.exclude(pk=fresh.asked_by.pk).first(), timezone"),
)


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
    return record


def names(record: Any, held: RoleGrant, by: User) -> dict[str, Any]:
    return {"record": record, "held": held, "ends_on": LATER, "reason": "Takes the minutes", "by": by}


def opens(user: User, record: Any) -> bool:
    return can(principal_of(user), "view", record)


def class_of(record: Any) -> str:
    return Record.objects.get(pk=record.pk).visibility


def forced(grant: RoleGrant, by: User) -> RoleGrant:
    """A grant stored without the rules of who gives what."""
    stored: RoleGrant = create_row(row=grant, values={}, by=by)
    return stored


# --- Named on a record ---------------------------------------------------------------------------------------------


def test_without_the_question_who_may_name_anybody_names(
    officer: RoleGrant, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = RiskFactory(visibility="restricted")

    def holds() -> None:
        refuses("may not change who has access", record_access.name_person, **names(record, officer, chair))

    by_anybody = (record_access, "store_grant", lambda grant, by: forced(grant, by))
    goes_red(holds, monkeypatch, (record_access, "require", nothing), by_anybody)


@pytest.mark.parametrize("step", ["name", "take off"])
def test_without_the_rule_about_oneself_one_changes_ones_own_access(
    sealed: Any, manager: User, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, own = RiskFactory(visibility="restricted"), manager.grants.get(record=sealed)

    def holds() -> None:
        words = "Nobody changes their own account or roles"
        if step == "name":
            held = manager.grants.get(record=None)
            refuses(words, record_access.name_person, **names(record, held, manager))
        else:
            refuses(words, record_access.take_off, grant=own, version=own.version, reason="x", by=manager)

    anybody = (record_access, "roles_to_name", lambda record, by, today: RoleGrant.objects.all())
    goes_red(holds, monkeypatch, (record_access, "refuse_oneself", nothing), anybody)


@pytest.mark.parametrize("how", ["person", "agency", "reviewer"])
def test_without_the_rule_of_conflicts_whoever_has_one_is_named(
    manager: User, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, agency = ReviewFactory(), AgencyFactory()
    held = RoleGrantFactory(role="REP", agency=agency)
    of = {"agency": agency, "user": None} if how == "agency" else {"user": held.user}
    InterestFactory(record=record, **of)

    def holds() -> None:
        if how == "reviewer":
            given = {"record": record, "user": held.user, "ends_on": LATER, "reason": "x", "by": manager}
            refuses("cannot be named here", record_access.name_reviewer, **given)
        else:
            refuses("cannot be named here", record_access.name_person, **names(record, held, manager))

    goes_red(holds, monkeypatch, NO_CONFLICTS)


def test_without_the_second_look_whoever_has_a_conflict_by_then_is_named(
    sealed: Any, manager: User, chair: User, officer: RoleGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = record_access.name_person(**names(sealed, officer, manager))
    InterestFactory(record=sealed, user=officer.user)

    def holds() -> None:
        how = {"request": request, "agreed": True, "answer": "", "by": chair}
        refuses("cannot be named here", record_access.answer_naming, **how)

    goes_red(holds, monkeypatch, NO_CONFLICTS)


@pytest.mark.parametrize("way", ["name", "reviewer", "role"])
def test_without_the_second_person_one_names_on_a_sealed_record(
    sealed: Any, manager: User, officer: RoleGrant, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_with("SCR")
    person = officer.user

    def holds() -> None:
        if way == "name":
            record_access.name_person(**names(sealed, officer, manager))
        elif way == "reviewer":
            given = {"record": sealed, "user": person, "ends_on": LATER, "reason": "x", "by": manager}
            refuses("a second person confirms", record_access.name_reviewer, **given)
        else:
            given = {"user": person, "role": "BSO", "starts_on": TODAY, "ends_on": LATER, "reason": "x", "by": manager}
            refuses("a second person confirms", grants.give_role, **given, record=sealed)
        assert not opens(person, sealed)

    unsealed = SimpleNamespace(SEALED="none")
    goes_red(holds, monkeypatch, (record_access, "Visibility", unsealed), (grants, "Visibility", unsealed))


@pytest.mark.parametrize("ended", ["last day", "minute"])
def test_without_the_end_of_a_naming_the_record_stays_open(
    officer: RoleGrant, ended: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, before = RiskFactory(visibility="restricted"), TODAY - timedelta(days=9)
    end = {"ends_on": TODAY - timedelta(days=1)} if ended == "last day" else {"expires_at": timezone.now()}
    RoleGrantFactory(user=officer.user, role="BSO", record=record, starts_on=before, **end)

    def holds() -> None:
        assert not opens(officer.user, record)

    goes_red(holds, monkeypatch, (RoleGrantQuerySet, "in_force", lambda rows, today: rows.all()))


def test_without_its_minute_whoever_was_taken_off_reads_on_until_midnight(
    manager: User, officer: RoleGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        record = RiskFactory(visibility="restricted")
        grant = record_access.name_person(**names(record, officer, manager))
        record_access.take_off(grant=grant, version=grant.version, reason="Moved on", by=manager)
        assert not opens(officer.user, record)

    goes_red(holds, monkeypatch, off(record_access.take_off, ', "expires_at": now', ""))


def test_without_the_watch_one_names_oneself_unseen(
    manager: User, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        Message.objects.all().delete()
        record_access.add_oneself(record=ReviewFactory(), ends_on=LATER, reason="Chairs it", by=manager)
        assert [message.to for message in Message.objects.all()] == [chair]

    goes_red(holds, monkeypatch, (record_access, "tell_watchers", nothing))


def test_without_the_rule_of_the_board_a_role_of_one_opens_records_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    user, record = user_with("BM", board=BoardFactory()), RiskFactory(visibility="restricted", boards=[BoardFactory()])

    def holds() -> None:
        assert not opens(user, record)

    goes_red(holds, monkeypatch, (policy, "within_board", lambda model, grant: Q()))


# --- Two people ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["who asked", "who is named"])
def test_without_the_rule_of_two_people_one_confirms_ones_own(
    sealed: Any, manager: User, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = RoleGrantFactory(role="SCR")
    user_with("SCR")
    request = record_access.name_person(**names(sealed, held, manager))
    by = manager if who == "who asked" else held.user

    def holds() -> None:
        how = {"request": request, "agreed": True, "answer": "", "by": by}
        refuses("Somebody else has to confirm", record_access.answer_naming, **how)

    goes_red(holds, monkeypatch, (record_access, "close_request", without(two_people.close_request, *ALONE)))


def test_without_the_rule_of_two_people_one_seals_alone(manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    user_with("SCR")
    record = RiskFactory(visibility="restricted")
    RoleGrantFactory(user=manager, role="BM", record=record)
    request = classes.change_class(record=record, to="sealed", version=record.version, reason="x", by=manager)

    def holds() -> None:
        how = {"request": request, "agreed": True, "answer": "", "by": manager}
        refuses("Somebody else has to confirm", classes.answer_class_change, **how)

    goes_red(holds, monkeypatch, (classes, "close_request", without(two_people.close_request, *ALONE)))


def test_without_the_question_who_approves_anybody_confirms(
    sealed: Any, manager: User, officer: RoleGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_with("SCR")
    request, stranger = record_access.name_person(**names(sealed, officer, manager)), user_with("TC")

    def holds() -> None:
        how = {"request": request, "agreed": True, "answer": "", "by": stranger}
        refuses("may not change who has access", record_access.answer_naming, **how)

    goes_red(holds, monkeypatch, (two_people, "require", nothing))


def test_without_the_look_at_the_answer_a_refused_request_is_confirmed(
    sealed: Any, manager: User, chair: User, officer: RoleGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = record_access.name_person(**names(sealed, officer, manager))
    record_access.answer_naming(request=request, agreed=False, answer="Not needed", by=chair)
    other = user_with("SCR")

    def holds() -> None:
        how = {"request": request, "agreed": True, "answer": "", "by": other}
        refuses("answered already", record_access.answer_naming, **how)

    again = without(two_people.close_request, "fresh.answered_at is not None")
    goes_red(holds, monkeypatch, (record_access, "close_request", again))


# --- Classes -------------------------------------------------------------------------------------------------------


def changes(record: Any, to: str, by: User) -> dict[str, Any]:
    stored = Record.objects.get(pk=record.pk).child
    return {"record": stored, "to": to, "version": stored.version, "reason": "It names a worker", "by": by}


def test_without_the_second_person_one_unseals(
    sealed: Any, manager: User, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        classes.change_class(**changes(sealed, "partnership", manager))
        assert class_of(sealed) == "sealed"

    holds()
    sealed.classchange_requests.all().delete()
    monkeypatch.setattr(classes, "needs_two", no)
    with pytest.raises(AssertionError):
        holds()


def test_without_the_question_who_may_a_scrutineer_changes_the_class(
    chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = RiskFactory()

    def holds() -> None:
        refuses("may not change who has access", classes.change_class, **changes(record, "restricted", chair))

    goes_red(holds, monkeypatch, (classes, "require", nothing))


def test_without_the_look_at_publication_a_review_is_opened_by_hand(
    manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = ReviewFactory()

    def holds() -> None:
        refuses("opens when its report is published", classes.change_class, **changes(record, "partnership", manager))

    goes_red(holds, monkeypatch, (classes, "check_class", nothing))


def test_without_the_look_at_the_list_one_seals_what_one_then_cannot_open(
    manager: User, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = RiskFactory(visibility="restricted")

    def holds() -> None:
        refuses("name yourself on it first", classes.change_class, **changes(record, "sealed", manager))

    goes_red(holds, monkeypatch, (classes, "is_named", yes))


def test_without_the_look_at_the_class_an_overtaken_request_seals(
    manager: User, chair: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = RiskFactory(visibility="restricted")
    RoleGrantFactory(user=manager, role="BM", record=record)
    request = classes.change_class(**changes(record, "sealed", manager))
    classes.change_class(**changes(record, "partnership", manager))

    def holds() -> None:
        how = {"request": request, "agreed": True, "answer": "", "by": chair}
        refuses("has changed since", classes.answer_class_change, **how)

    goes_red(holds, monkeypatch, off(classes.answer_class_change, "record.visibility != closed.was"))
