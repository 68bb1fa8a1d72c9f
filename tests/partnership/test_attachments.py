"""Files on records, actions and agenda items: who adds, takes away, archives, and what is written down."""

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.models import Attachment, ReadEntry
from partnership.principals import principal_of
from partnership.selectors.attachments import files_of_items
from tests.clients import client_of, user_with
from tests.factories import partnership as made
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db
ADD = "/files/add/"
PDF = b"%PDF-1.7 the pilot %%EOF"


def a_pdf(name: str = "pilot.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="text/html")


@pytest.fixture
def manager() -> Client:
    return client_of(user_with(Role.BUSINESS_MANAGER))


def address(file: Attachment, verb: str = "file") -> str:
    return reverse(f"partnership:{verb}", args=[file.public_id])


def page(browser: Client, row: Model) -> str:
    return browser.get(registry.url_of(row)).content.decode()


def test_file_is_kept_under_a_random_name_with_its_digest(manager: Client) -> None:
    risk = made.RiskFactory()
    response = manager.post(f"{ADD}?record={risk.pk}", {"file": a_pdf(), "description": "The pilot, April"})
    file = Attachment.objects.get()
    assert (response.status_code, response["Location"]) == (302, registry.url_of(risk))
    assert (file.name, file.description, file.size) == ("pilot.pdf", "The pilot, April", len(PDF))
    assert (file.sha256, file.record_id) == (hashlib.sha256(PDF).hexdigest(), risk.pk)
    assert ("pilot" in file.file.name, file.file.name.endswith(".pdf"), len(file.file.name)) == (False, True, 48)
    assert file.history.get().history_user == file.uploaded_by


def test_page_lists_the_file_and_sends_it_as_a_download_in_a_sandbox(manager: Client) -> None:
    file = made.AttachmentFactory(name="Café “plan”.pdf", description="Plan")
    shown = page(manager, file.record.child)
    assert (address(file) in shown, "Files (1)" in shown, "PDF, 1000\xa0bytes" in shown) == (True, True, True)
    response = manager.get(address(file))
    assert b"".join(response).startswith(b"%PDF-1.7")
    assert {name: response[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": (
            "attachment; filename=\"Cafe plan.pdf\"; filename*=UTF-8''Caf%C3%A9%20%E2%80%9Cplan%E2%80%9D.pdf"
        ),
        "X-Content-Type-Options": "nosniff",
    }
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose the file that you want to add"),
        ({"file": SimpleUploadedFile("a.svg", b"<svg/>")}, "Files of this kind are not kept."),
        ({"file": SimpleUploadedFile("a.pdf", b"<html>")}, "The content of this file is not what its name says."),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "This file is empty. Choose another"),
    ],
)
def test_file_that_is_not_kept_says_why_and_keeps_what_was_typed(data: Any, said: str, manager: Client) -> None:
    risk = made.RiskFactory()
    response = manager.post(f"{ADD}?record={risk.pk}", {**data, "description": "The pilot, April"})
    shown = response.content.decode()
    assert (shown.count(said), "<title>Error: Add a file" in shown, "The pilot, April" in shown) == (2, True, True)
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize("what", ["paper", "file"])
def test_what_is_added_to_an_item_of_an_agenda_is_a_paper(what: str, manager: Client) -> None:
    row = made.AgendaItemFactory() if what == "paper" else made.RiskFactory()
    url = f"{ADD}?{'item' if what == 'paper' else 'record'}={row.pk}"
    shown = manager.get(url).content.decode()
    words = (f"<title>Add a {what}", f"Add the {what}</button>", f"can read the {what}.")
    assert [said for said in words if said not in shown] == []
    assert f"The {what} is added." in manager.post(url, {"file": a_pdf()}, follow=True).content.decode()


def test_archived_file_is_gone_for_all_and_back_when_it_is_brought_back(manager: Client) -> None:
    file = made.AttachmentFactory(description="The pilot")
    row = file.record.child
    assert manager.post(address(file, "file-archive"), {"reason": " "}).status_code == 200
    manager.post(address(file, "file-archive"), {"reason": "Another version came"})
    assert manager.get(address(file)).status_code == 404
    shown = page(manager, row)
    assert ("Files (0)" in shown, "Another version came" in shown) == (True, True)
    assert manager.get(address(file, "file-restore")).status_code == 405
    manager.post(address(file, "file-restore"))
    assert ("Files (1)" in page(manager, row), manager.get(address(file)).status_code) == (True, 200)
    assert manager.post(address(file, "file-restore")).status_code == 404


def test_those_who_may_not_archive_a_record_do_not_see_its_archived_files(manager: Client) -> None:
    file = made.AttachmentFactory(description="CANARY")
    manager.post(address(file, "file-archive"), {"reason": "Wrong file"})
    officer = client_of(user_with(Role.SUPPORT_OFFICER))
    assert ("CANARY" in page(officer, file.record.child), officer.post(address(file, "file-restore")).status_code) == (
        False,
        404,
    )


