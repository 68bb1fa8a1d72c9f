"""The private calendar: what stands in it, in whose time, and when its address stops working."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from partnership.models import CalendarLink, User
from partnership.selectors.calendar import calendar_of
from partnership.services.calendar_links import hash_of, make_calendar_link, remove_calendar_link
from tests.clients import client_of, user_with
from tests.factories.partnership import ActionFactory, AgencyFactory, GroupFactory, MeetingFactory, RiskFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 9, 12, tzinfo=UTC)
CANARY = "Ash of Mill Lane"
PAGE = "/calendar-link/"


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture(autouse=True)
def outside(settings: Any) -> None:
    settings.PORTAL_URL = "https://portal.example.org"


def events(user: User, now: datetime = NOW) -> dict[str, Event]:
    """Entries by their summary."""
    calendar: Any = Calendar.from_ical(calendar_of(user, now))
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def feed(token: str) -> Any:
    return Client().get(f"/calendar/{token}.ics")


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 12, 3), datetime(2026, 12, 3, 9, 30, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2026, 7, 1, 8, 30, tzinfo=UTC)),
        (date(2027, 3, 29), datetime(2027, 3, 29, 8, 30, tzinfo=UTC)),  # the day after the clocks went forward
    ],
)
def test_meeting_with_hours_stands_in_british_time(manager: User, day: date, utc: datetime) -> None:
    MeetingFactory(group__reference="EXEC", title="Executive", held_on=day, starts_at=time(9, 30), ends_at=time(12))
    (event,) = events(manager).values()
    assert str(event["summary"]) == "Meeting: Executive"
    assert event["dtstart"].params == {"TZID": "Europe/London"}
    assert (event["dtstart"].dt.astimezone(UTC), event["dtend"].dt - event["dtstart"].dt) == (
        utc,
        timedelta(hours=2, minutes=30),
    )


def test_meeting_without_hours_and_what_is_due_take_the_whole_day(manager: User) -> None:
    MeetingFactory(group__title="Executive group", title="", held_on=date(2026, 6, 10))
    action = ActionFactory(reference="ACT-1", title="Share, and tell; all", due_on=date(2026, 6, 12))
    RiskFactory(reference="R-1", title="Too few visitors", review_on=date(2026, 6, 11))
    found = events(manager)
    assert {summary: (event["dtstart"].dt, event["dtend"].dt) for summary, event in found.items()} == {
        "Meeting: Executive group, 10 June 2026": (date(2026, 6, 10), date(2026, 6, 11)),
        "Action: ACT-1 Share, and tell; all": (date(2026, 6, 12), date(2026, 6, 13)),
        "Risk to review: R-1 Too few visitors": (date(2026, 6, 11), date(2026, 6, 12)),
    }
    event = found["Action: ACT-1 Share, and tell; all"]
    assert (str(event["uid"]), str(event["url"]), str(event["transp"])) == (
        f"action-{action.pk}@portal.example.org",
        f"https://portal.example.org/actions/{action.pk}/",
        "TRANSPARENT",
    )


def test_meeting_that_ends_before_it_begins_has_no_end(manager: User) -> None:
    MeetingFactory(held_on=date(2026, 6, 10), starts_at=time(14), ends_at=time(2))
    assert ["dtend" in event for event in events(manager).values()] == [False]


def test_entry_keeps_its_identity_when_it_changes(manager: User) -> None:
    action = ActionFactory(due_on=date(2026, 6, 12))
    before = [str(event["uid"]) for event in events(manager).values()]
    action.title, action.due_on = "Other words", date(2026, 8, 1)
    action.save()
    assert [str(event["uid"]) for event in events(manager).values()] == before


def test_calendar_reaches_from_a_month_ago_to_a_year_ahead(manager: User) -> None:
    for days in (-32, -31, 366, 367):
        ActionFactory(reference=f"ACT{days}", title="Share", due_on=NOW.date() + timedelta(days=days))
    assert sorted(events(manager)) == ["Action: ACT-31 Share", "Action: ACT366 Share"]


def test_time_zone_of_the_calendar_is_that_of_london(manager: User) -> None:
    calendar: Any = Calendar.from_ical(calendar_of(manager, NOW))
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Europe/London"
    changes = {
        str(part["tzname"]): (part["dtstart"].dt, dict(part["rrule"]), part["tzoffsetfrom"].td, part["tzoffsetto"].td)
        for part in zone.subcomponents
    }
    hour = timedelta(hours=1)
    rule = {"FREQ": ["YEARLY"], "BYDAY": ["-1SU"]}
    assert changes == {
        "BST": (datetime(1996, 3, 31, 1), {**rule, "BYMONTH": [3]}, timedelta(0), hour),
        "GMT": (datetime(1996, 10, 27, 2), {**rule, "BYMONTH": [10]}, hour, timedelta(0)),
    }
    for year in (1996, 2026, 2040):
        for month, before in ((3, timedelta(0)), (10, hour)):
            last = max(day for day in (date(year, month, n) for n in range(25, 32)) if day.isoweekday() == 7)
            change = datetime.combine(last, time(1), UTC)
            assert (change - timedelta(seconds=1)).astimezone(LONDON).utcoffset() == before
            assert change.astimezone(LONDON).utcoffset() == hour - before


def test_of_what_is_restricted_the_reference_alone_stands_there(manager: User) -> None:
    RiskFactory(reference="R-1", title=CANARY, review_on=date(2026, 6, 11), visibility="restricted")
    MeetingFactory(
        group__reference="CRP", title=CANARY, venue=CANARY, held_on=date(2026, 6, 10), visibility="restricted"
    )
    assert sorted(events(manager)) == ["Meeting: CRP/2026-06-10", "Risk to review: R-1"]
    assert CANARY not in calendar_of(manager, NOW).decode()


def test_calendar_is_its_owners_own_at_each_request() -> None:
    agency = AgencyFactory()
    user = user_with("REP", agency=agency)
    today = timezone.localdate()
    ActionFactory(reference="OURS", title="Ours", agency=agency, due_on=today)
    ActionFactory(reference="THEIRS", title=CANARY, agency=AgencyFactory(), due_on=today)
    MeetingFactory(title=CANARY, held_on=today)
    RiskFactory(title=CANARY, review_on=today, visibility="sealed")
    token = make_calendar_link(by=user)
    assert re.findall(r"SUMMARY:(.*)\r", feed(token).content.decode()) == ["Action: OURS Ours"]
    user.grants.all().delete()
    assert re.findall(r"SUMMARY:(.*)\r", feed(token).content.decode()) == []


def test_feed_says_what_it_is_and_is_kept_nowhere(manager: User) -> None:
    response = feed(make_calendar_link(by=manager))
    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (
        200,
        "text/calendar; charset=utf-8",
        "private, no-store",
    )
    assert "Set-Cookie" not in response.headers


def test_only_the_hash_of_a_token_is_kept(manager: User) -> None:
    token = make_calendar_link(by=manager)
    assert len(token) == 43
    assert [link.token_hash for link in CalendarLink.objects.all()] == [hash_of(token)]


def body_of(response: Any) -> str:
    """A page without the code that differs each time."""
    return re.sub(r"NF-\w{4}", "NF-", response.content.decode())


def test_unknown_address_is_like_any_other(manager: User) -> None:
    make_calendar_link(by=manager)
    nowhere = Client().get("/calendar/there-is-no-such-page/")
    for token in ("x" * 43, hash_of("x"), Signer().sign("x").replace(":", "-")):
        response = feed(token)
        assert (response.status_code, body_of(response)) == (404, body_of(nowhere))
        assert response.headers == nowhere.headers


@pytest.mark.parametrize("end", ["new link", "link removed", "account ended"])
def test_address_stops_working_at_once(manager: User, end: str) -> None:
    token = make_calendar_link(by=manager)
    assert feed(token).status_code == 200
    match end:
        case "new link":
            assert feed(make_calendar_link(by=manager)).status_code == 200
        case "link removed":
            remove_calendar_link(by=manager)
        case "account ended":
            User.objects.filter(pk=manager.pk).update(is_active=False)
    assert feed(token).status_code == 404


def test_page_shows_the_address_once(manager: User) -> None:
    browser = client_of(manager)
    assert "You have no calendar link" in browser.get(PAGE).content.decode()
    made = browser.post(PAGE).content.decode()
    (address,) = re.findall(r'value="(https://portal\.example\.org/calendar/([\w-]{43})\.ics)"', made)
    assert feed(address[1]).status_code == 200
    again = browser.get(PAGE).content.decode()
    assert (address[1] in again, "We cannot show its address again" in again) == (False, True)
    assert browser.post(reverse("partnership:calendar-link-remove"))["Location"] == PAGE
    assert CalendarLink.objects.count() == 0


def test_opening_pages_makes_and_removes_nothing(manager: User) -> None:
    token = make_calendar_link(by=manager)
    browser = client_of(manager)
    browser.get(PAGE)
    assert browser.get(reverse("partnership:calendar-link-remove")).status_code == 405
    assert feed(token).status_code == 200


def test_one_makes_and_removes_ones_own_link_alone(manager: User) -> None:
    token = make_calendar_link(by=manager)
    other = client_of(user_with("REP", agency=AgencyFactory()))
    assert "You have no calendar link" in other.get(PAGE).content.decode()
    other.post(PAGE)
    other.post(reverse("partnership:calendar-link-remove"))
    assert feed(token).status_code == 200


@pytest.mark.parametrize("count", [1, 3, 300])
def test_feed_takes_the_same_queries_however_much_there_is(count: int, django_assert_num_queries: Any) -> None:
    agency = AgencyFactory()
    token = make_calendar_link(by=user_with("REP", agency=agency))
    group = GroupFactory()
    plan = ActionFactory(agency=agency, plan__record=group).plan
    for number in range(count):
        ActionFactory(agency=agency, plan=plan, due_on=timezone.localdate())
        if number < 20:
            MeetingFactory(group=group, held_on=timezone.localdate() + timedelta(days=number))
    with django_assert_num_queries(9):
        assert feed(token).status_code == 200
