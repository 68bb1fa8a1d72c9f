"""Pages of returns: asking, writing, pasting, sending, looking after, the list."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import MaxLengthValidator
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from partnership.enums import Role
from partnership.models import Interest, KeptText
from partnership.principals import principal_of
from partnership.selectors.agency_sheet import agency_sheet
from partnership.selectors.deadlines import late
from reviews.forms.chronology import TOO_MUCH, PasteForm
from reviews.models import AgencyReturn, ChronologyEntry
from reviews.work_items.returns import review_returns_asked
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, InterestFactory
from tests.factories.reviews import ChronologyEntryFactory, ReturnMessageFactory, ReviewFactory
from tests.reviews.returns_world import World, make_return, make_world, stand_as

pytestmark = pytest.mark.django_db
LATE = {"due_on": date(2026, 5, 29)}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def agency(world: World) -> Client:
    return client_of(world.asked)


@pytest.fixture
def unit(world: World) -> Client:
    return client_of(world.manager)


def at(name: str, key: int) -> str:
    return reverse(f"reviews:{name}", args=[key])


# --- Asking ------------------------------------------------------------------------------------------------------


def asking(world: World, **fields: Any) -> dict[str, Any]:
    posted = {
        "kind": "rapid",
        "due_on": "30/6/2099",
        "questions": "One?\nTwo?",
        f"senior_{world.agency.pk}": "A. Price",
    }
    return {**posted, f"people_{world.agency.pk}": [world.asked.pk], **fields}


def test_agencies_are_asked_on_one_page(world: World, unit: Client) -> None:
    response = unit.post(at("return-create", world.review.pk), asking(world))
    row = AgencyReturn.objects.exclude(pk=world.row.pk).get()
    assert response["Location"] == f"/case-reviews/{world.review.pk}/"
    assert (row.kind, row.questions, row.senior, list(row.people.all())) == (
        "rapid",
        ["One?", "Two?"],
        "A. Price",
        [world.asked],
    )


def test_the_kind_brings_its_questions(world: World, unit: Client) -> None:
    url = at("return-create", world.review.pk)
    assert "What do you ask agencies for?" in page_of(unit, url)
    assert "Is any other child at risk now" in page_of(unit, f"{url}?kind=rapid")
    assert "Is any other child at risk now" not in page_of(unit, f"{url}?kind=both")


def test_nobody_ticked_is_nobody_asked(world: World, unit: Client) -> None:
    posted = asking(world)
    del posted[f"people_{world.agency.pk}"]
    response = unit.post(at("return-create", world.review.pk), posted)
    assert "Choose who is asked, of at least one agency" in response.content.decode()
    assert AgencyReturn.objects.count() == 1


def test_a_conflicted_agency_stands_apart(world: World, unit: Client) -> None:
    Interest.objects.create(record=world.review, agency=world.agency, reason="x", declared_by=world.manager)
    page = page_of(unit, f"{at('return-create', world.review.pk)}?kind=both")
    assert "They have a conflict of interest with this review." in page
    response = unit.post(at("return-create", world.review.pk), asking(world))
    assert (response.status_code, AgencyReturn.objects.count()) == (200, 1)


# --- The agency's page -------------------------------------------------------------------------------------------


def test_the_agency_sees_five_steps(world: World, agency: Client) -> None:
    page = page_of(agency, at("return-detail", world.row.pk))
    steps = (
        "Tell us if you have a conflict",
        "Find the records",
        "Write the chronology",
        "Answer 1 question",
        "Have it",
    )
    assert [step for step in steps if step not in page] == []
    assert "Chronology and report for review NV-2026-02" in page


def test_a_report_has_no_chronology() -> None:
    world = make_world(kind="report")
    page = page_of(client_of(world.asked), at("return-detail", world.row.pk))
    assert ("Write the chronology" in page, "Your entries" in page) == (False, False)


def test_an_entry_is_saved_at_once(world: World, agency: Client) -> None:
    posted = {"happened_on": "3/3/2025", "happened_at": "2.30pm", "what": "Teacher speaks with mother.", "next": "yes"}
    response = agency.post(at("return-entry-create", world.row.pk), posted)
    assert response["Location"] == at("return-entry-create", world.row.pk)
    assert ChronologyEntry.objects.get().happened_on == date(2025, 3, 3)


def test_a_name_is_asked_about_before_it_is_saved(world: World, agency: Client) -> None:
    posted = {"happened_on": "3/3/2025", "what": "Mrs Canary visits."}
    refused = agency.post(at("return-entry-create", world.row.pk), posted)
    assert ("This may be a name" in refused.content.decode(), ChronologyEntry.objects.count()) == (True, 0)
    agency.post(at("return-entry-create", world.row.pk), {**posted, "names_checked": "on"})
    assert ChronologyEntry.objects.count() == 1


@pytest.mark.parametrize("name", ["return-entry-change", "return-answer-change"])
def test_the_second_of_two_editors_sees_both_texts(world: World, agency: Client, name: str) -> None:
    entry = ChronologyEntryFactory(agency_return=world.row, what="First words.")
    row: Any = entry if name == "return-entry-change" else world.row.answers.get()
    field = "what" if row is entry else "text"
    posted = {"happened_on": "3/11/2016", "version": row.version}
    agency.post(at(name, row.pk), {**posted, field: "Theirs."})
    second = agency.post(at(name, row.pk), {**posted, field: "Mine."})
    assert second.status_code == 409
    assert [words in second.content.decode() for words in ("Theirs.", "Mine.", 'name="kept_for"')] == [
        True,
        True,
        False,
    ]
    row.refresh_from_db()
    assert getattr(row, field) == "Theirs."
    agency.post(at(name, row.pk), {**posted, field: "Mine.", "version": row.version, f"keep-{field}": "mine"})
    row.refresh_from_db()
    assert getattr(row, field) == "Mine."


def test_two_who_change_a_return_see_both_dates(world: World, unit: Client) -> None:
    posted = {"people": [world.asked.pk], "version": world.row.version}
    unit.post(at("return-change", world.row.pk), {**posted, "due_on": "30/6/2099"})
    second = unit.post(at("return-change", world.row.pk), {**posted, "due_on": "1/7/2099"})
    assert (second.status_code, AgencyReturn.objects.get().due_on) == (409, date(2099, 6, 30))


@pytest.mark.parametrize("name", ["return-entry-create", "return-entry-paste", "return-send", "return-write"])
def test_no_text_of_a_return_is_kept_for_a_lapsed_session(world: World, agency: Client, name: str) -> None:
    page = agency.get(at(name, world.row.pk)).content.decode()
    main = page.split('id="main-content"')[1].split("</main>")[0]
    assert ("kept_for" in main, "data-guarded" in main) == (False, True)
    Client().post(at(name, world.row.pk), {"what": "Canary", "table": "Canary", "text": "Canary"})
    assert KeptText.objects.count() == 0


def shown_by(preview: Any) -> str:
    return re.findall(r'name="shown" value="(\w+)"', preview.content.decode())[0]


def test_pasted_rows_are_looked_at_before_they_are_saved(world: World, agency: Client) -> None:
    url, table = at("return-entry-paste", world.row.pk), "3/3/2025\t\t\tVisit.\n4/3/2025\t\t\tCall."
    first = agency.post(url, {"table": table})
    assert ("Save 2 entries" in first.content.decode(), ChronologyEntry.objects.count()) == (True, 0)
    agency.post(url, {"table": table, "save": "yes", "shown": shown_by(first)})
    assert ChronologyEntry.objects.count() == 2


def test_one_wrong_cell_keeps_all_rows_out(world: World, agency: Client) -> None:
    table = "3/3/2025\t\t\tVisit.\n31/2/2025\t\t\tCall."
    response = agency.post(at("return-entry-paste", world.row.pk), {"table": table, "save": "yes"})
    assert "February 2025 has 28 days" in response.content.decode()
    assert ChronologyEntry.objects.count() == 0


def test_pasted_names_are_asked_about(world: World, agency: Client) -> None:
    url, posted = at("return-entry-paste", world.row.pk), {"table": "3/3/2025\t\t\tMrs Canary.", "save": "yes"}
    posted["shown"] = shown_by(agency.post(url, posted))
    refused = agency.post(url, posted)
    assert ("Mrs Canary" in refused.content.decode(), ChronologyEntry.objects.count()) == (True, 0)
    agency.post(url, {**posted, "names_checked": "on"})
    assert ChronologyEntry.objects.count() == 1


def test_pasted_text_that_is_changed_is_shown_again_before_it_is_saved(world: World, agency: Client) -> None:
    url = at("return-entry-paste", world.row.pk)
    first = agency.post(url, {"table": "3/3/2025\t\t\tMrs Canary."})
    assert ["Change it" in first.content.decode(), 'name="table"' in first.content.decode()] == [True, True]
    table = "3/3/2025\t\t\tMrs Canarytwo.\r\n4/3/2025\t\t\tCall."
    posted = {"table": table, "save": "yes", "shown": shown_by(first), "names_checked": "on"}
    again = agency.post(url, posted)
    html = again.content.decode()
    assert ("Mrs Canarytwo" in html, 'checked="checked"' in html, ChronologyEntry.objects.count()) == (True, False, 0)
    agency.post(url, {**posted, "shown": shown_by(again)})
    assert ChronologyEntry.objects.count() == 2


def test_the_hints_of_sending_and_of_a_conflict_are_true(world: World, agency: Client) -> None:
    assert "Price" not in page_of(agency, at("return-send", world.row.pk))
    html = page_of(agency, at("return-conflict", world.row.pk))
    assert "The business manager, the scrutineer and the governance lead can read it, and nobody else." in html


def test_a_request_for_a_new_date_is_to_be_answered_the_day_after(world: World) -> None:
    note = ReturnMessageFactory(agency_return=world.row, kind="new_date")
    (item,) = review_returns_asked(principal_of(world.manager), timezone.localdate())
    assert item.due_on == timezone.localdate(note.written_at) + timedelta(days=1)


def test_the_template_comes_back_filled_in(world: World, agency: Client) -> None:
    response = agency.get(at("return-template", world.row.pk))
    workbook = load_workbook(io.BytesIO(b"".join(response)))
    for place, value in enumerate([date(2025, 3, 3), None, "Register", "Visit.", None], start=1):
        workbook["Chronology"].cell(2, place).value = value
    file = io.BytesIO()
    workbook.save(file)
    sent = SimpleUploadedFile("chronology.xlsx", file.getvalue())
    page = agency.post(at("return-entry-upload", world.row.pk), {"file": sent}).content.decode()
    assert ("Save 1 entry" in page, "Visit." in page, ChronologyEntry.objects.count()) == (True, True, 0)


def test_a_template_that_holds_too_much_is_refused(
    world: World, agency: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PasteForm.base_fields["table"], "validators", [MaxLengthValidator(10)])
    template = b"".join(agency.get(at("return-template", world.row.pk)))
    sent = SimpleUploadedFile("chronology.xlsx", template)
    page = agency.post(at("return-entry-upload", world.row.pk), {"file": sent}).content.decode()
    assert TOO_MUCH in page


def test_a_file_that_is_no_template_is_refused(world: World, agency: Client) -> None:
    sent = SimpleUploadedFile("chronology.xlsx", b"words")
    page = agency.post(at("return-entry-upload", world.row.pk), {"file": sent}).content.decode()
    assert "not the filled-in template" in page


def test_a_return_is_sent_and_then_only_read(world: World, agency: Client) -> None:
    ChronologyEntryFactory(agency_return=world.row)
    answer = world.row.answers.get()
    agency.post(at("return-answer-change", answer.pk), {"text": "We visited.", "version": answer.version})
    world.row.refresh_from_db()
    posted = {"senior": "Alison Price", "agreed": "on", "version": world.row.version}
    agency.post(at("return-send", world.row.pk), posted)
    page = page_of(agency, at("return-detail", world.row.pk))
    assert ("You can read it and not change it." in page, "Remove" in page, "We visited." in page) == (
        True,
        False,
        True,
    )
    assert agency.get(at("return-entry-create", world.row.pk)).status_code == 302


def test_a_return_is_not_sent_without_the_word_of_its_senior(world: World, agency: Client) -> None:
    response = agency.post(at("return-send", world.row.pk), {"senior": "", "version": 1})
    page = response.content.decode()
    assert ["Type the name and post" in page, "Tick the box once" in page] == [True, True]


# --- The unit's page ---------------------------------------------------------------------------------------------


def test_the_unit_locks_what_was_sent(world: World, unit: Client) -> None:
    stand_as(world.row, "sent")
    assert "Lock this return" in page_of(unit, at("return-detail", world.row.pk))
    unit.post(at("return-lock", world.row.pk), {"version": world.row.version})
    page = page_of(unit, at("return-detail", world.row.pk))
    assert (AgencyReturn.objects.get().state, "Lock this return" in page) == ("locked", False)


def test_a_second_reminder_is_not_offered(world: World, unit: Client) -> None:
    url = at("return-detail", world.row.pk)
    assert "Send a reminder" in page_of(unit, url)
    unit.post(at("return-remind", world.row.pk), {"text": "We need it."})
    assert "Send a reminder" not in page_of(unit, url)


def test_a_new_date_is_asked_and_agreed(world: World, agency: Client, unit: Client) -> None:
    agency.post(at("return-new-date", world.row.pk), {"due_on": "30/6/2099", "reason": "Half term."})
    assert "Half term." in page_of(unit, at("return-date-answer", world.row.pk))
    unit.post(at("return-date-answer", world.row.pk), {"agreed": "yes"})
    assert AgencyReturn.objects.get().due_on == date(2099, 6, 30)


# --- Lists, work, days -------------------------------------------------------------------------------------------


def queries(client: Client, url: str, count: Any) -> None:
    with count:
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(
    world: World, agency: Client, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number - 1):
        make_return(world.review, world.agency, [world.asked], asked_by=world.manager)
    agency.get("/review-returns/")
    queries(agency, "/review-returns/", django_assert_num_queries(6))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("who", "asks"), [("agency", 21), ("unit", 21)])
def test_a_return_asks_as_often_for_three_entries_as_for_one(
    request: pytest.FixtureRequest, world: World, number: int, who: str, asks: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        ChronologyEntryFactory(agency_return=world.row)
        ReturnMessageFactory(agency_return=world.row)
    client = request.getfixturevalue(who)
    client.get(at("return-detail", world.row.pk))
    queries(client, at("return-detail", world.row.pk), django_assert_num_queries(asks))


def work(user: Any) -> list[str]:
    today = timezone.localdate()
    return [str(item.title.title) for item in review_returns_asked(principal_of(user), today)]


def test_home_asks_for_what_is_to_be_done(world: World) -> None:
    name = "Chronology and report for review NV-2026-02"
    assert (work(world.asked), work(world.manager)) == ([name], [])
    world.row.due_on = timezone.localdate() - timedelta(days=1)
    world.row.save()
    assert (work(world.asked), work(world.manager)) == ([name], [f"Chase: {name}"])
    ReturnMessageFactory(agency_return=world.row, kind="new_date")
    assert work(world.manager) == [f"Answer a request for a new date: {name}"]
    stand_as(world.row, "sent")
    assert (work(world.asked), work(world.manager)) == ([], [f"Check and lock: {name}"])
    stand_as(world.row, "locked")
    assert (work(world.asked), work(world.manager)) == ([], [])


def test_a_conflict_of_who_is_asked_stands_on_the_page_and_on_home_until_another_is_asked(world: World) -> None:
    InterestFactory(record=world.review.record_ptr, user=world.asked)
    told = f"{world.asked.name} has a conflict of interest.</strong> Somebody else must be asked."
    at_return = at("return-detail", world.row.pk)
    assert told in page_of(client_of(world.manager), at_return)
    assert work(world.manager) == ["Ask somebody else: Chronology and report for review NV-2026-02"]
    world.row.people.set([user_with(Role.AGENCY_REPRESENTATIVE, agency=world.agency)])
    assert told not in page_of(client_of(world.manager), at_return)
    assert work(world.manager) == []


def test_a_conflict_with_another_review_leaves_a_return_as_it_is(world: World) -> None:
    InterestFactory(record=ReviewFactory().record_ptr, user=world.asked)
    assert "conflict of interest.</strong>" not in page_of(client_of(world.manager), at("return-detail", world.row.pk))
    assert work(world.manager) == []


def test_a_digest_names_a_late_return_by_its_reference() -> None:
    world = make_world(**LATE)
    colleague = user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory())
    found = [
        [(one.words, one.name) for one in late(principal_of(user), today=timezone.localdate(), at_most=9).deadlines]
        for user in (world.asked, world.manager, colleague)
    ]
    assert found == [[("Return for a case review", "NV-2026-02")]] * 2 + [[]]


def test_the_page_of_an_agency_shows_what_one_is_asked_for_and_its_summary_does_not(world: World) -> None:
    colleague = user_with(Role.AGENCY_REPRESENTATIVE, agency=world.agency)
    stranger = user_with(Role.BUSINESS_MANAGER)
    page = reverse("partnership:agency-detail", args=[world.agency.pk])
    readers = (world.asked, world.manager, colleague, stranger)
    assert ["NV-2026-02" in page_of(client_of(user), page) for user in readers] == [True, True, False, False]
    returns = agency_sheet(agency=world.agency, today=timezone.localdate(), principal=principal_of(world.asked)).returns
    assert returns == ()