def test_reader_takes_a_file_away_and_adds_none() -> None:
    file = made.AttachmentFactory()
    browser = client_of(user_with(Role.SCRUTINEER))
    shown = page(browser, made.InspectionFactory())
    assert ("No files." in shown, ADD in shown) == (True, False)
    inspection = made.AttachmentFactory(record=made.InspectionFactory())
    assert browser.get(address(inspection)).status_code == 200
    assert browser.get(address(file)).status_code == 200
    for url in (f"{ADD}?record={inspection.record_id}", address(inspection, "file-archive")):
        assert [browser.get(url).status_code, browser.post(url).status_code] == [403, 403]


def test_agency_adds_evidence_to_its_own_action_and_another_agency_finds_nothing() -> None:
    agency = made.AgencyFactory()
    action = made.ActionFactory(agency=agency)
    own = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    assert own.post(f"{ADD}?action={action.pk}", {"file": a_pdf()})["Location"] == registry.url_of(action)
    file = Attachment.objects.get()
    assert (file.action, own.get(address(file)).status_code) == (action, 200)
    other = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=made.AgencyFactory()))
    gets = [address(file), address(file, "file-archive"), f"{ADD}?action={action.pk}"]
    posts = [*gets[1:], address(file, "file-restore")]
    assert [other.get(url).status_code for url in gets] == [404] * 3
    assert [other.post(url, {"reason": "x"}).status_code for url in posts] == [404] * 3


@pytest.mark.parametrize(
    "query", ["", "?record=0", "?record=x", "?action=1&record=1", "?record=" + "9" * 40, "?user=1"]
)
def test_address_that_names_no_row_is_not_there(query: str, manager: Client) -> None:
    assert [manager.get(ADD + query).status_code, manager.post(ADD + query).status_code] == [404, 404]


def test_file_of_a_restricted_record_is_logged_before_it_is_sent(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = made.AttachmentFactory(record=made.RiskFactory(visibility=Visibility.RESTRICTED))
    assert manager.get(address(file)).status_code == 200
    assert list(ReadEntry.objects.values_list("record_id", "address")) == [(file.record_id, address(file))]

    def refuse(**entry: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr("partnership.views.traced.note_reading", refuse)
    response = manager.get(address(file))
    assert (response.status_code, b"%PDF" in response.content) == (503, False)


def test_paper_of_a_confidential_item_is_for_those_who_may_see_the_item(manager: Client) -> None:
    item = made.AgendaItemFactory(confidential=True, meeting=made.MeetingFactory())
    file = made.AttachmentFactory(record=None, agenda_item=item, name="CANARY.pdf")
    agency = made.AgencyFactory()
    made.SeatFactory(group=item.meeting.group, agency=agency)
    member = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    assert "CANARY" not in page(member, item.meeting)
    assert [member.get(address(file)).status_code, member.get(f"{ADD}?item={item.pk}").status_code] == [404, 404]
    assert manager.get(address(file)).status_code == 200
    assert list(ReadEntry.objects.values_list("record_id", flat=True)) == [item.meeting_id]


def test_working_paper_of_a_review_stays_restricted_when_the_review_is_published() -> None:
    review = ReviewFactory(publication="published", published_on="2018-01-01")
    file = made.AttachmentFactory(record=review, name="CANARY.pdf")
    named = user_with(Role.BUSINESS_MANAGER)
    made.RoleGrantFactory(user=named, role=Role.BUSINESS_MANAGER, record_id=review.pk)
    for other in (Role.TRAINER, Role.BUSINESS_MANAGER, Role.SCRUTINEER):
        client = client_of(user_with(other))
        assert ("CANARY" in page(client, review), client.get(address(file)).status_code) == (False, 404)
    assert ("CANARY" in page(client_of(named), review), client_of(named).get(address(file)).status_code) == (True, 200)


def test_nothing_of_a_restricted_records_file_is_in_any_list(manager: Client) -> None:
    risk = made.RiskFactory(visibility=Visibility.RESTRICTED)
    made.AttachmentFactory(record=risk, name="CANARY.pdf", description="CANARY")
    made.CommentFactory(record=risk, text="CANARY")
    for register in registry.registers():
        assert "CANARY" not in manager.get(register.list_url + "?status=&state=").content.decode()
    assert "CANARY" not in manager.get("/").content.decode()


def test_page_costs_the_same_with_one_and_with_thirty_files_and_comments(manager: Client) -> None:
    risk, counts = made.RiskFactory(), []
    for more in (1, 29):
        made.AttachmentFactory.create_batch(more, record=risk)
        made.CommentFactory.create_batch(more, record=risk)
        with CaptureQueriesContext(connection) as captured:
            page(manager, risk)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_files_of_many_items_are_one_query(django_assert_num_queries: Any) -> None:
    first, second = made.AgendaItemFactory(), made.AgendaItemFactory()
    one, two = (made.AttachmentFactory(record=None, agenda_item=item) for item in (first, second))
    principal = principal_of(user_with(Role.BUSINESS_MANAGER))
    with django_assert_num_queries(1):
        found = files_of_items([first, second], principal)
        assert {item: [str(file.uploaded_by) for file in files] for item, files in found.items()} == {
            first.pk: [str(one.uploaded_by)],
            second.pk: [str(two.uploaded_by)],
        }
