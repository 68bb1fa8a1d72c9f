"""Agencies merge: what goes on moves, what has been stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Action, Agency, Contribution, Person, Risk, RoleGrant, Seat, Tenure, User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.selectors.agencies import NewName, merger_of, predecessors, successors
from partnership.services.agencies import Moving, merge_agencies
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    AgencyFactory,
    ContributionFactory,
    GroupFactory,
    PersonFactory,
    RiskFactory,
    RoleGrantFactory,
    SeatFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "NHS Northvale ICB", "code": "ICB", "category": "health_commissioner", "on": "1/4/2026",
    "actions": "on", "seats": "on", "people": "on", "grants": "on",
}  # fmt: skip
ON = date(2026, 4, 1)
EVE = ON - timedelta(days=1)
NEW = {"name": "NHS Northvale ICB", "code": "ICB", "category": "health_commissioner", "statutory_partner": True}


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture
def old() -> Agency:
    return AgencyFactory(code="CCG", name="Northvale CCG", active_from=date(2015, 1, 1))


def merge(old: list[Agency], new: Any, by: User, **moving: bool) -> Agency:
    name = NewName(new.name, new.code, new.pk) if isinstance(new, Agency) else NewName(new["name"], new["code"])
    plan = merger_of(old=old, new=name, on=ON, principal=principal_of(by))
    return merge_agencies(old=old, new=new, on=ON, moving=Moving(**moving), confirmed=plan.fingerprint, by=by)


def test_an_agency_is_replaced_by_a_new_one(manager: User, old: Agency) -> None:
    new = merge([old], NEW, manager)
    old.refresh_from_db()
    assert (new.name, new.active_from, new.statutory_partner) == ("NHS Northvale ICB", ON, True)
    assert (old.replaced_by, old.active_to) == (new, EVE)
    assert (predecessors(new), successors(old)) == ([old], [new])
    assert old.history.first().history_user == manager


def test_open_actions_move_and_what_is_done_or_paid_stays(manager: User, old: Agency) -> None:
    going, done = ActionFactory(agency=old), ActionFactory(agency=old, status="complete")
    paid = ContributionFactory(agency=old)
    new = merge([old], NEW, manager)
    assert dict(Action.objects.values_list("pk", "agency")) == {going.pk: new.pk, done.pk: old.pk}
    assert Contribution.objects.get(pk=paid.pk).agency == old
    assert going.history.first().history_user == manager


def test_a_sealed_action_that_the_manager_may_not_see_stays_and_is_not_counted(manager: User, old: Agency) -> None:
    sealed = ActionFactory(agency=old, plan__record__visibility="sealed")
    plan = merger_of(old=[old], new=NewName("x", "x"), on=ON, principal=principal_of(manager))
    assert (plan.actions, plan.kept) == ((), 0)
    merge([old], NEW, manager)
    assert Action.objects.get(pk=sealed.pk).agency == old


def test_seats_end_and_follow_under_the_new_name_with_their_holders(manager: User, old: Agency) -> None:
    group = GroupFactory()
    seat = SeatFactory(group=group, agency=old, label="Northvale CCG", role="chair", job_title="Chief nurse")
    person = PersonFactory(agency=old)
    tenure = TenureFactory(seat=seat, person=person, starts_on=date(2020, 1, 1))
    over = SeatFactory(group=group, agency=old, ends_on=date(2019, 1, 1))
    new = merge([old], NEW, manager)
    seat.refresh_from_db(), tenure.refresh_from_db(), over.refresh_from_db()
    following = Seat.objects.get(agency=new)
    assert (seat.label, seat.ends_on, tenure.ends_on, over.ends_on) == ("Northvale CCG", EVE, EVE, date(2019, 1, 1))
    assert (following.label, following.group, following.role, following.job_title, following.starts_on) == (
        "NHS Northvale ICB",
        group,
        "chair",
        "Chief nurse",
        ON,
    )
    assert list(Tenure.objects.filter(seat=following).values_list("person", "starts_on", "ends_on")) == [
        (person.pk, ON, None)
    ]
    assert Person.objects.get(pk=person.pk).agency == new


def test_two_that_merge_get_one_seat_where_both_had_one(manager: User, old: Agency) -> None:
    other, group = AgencyFactory(code="ECCG", name="Eastvale CCG"), GroupFactory()
    SeatFactory(group=group, agency=old, label="Northvale CCG")
    SeatFactory(group=group, agency=other, label="Eastvale CCG")
    SeatFactory(group=group, agency=None, label="Lay member")
    new = merge([old, other], NEW, manager)
    assert sorted(Seat.objects.filter(ends_on=None).values_list("label", flat=True)) == [
        "Lay member",
        "NHS Northvale ICB",
    ]
    assert predecessors(new) == [other, old]


def test_a_name_that_others_have_gets_the_agency_beside_it(manager: User, old: Agency) -> None:
    group = GroupFactory()
    SeatFactory(group=group, agency=old, label="Designated nurse")
    new = merge([old], NEW, manager)
    assert Seat.objects.get(agency=new).label == "Designated nurse (NHS Northvale ICB)"


def test_a_group_that_is_over_gets_no_new_seat(manager: User, old: Agency) -> None:
    seat = SeatFactory(agency=old, group__ends_on=EVE)
    new = merge([old], NEW, manager)
    assert (Seat.objects.filter(agency=new).exists(), Seat.objects.get(pk=seat.pk).ends_on) == (False, None)


def test_a_seat_that_begins_only_now_goes_over_as_it_is(manager: User, old: Agency) -> None:
    seat = SeatFactory(agency=old, label="Coming", starts_on=ON)
    new = merge([old], NEW, manager)
    seat.refresh_from_db()
    assert (seat.agency, seat.label, seat.ends_on) == (new, "Coming", None)


def test_what_is_not_asked_for_does_not_move(manager: User, old: Agency) -> None:
    action, seat, person = ActionFactory(agency=old), SeatFactory(agency=old), PersonFactory(agency=old)
    grant = RoleGrantFactory(role="REP", agency=old)
    merge([old], NEW, manager, actions=False, seats=False, people=False, grants=False)
    assert {Model.objects.get(pk=row.pk).agency for Model, row in (
        (Action, action), (Seat, seat), (Person, person), (RoleGrant, grant)
    )} == {old}  # fmt: skip


def test_representatives_of_the_new_agency_read_the_past_of_the_old(manager: User, old: Agency) -> None:
    done = ActionFactory(agency=old, status="complete")
    before = RoleGrantFactory(role="REP", agency=old).user
    new = merge([old], NEW, manager)
    after = user_with("REP", agency=new)
    assert [can(principal_of(user), "view", done) for user in (before, after)] == [True, True]
    assert client_of(after).get(f"/agencies/{old.pk}/").status_code == 200
    assert "NHS Northvale ICB" in client_of(manager).get(f"/agencies/{old.pk}/").content.decode()


def test_what_was_confirmed_is_what_is_done(manager: User, old: Agency) -> None:
    plan = merger_of(old=[old], new=NewName("x", "x"), on=ON, principal=principal_of(manager))
    ActionFactory(agency=old)
    with pytest.raises(DomainError, match="has changed since you saw it"):
        merge_agencies(old=[old], new=NEW, on=ON, moving=Moving(), confirmed=plan.fingerprint, by=manager)
    assert not Agency.objects.filter(code="ICB").exists()


@pytest.mark.parametrize(
    ("on", "words"),
    [(timezone.localdate() + timedelta(days=1), "once it has happened"), (date(2015, 1, 1), "began on 1 January 2015")],
)
def test_a_day_that_cannot_be_is_refused(on: date, words: str, manager: User, old: Agency) -> None:
    with pytest.raises(DomainError, match=words):
        merge_agencies(old=[old], new=NEW, on=on, moving=Moving(), confirmed="", by=manager)


def test_nothing_replaces_itself_or_is_replaced_twice(manager: User, old: Agency) -> None:
    with pytest.raises(DomainError, match="cannot replace itself"):
        merge([old], old, manager)
    merge([old], NEW, manager)
    with pytest.raises(DomainError, match="has been replaced by NHS Northvale ICB already"):
        merge([old], AgencyFactory(), manager)
    with pytest.raises(DomainError, match="has itself been replaced"):
        merge([AgencyFactory()], old, manager)


def test_the_page_tells_what_moves_and_moves_it_only_when_confirmed(manager: User, old: Agency) -> None:
    ActionFactory(agency=old)
    browser = client_of(manager)
    typed = TYPED | {"old": [old.pk]}
    shown = browser.post("/agencies/merge/", typed)
    assert (shown.status_code, "1 open action moves" in shown.content.decode()) == (200, True)
    assert not Agency.objects.filter(code="ICB").exists()
    stale = browser.post("/agencies/merge/", {**typed, "confirmed": "something else"})
    assert "has changed since you saw it" in stale.content.decode()
    done = browser.post("/agencies/merge/", {**typed, "confirmed": shown.context["plan"].fingerprint})
    new = Agency.objects.get(code="ICB")
    assert (done.status_code, done["Location"]) == (302, f"/agencies/{new.pk}/")


def test_open_risks_go_with_the_open_actions_and_closed_ones_stay(manager: User, old: Agency) -> None:
    owned, closed = RiskFactory(owner_agency=old), RiskFactory(owner_agency=old, status="closed")
    other = RiskFactory(owner_agency=None)
    new = merge([old], NEW, manager)
    assert dict(Risk.objects.values_list("pk", "owner_agency")) == {owned.pk: new.pk, closed.pk: old.pk, other.pk: None}
    assert Risk.history.filter(id=owned.pk).first().history_user == manager


def test_open_risks_stay_where_actions_do_and_sealed_ones_are_not_counted(manager: User, old: Agency) -> None:
    open_one, sealed = RiskFactory(owner_agency=old), RiskFactory(owner_agency=old, visibility="sealed")
    plan = merger_of(old=[old], new=NewName("x", "x"), on=ON, principal=principal_of(manager))
    assert (plan.risks, plan.kept_risks) == ((open_one,), 0)
    merge([old], NEW, manager, actions=False)
    assert set(Risk.objects.filter(pk__in=[open_one.pk, sealed.pk]).values_list("owner_agency", flat=True)) == {old.pk}


def test_the_preview_names_actions_risks_and_later_contributions(manager: User, old: Agency) -> None:
    for number in range(11):
        ActionFactory(agency=old, title=f"Share lesson {number}")
    ActionFactory(agency=old, title="A secret", plan__record__visibility="restricted")
    RiskFactory(owner_agency=old, title="Too few nurses")
    RiskFactory(owner_agency=old, title="Another secret", visibility="restricted")
    before, later = (ContributionFactory(agency=old, financial_year=year) for year in ("2025-26", "2026-27"))
    page = client_of(manager).post("/agencies/merge/", TYPED | {"old": [old.pk]})
    words = page.content.decode()
    assert [f"Share lesson {number}" in words for number in range(11)] == [True] * 11
    assert ["12 open actions move" in words, "And 2 others" in words, "2 open risks move" in words] == [True] * 3
    assert ["Too few nurses" in words, "secret" in words] == [True, False]
    assert page.context["plan"].later == (later,)
    assert [f"/contributions/{one.pk}/" in words for one in (before, later)] == [False, True]
    assert "begin on 1 April 2026 or after it stay with the old too" in words


def test_a_day_to_come_is_refused_at_the_date_which_says_so_beforehand(manager: User, old: Agency) -> None:
    browser = client_of(manager)
    assert "Record it on the day or after it; today at the latest" in browser.get("/agencies/merge/").content.decode()
    tomorrow = timezone.localdate() + timedelta(days=1)
    shown = browser.post("/agencies/merge/", TYPED | {"old": [old.pk], "on": tomorrow.isoformat()})
    assert dict(shown.context["form"].errors) == {
        "on": ["Type today's date or an earlier one. A merger is recorded once it has happened"]
    }


def test_the_old_agency_shows_when_its_seats_ended(manager: User, old: Agency) -> None:
    SeatFactory(agency=old)
    merge([old], NEW, manager)
    page = client_of(manager).get(f"/agencies/{old.pk}/").content.decode()
    assert "31 March 2026" in page.split(">Seats")[-1]


def test_a_representative_cannot_merge_and_an_outsider_finds_nothing(old: Agency) -> None:
    assert client_of(user_with("REP", agency=old)).get("/agencies/merge/").status_code == 403
    assert client_of(user_with("TR")).get("/agencies/merge/").status_code == 404
