"""The pages of a meeting: who reaches them, what they show, what they leave out, how conflicts are told."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership import registry
from partnership.enums import MinutesState, Role
from partnership.models import Action, AgendaItem, KeptText, Meeting, ReadEntry, StandingItem
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    AgendaItemFactory,
    AttendanceFactory,
    GroupFactory,
    MeetingFactory,
    SeatFactory,
    StandingItemFactory,
)

pytestmark = pytest.mark.django_db
OF_MEETING = ("agenda", "attendance", "close", "carry", "minutes-agree", "minutes-lock", "minutes-reopen")
MEETING_QUERIES = 34


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(status="held", held_on=date(2026, 6, 9))


@pytest.fixture
def manager() -> Client:
    return client_of(user_with(Role.BUSINESS_MANAGER))


def member_of(group: Any) -> Client:
    agency = AgencyFactory()
    SeatFactory(group=group, agency=agency)
    return client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))


def addresses(meeting: Meeting, item: AgendaItem) -> list[str]:
    """Every page that is opened by GET."""
    found = [reverse(f"partnership:meeting-{name}", args=[meeting.pk]) for name in OF_MEETING]
    found += [reverse(f"partnership:{name}", args=[item.pk]) for name in ("minute", "item-change")]
    return [*found, reverse("partnership:standing-items", args=[meeting.group_id])]


def posts(meeting: Meeting, item: AgendaItem) -> list[str]:
    """Every address that only takes what is sent."""
    found = [reverse("partnership:meeting-agenda-build", args=[meeting.pk])]
    found += [reverse(f"partnership:item-{name}", args=[item.pk]) for name in ("move", "remove")]
    return [*found, reverse("partnership:item-raise", args=[item.pk, "action"])]


def texts(item: AgendaItem, **given: Any) -> dict[str, Any]:
    return {"minute": "", "decision": "", "public_summary": "", "version": item.version, **given}


def test_the_manager_opens_every_page(meeting: Meeting, manager: Client) -> None:
    item = AgendaItemFactory(meeting=meeting)
    assert [manager.get(address).status_code for address in addresses(meeting, item)] == [200] * 10


def test_another_agency_finds_nothing_at_any_address(meeting: Meeting) -> None:
    item = AgendaItemFactory(meeting=meeting)
    stranger = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    opened = [stranger.get(address).status_code for address in addresses(meeting, item)]
    sent = [stranger.post(address).status_code for address in [*addresses(meeting, item), *posts(meeting, item)]]
    assert {*opened, *sent} == {404}


def test_members_may_read_the_meeting_and_change_nothing(meeting: Meeting) -> None:
    item = AgendaItemFactory(meeting=meeting, minute="What was said.")
    member = member_of(meeting.group)
    assert "What was said." in page_of(member, registry.url_of(meeting))
    opened = [member.get(address).status_code for address in addresses(meeting, item)]
    sent = [member.post(address).status_code for address in [*addresses(meeting, item), *posts(meeting, item)]]
    assert {*opened, *sent} == {403}


def test_a_confidential_item_is_nowhere_for_a_member(meeting: Meeting) -> None:
    hidden = AgendaItemFactory(meeting=meeting, number=4, title="CANARY", confidential=True, decision="CANARY")
    AgendaItemFactory(meeting=meeting, number=5, title="After it")
    member = member_of(meeting.group)
    pages = [page_of(member, address) for address in (registry.url_of(meeting), "/decisions/")]
    assert ["CANARY" in page for page in pages] == [False, False]
    for name in ("decision-detail", "minute"):
        assert member.get(reverse(f"partnership:{name}", args=[hidden.pk])).status_code == 404
    assert ReadEntry.objects.count() == 0


def test_a_confidential_item_is_marked_and_each_visit_written_down(meeting: Meeting, manager: Client) -> None:
    item = AgendaItemFactory(meeting=meeting, number=4, title="Case learning", confidential=True, decision="Closed.")
    visited = [
        registry.url_of(meeting),
        reverse("partnership:meeting-agenda", args=[meeting.pk]),
        reverse("partnership:minute", args=[item.pk]),
        reverse("partnership:meeting-minutes-agree", args=[meeting.pk]),
        reverse("partnership:decision-detail", args=[item.pk]),
    ]
    pages = [page_of(manager, address) for address in visited]
    assert ["portal-banner" in page for page in pages] == [True] * 5
    assert list(ReadEntry.objects.order_by("pk").values_list("record_id", "address")) == [
        (meeting.pk, address) for address in visited
    ]
    assert "Item 4 is confidential. The business manager, the independent chair or scrutineer" in pages[0]
    listed = page_of(manager, "/decisions/")
    assert ("Item 4" in listed, "Case learning" in listed) == (True, False)


def test_a_script_is_told_that_the_text_is_saved(meeting: Meeting, manager: Client) -> None:
    item = AgendaItemFactory(meeting=meeting)
    address = reverse("partnership:minute", args=[item.pk])
    told = manager.post(address, texts(item, minute="Said.\r\nAnd done."), headers={"Accept": "application/json"})
    item.refresh_from_db()
    assert (told.status_code, told.json()["version"], item.version) == (200, 2, 2)
    assert item.minute == "Said.\nAnd done."
    assert told.json()["saved"].endswith("You can stop at any time.")


def test_two_writers_see_both_texts_and_choose(meeting: Meeting, manager: Client) -> None:
    item = AgendaItemFactory(meeting=meeting)
    address = reverse("partnership:minute", args=[item.pk])
    manager.post(address, texts(item, minute="Theirs.", decision="Theirs too."))
    by_script = manager.post(address, texts(item, minute="Mine."), headers={"Accept": "application/json"})
    assert (by_script.status_code, by_script.json()["both"]) == (409, True)
    by_hand = manager.post(address, texts(item, minute="Mine.", decision="Mine too."))
    page = by_hand.content.decode()
    assert by_hand.status_code == 409
    assert [words in page for words in ("Theirs.", "Mine.", "Theirs too.", "Mine too.")] == [True] * 4
    chosen = {"keep-minute": "mine", "keep-decision": "theirs"}
    manager.post(address, texts(item, minute="Mine.", decision="Mine too.", version=2) | chosen)
    item.refresh_from_db()
    assert (item.minute, item.decision) == ("Mine.", "Theirs too.")


def test_locked_minutes_refuse_what_a_script_sends(meeting: Meeting, manager: Client) -> None:
    item = AgendaItemFactory(meeting=meeting)
    meeting.minutes_state = MinutesState.LOCKED
    meeting.save()
    address = reverse("partnership:minute", args=[item.pk])
    told = manager.post(address, texts(item, minute="Late."), headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["refused"][:28]) == (409, "These minutes are locked, so")
    assert manager.get(address).status_code == 302


@pytest.mark.parametrize(("state", "left"), [(MinutesState.DRAFT, 0), (MinutesState.LOCKED, 1)])
def test_a_meeting_with_locked_minutes_is_not_archived(
    state: str, left: int, meeting: Meeting, manager: Client
) -> None:
    meeting.minutes_state = state
    meeting.save()
    manager.post(reverse("partnership:meeting-archive", args=[meeting.pk]), {"reason": "Typed twice"})
    assert Meeting.objects.filter(archived_at=None).count() == left


def test_a_text_that_a_lapsed_session_kept_stands_in_the_form_again(meeting: Meeting) -> None:
    user, item = user_with(Role.BUSINESS_MANAGER), AgendaItemFactory(meeting=meeting, minute="Stored.")
    address = reverse("partnership:minute", args=[item.pk])
    kept = KeptText.objects.create(user=user, address=address, title="Item", fields={"minute": ["In mid-sentence"]})
    manager = client_of(user)
    assert "In mid-sentence" in page_of(manager, f"{address}?kept={kept.pk}")
    manager.post(address, texts(item, minute="In mid-sentence and on."))
    assert KeptText.objects.count() == 0


def test_an_action_is_raised_and_the_typed_minute_is_not_lost(meeting: Meeting, manager: Client) -> None:
    item = AgendaItemFactory(meeting=meeting)
    address = reverse("partnership:item-raise", args=[item.pk, "action"])
    sent = texts(item, minute="Said.") | {"action-title": "Tell the homes", "action-due_on": "14 July 2026"}
    page = manager.post(address, sent, follow=True).content.decode()
    item.refresh_from_db()
    action = Action.objects.get()
    assert (item.minute, action.raised_in, action.due_on) == ("Said.", item, date(2026, 7, 14))
    assert f"{action.reference} is raised and stands in the action log." in page
    assert "Raised in this item (1)" in page


def test_what_is_missing_to_raise_a_risk_is_said_on_the_page(meeting: Meeting, manager: Client) -> None:
    item = AgendaItemFactory(meeting=meeting)
    address = reverse("partnership:item-raise", args=[item.pk, "risk"])
    page = manager.post(address, texts(item, minute="Typed and kept.")).content.decode()
    assert [page.count(words) for words in ("Type what could happen", "Typed and kept.")] == [2, 1]


def test_a_chair_raises_no_challenge(meeting: Meeting) -> None:
    item = AgendaItemFactory(meeting=meeting)
    chair = client_of(user_with(Role.GROUP_CHAIR, group=meeting.group))
    address = reverse("partnership:item-raise", args=[item.pk, "challenge"])
    assert chair.post(address, texts(item)).status_code == 403
    assert "Raise a challenge" not in page_of(chair, reverse("partnership:minute", args=[item.pk]))


def test_matters_arising_show_the_open_actions_of_the_group(meeting: Meeting, manager: Client) -> None:
    AgendaItemFactory(meeting=meeting, title="Matters arising", matters_arising=True)
    plan = ActionPlanFactory(record=meeting.group)
    ActionFactory(plan=plan, title="Still to do")
    ActionFactory(plan=plan, title="Done long ago", status="complete")
    ActionFactory(title="Of another group")
    page = page_of(manager, registry.url_of(meeting))
    asked = ("Still to do", "Done long ago", "Of another group", "1 open action of this")
    assert [words in page for words in asked] == [True, False, False, True]


def test_a_series_is_shown_before_it_is_made(manager: Client) -> None:
    there = MeetingFactory(held_on=date(2026, 7, 21))
    data = {"group": there.group_id, "first": "9/6/2026", "every": "6", "count": "3"}
    shown = manager.post("/meetings/series/", data).content.decode()
    assert ("Make 2 meetings" in shown, Meeting.objects.count()) == (True, 1)
    manager.post("/meetings/series/", {**data, "make": "yes"})
    assert [day.isoformat() for day in Meeting.objects.order_by("held_on").values_list("held_on", flat=True)] == [
        "2026-06-09",
        "2026-07-21",
        "2026-09-01",
    ]


def test_a_chair_plans_for_their_own_group_only() -> None:
    own, other = GroupFactory(), GroupFactory()
    chair = client_of(user_with(Role.GROUP_CHAIR, group=own))
    for group in (own, other):
        data = {"group": group.pk, "first": "9/6/2026", "every": "6", "count": "1", "make": "yes"}
        chair.post("/meetings/series/", data)
    assert [meeting.group for meeting in Meeting.objects.all()] == [own]


def test_a_template_is_typed_on_one_page(manager: Client) -> None:
    kept = StandingItemFactory(group=GroupFactory(), number=1, title="Welcome")
    address = reverse("partnership:standing-items", args=[kept.group_id])
    line = {f"item-{kept.pk}-{name}": value for name, value in (("number", 1), ("title", "Hello"), ("version", 1))}
    new = {"new-0-number": "2", "new-0-title": "Matters arising", "new-0-matters_arising": "on"}
    manager.post(address, line | new)
    stored = StandingItem.objects.order_by("number").values_list("number", "title", "matters_arising")
    assert list(stored) == [(1, "Hello", False), (2, "Matters arising", True)]
    collided = manager.post(address, line | {f"item-{kept.pk}-title": "Good morning"})
    page = collided.content.decode()
    assert (collided.status_code, "Good morning" in page, "They saved: 1. Hello" in page) == (409, True, True)


def test_a_collision_over_an_item_keeps_what_was_typed(meeting: Meeting, manager: Client) -> None:
    item = AgendaItemFactory(meeting=meeting, title="First")
    address = reverse("partnership:item-change", args=[item.pk])
    manager.post(address, {"title": "Theirs", "presenter": "", "version": 1})
    response = manager.post(address, {"title": "Mine", "presenter": "", "version": 1})
    page = response.content.decode()
    assert (response.status_code, "Title now: Theirs" in page, 'value="Mine"' in page) == (409, True, True)
    manager.post(address, {"title": "Mine", "presenter": "", "version": 2})
    item.refresh_from_db()
    assert item.title == "Mine"


def test_agreeing_locking_and_what_the_page_then_offers(meeting: Meeting, manager: Client) -> None:
    AgendaItemFactory(meeting=meeting)
    agree = reverse("partnership:meeting-minutes-agree", args=[meeting.pk])
    text_hash = manager.get(agree).context["text_hash"]
    manager.post(agree, {"text": text_hash})
    page = page_of(manager, registry.url_of(meeting))
    asked = ("Minutes agreed", "Lock the minutes", "Put back to draft", "Write the minutes")
    assert [words in page for words in asked] == [True, True, True, False]
    manager.post(reverse("partnership:meeting-minutes-lock", args=[meeting.pk]))
    page = page_of(manager, registry.url_of(meeting))
    assert [words in page for words in ("Minutes locked", *asked[1:])] == [True, False, False, False]


def test_locking_repeats_what_is_missing_and_leaves_the_attendance_to_be_read(meeting: Meeting) -> None:
    AgendaItemFactory(meeting=meeting, number=4, title="Quoracy")
    AttendanceFactory(meeting=meeting, seat__group=meeting.group, seat__label="Health seat", status="apologies")
    meeting.minutes_state = MinutesState.AGREED
    meeting.save()
    chair = client_of(user_with(Role.GROUP_CHAIR, group=meeting.group))
    lock = reverse("partnership:meeting-minutes-lock", args=[meeting.pk])
    assert "Nothing is written under item 4, Quoracy" in page_of(chair, lock)
    chair.post(lock)
    attendance = page_of(chair, registry.url_of(meeting)).split('id="attendance"')[1]
    assert [words in attendance for words in ("Health seat", "Apologies")] == [True, True]


def test_a_meeting_costs_the_same_with_one_and_with_thirty_items(
    meeting: Meeting, manager: Client, django_assert_num_queries: Any
) -> None:
    plan = ActionPlanFactory(record=meeting.group)
    for more in (1, 29):
        for _ in range(more):
            item = AgendaItemFactory(meeting=meeting, minute="Said.", matters_arising=True)
            ActionFactory(raised_in=item, plan=plan)
        with django_assert_num_queries(MEETING_QUERIES):
            assert manager.get(registry.url_of(meeting)).status_code == 200
