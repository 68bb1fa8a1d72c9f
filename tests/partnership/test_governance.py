"""Who reports to whom, and who sits where."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Agency, Board, Group, Person, Seat, Tenure, User
from partnership.principals import principal_of
from partnership.selectors.governance import governance_tree
from partnership.services.seats import change_tenure, seat_person
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    MeetingFactory,
    PersonFactory,
    SeatFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture
def browser(manager: User) -> Client:
    return client_of(manager)


def drawn(branches: Any) -> list[Any]:
    return [(branch.name, drawn(branch.below)) for branch in branches]


def tree_of(board: Board, reader: User) -> tuple[list[Any], list[str]]:
    trees, ended = governance_tree(boards=[board], today=TODAY, principal=principal_of(reader))
    return drawn(trees[0].branches), [branch.name for branch in ended]


def test_groups_stand_under_those_that_they_report_to(manager: User, board: Board) -> None:
    top = GroupFactory(title="Executive", group_kind="executive", board=board)
    learning = GroupFactory(title="Learning", parent=top, board=board)
    GroupFactory(title="Audit panel", parent=learning, board=board)
    GroupFactory(title="Babies", parent=top, board=board)
    GroupFactory(title="Forum", parent=GroupFactory(title="Elsewhere"), board=board)
    GroupFactory(title="Neglect", ends_on=TODAY - DAY, parent=top, board=board)
    assert tree_of(board, manager) == (
        [("Executive", [("Babies", []), ("Learning", [("Audit panel", [])])]), ("Forum", [])],
        ["Neglect"],
    )


def test_groups_in_a_ring_are_not_lost(manager: User, board: Board) -> None:
    one = GroupFactory(title="One", board=board)
    other = GroupFactory(title="Other", parent=one, board=board)
    Group.objects.filter(pk=one.pk).update(parent=other)
    assert tree_of(board, manager)[0] == [("One", []), ("Other", [])]


def test_a_branch_says_who_chairs_and_when_it_meets(manager: User, board: Board) -> None:
    group = GroupFactory(boards=[board, BoardFactory(name="Adults Board")])
    chair = SeatFactory(group=group, role="chair", label="Chair")
    TenureFactory(seat=chair, person__name="Before Her", ends_on=TODAY - DAY)
    TenureFactory(seat=chair, person__name="Helen Strand", starts_on=TODAY)
    SeatFactory(group=group, role="member", label="A member")
    for day in (TODAY - DAY, TODAY + DAY, TODAY + 9 * DAY):
        MeetingFactory(group=group, held_on=day, status="planned")
    MeetingFactory(group=group, held_on=TODAY, status="cancelled")
    trees, _ = governance_tree(boards=[board], today=TODAY, principal=principal_of(manager))
    (branch,) = trees[0].branches
    assert (branch.chair, branch.next_on, branch.shared_with) == ("Helen Strand", TODAY + DAY, ("Adults Board",))


def test_a_restricted_group_goes_by_its_code_and_a_sealed_one_is_not_there(manager: User, board: Board) -> None:
    GroupFactory(reference="PANEL", title="CANARY", visibility="restricted", board=board)
    GroupFactory(reference="SEALED", visibility="sealed", board=board)
    assert tree_of(board, manager)[0] == [("PANEL", [])]
    page = client_of(manager).get("/governance/").content.decode()
    assert ("CANARY" in page, "PANEL" in page, "SEALED" in page) == (False, True, False)


def test_the_tree_costs_the_same_whatever_is_in_it(browser: Client, board: Board) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get("/governance/").status_code == 200
        return len(captured)

    TenureFactory(seat__group__board=board, seat__role="chair")
    first = cost()
    for _ in range(3):
        TenureFactory(seat__group__board=board, seat__role="chair")
    assert cost() == first <= 12


def test_the_next_holder_ends_the_present_one_the_day_before(manager: User, browser: Client) -> None:
    tenure = TenureFactory(starts_on=date(2020, 1, 1))
    seat, person = tenure.seat, PersonFactory()
    page = browser.get(f"/seats/{seat.pk}/holder/").content.decode()
    assert f"{tenure.person.name} holds it now" in page
    done = browser.post(f"/seats/{seat.pk}/holder/", {"person": person.pk, "starts_on": "1 April 2026"})
    assert (done.status_code, done["Location"]) == (302, f"/seats/{seat.pk}/")
    assert list(Tenure.objects.order_by("pk").values_list("person", "starts_on", "ends_on")) == [
        (tenure.person_id, date(2020, 1, 1), date(2026, 3, 31)),
        (person.pk, date(2026, 4, 1), None),
    ]
    assert tenure.history.first().history_user == manager


def test_somebody_new_is_added_to_the_directory_under_the_seats_agency(browser: Client) -> None:
    seat = SeatFactory(agency=AgencyFactory())
    browser.post(f"/seats/{seat.pk}/holder/", {"name": "Asha Menon", "starts_on": "1/4/2026"})
    person = Person.objects.get(name="Asha Menon")
    assert (person.agency, person.tenures.get().seat) == (seat.agency, seat)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"starts_on": "1/4/2026"}, "person", "Choose who holds the seat, or type a name"),
        ({"name": "A", "starts_on": ""}, "starts_on", "Type the day on which they began"),
        ({"name": "A", "starts_on": "31/6/2026"}, "starts_on", "June 2026 has 30 days. Type 30/6/2026 or another date"),
        ({"name": "A", "starts_on": "2/4/2026", "ends_on": "1/4/2026"}, "ends_on",
         "The last day comes before the first. Change one of them"),
        ({"person": "999999", "starts_on": "1/4/2026"}, "person", "Choose somebody from the list"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_the_field(typed: dict[str, str], field: str, words: str, browser: Client) -> None:
    response = browser.post(f"/seats/{SeatFactory().pk}/holder/", typed)
    assert (response.status_code, response.context["form"].errors[field]) == (200, [words])
    assert not Tenure.objects.exists()


def test_two_do_not_hold_a_seat_at_once(manager: User) -> None:
    seat = SeatFactory()
    held = TenureFactory(seat=seat, person__name="Anna", starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    with pytest.raises(DomainError, match="Anna held this seat from 1 January 2020 to 1 January 2021"):
        seat_person(seat=seat, person=PersonFactory(), starts_on=date(2020, 6, 1), ends_on=date(2022, 1, 1), by=manager)
    present = seat_person(seat=seat, person=PersonFactory(), starts_on=date(2022, 1, 1), by=manager)
    with pytest.raises(DomainError, match="Anna held this seat"):
        change_tenure(tenure=present, values={"starts_on": date(2020, 6, 1)}, version=present.version, by=manager)
    with pytest.raises(DomainError, match="holds this seat already"):
        seat_person(seat=seat, person=present.person, starts_on=TODAY, by=manager)
    assert Tenure.objects.get(pk=held.pk).ends_on == date(2021, 1, 1)


def test_days_on_a_seat_are_corrected_and_the_second_editor_is_told(browser: Client) -> None:
    tenure = TenureFactory(starts_on=date(2020, 1, 1))
    typed = {"person": tenure.person_id, "starts_on": "", "ends_on": "1/1/2024", "version": 1}
    assert browser.post(f"/tenures/{tenure.pk}/change/", typed).status_code == 302
    again = browser.post(f"/tenures/{tenure.pk}/change/", typed)
    assert "Somebody else changed this" in again.content.decode()
    tenure.refresh_from_db()
    assert (tenure.starts_on, tenure.ends_on) == (None, date(2024, 1, 1))


def test_seats_are_changed_by_those_of_the_group_alone() -> None:
    seat, other = SeatFactory(), SeatFactory()
    chair = client_of(user_with("SGC", group=seat.group))
    rep = client_of(user_with("REP", agency=SeatFactory(group=seat.group, agency=AgencyFactory()).agency))
    trainer = client_of(user_with("TR"))
    codes = [one.get(f"/seats/{row.pk}/holder/").status_code for one in (chair, rep, trainer) for row in (seat, other)]
    assert codes == [200, 403, 403, 403, 404, 404]


def test_a_person_page_lists_seats_now_and_before(browser: Client) -> None:
    person = PersonFactory()
    now = TenureFactory(person=person, seat__label="Now here")
    TenureFactory(person=person, seat__label="Once there", ends_on=date(2020, 1, 1))
    page = browser.get(f"/people/{person.pk}/").content.decode()
    assert page.index("Now here") < page.index("Once there")
    assert f'href="/seats/{now.seat.pk}/"' in page


def test_a_group_page_offers_a_seat_and_the_form_begins_with_the_group(browser: Client) -> None:
    group = GroupFactory()
    assert f"/seats/new/?group={group.pk}" in browser.get(f"/groups/{group.pk}/").content.decode()
    form = browser.get(f"/seats/new/?group={group.pk}").context["form"]
    assert str(form["group"].value()) == str(group.pk)


def test_bodies_are_made_in_the_browser_with_all_their_columns(browser: Client, board: Board) -> None:
    made = {
        "/boards/new/": {"code": "NSAB", "name": "Adults Board", "kind": "sab", "area": "Northvale",
                         "year_start_month": "10", "legal_basis": "Care Act 2014", "vision": "Safe lives",
                         "strategic_aims": "One\nTwo", "website": "https://example.org", "email": "a@example.org",
                         "phone": "01234"},
        "/agencies/new/": {"code": "POL", "name": "Police", "category": "police", "statutory_partner": "yes",
                           "active_from": "1/4/2015", "active_to": "30 June 2026"},
        "/groups/new/": {"reference": "LEARN", "title": "Learning", "group_kind": "subgroup", "boards": [board.pk],
                         "parent": "", "also_reports_to": "CSP", "purpose": "To learn", "meetings_per_year": "6",
                         "starts_on": "1/4/2015", "ends_on": ""},
    }  # fmt: skip
    for address, typed in made.items():
        response = browser.post(address, typed)
        assert response.status_code == 302, (address, getattr(response.context, "get", lambda _: "")("form"))
    stored = Board.objects.get(code="NSAB")
    assert (stored.strategic_aims, stored.year_start_month) == (["One", "Two"], 10)
    agency = Agency.objects.get(code="POL")
    assert (agency.statutory_partner, agency.active_to) == (True, date(2026, 6, 30))
    group = Group.objects.get(reference="LEARN")
    assert (group.meetings_per_year, list(group.boards.all())) == (6, [board])
    typed = {"group": group.pk, "label": "Police", "agency": agency.pk, "role": "chair", "job_title": "Superintendent",
             "starts_on": "1/4/2016", "ends_on": ""}  # fmt: skip
    assert browser.post("/seats/new/", typed).status_code == 302
    assert Seat.objects.get(label="Police").job_title == "Superintendent"
    assert browser.post("/people/new/", {"name": "Ann Lee", "agency": agency.pk}).status_code == 302


def test_neither_groups_nor_agencies_go_round_in_a_ring(browser: Client) -> None:
    group = GroupFactory()
    below = GroupFactory(parent=group)
    response = browser.post(f"/groups/{group.pk}/change/", {"parent": below.pk, "version": group.version})
    assert "reports to the one that you change" in str(response.context["form"].errors["parent"])
    new = AgencyFactory()
    old = AgencyFactory(replaced_by=new)
    response = browser.post(f"/agencies/{new.pk}/change/", {"replaced_by": old.pk, "version": new.version})
    assert "itself replaced by this agency" in str(response.context["form"].errors["replaced_by"])
