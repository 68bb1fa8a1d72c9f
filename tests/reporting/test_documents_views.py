"""Documents in the browser: who finds them, what is written down, what is said while they are made."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.models import JobState, Meeting, ReadEntry
from partnership.principals import principal_of
from reporting.enums import DocumentKind
from reporting.models import Document
from reporting.offered import URL_NAMES
from reporting.selectors.documents import Asked
from tests.clients import client_of, user_with
from tests.factories import partnership as made

pytestmark = pytest.mark.django_db
MEETING_KINDS = [kind for kind in DocumentKind if kind != DocumentKind.AGENCY_SUMMARY]
COPIES = [f"{URL_NAMES[kind]}{copy}" for kind in MEETING_KINDS for copy in ("", "-confidential")]


@pytest.fixture
def meeting() -> Meeting:
    meeting: Meeting = made.MeetingFactory(group=made.GroupFactory(title="Neglect subgroup"))
    made.AgendaItemFactory(meeting=meeting, number=1)
    made.AgendaItemFactory(meeting=meeting, number=2, confidential=True, title="CANARY")
    return meeting


def addresses(name: str, pk: int) -> list[str]:
    return [reverse(f"reporting:{name}{part}", args=[pk]) for part in ("", "-progress", "-file")]


def stored(row: Any, kind: DocumentKind, user: Any, *, confidential: bool = False, **more: Any) -> Document:
    """A document as a job leaves it."""
    fields = Asked(kind, row, confidential).of(principal_of(user))
    document = Document(**fields, sha256="0" * 64, pages=3, made_at=timezone.now(), **more)
    document.file.save("stored.pdf", ContentFile(b"%PDF-1.7 CANARY"))
    return document


def member_of(meeting: Meeting) -> Client:
    agency = made.AgencyFactory()
    made.SeatFactory(group=meeting.group, agency=agency)
    return client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))


@pytest.mark.parametrize("name", COPIES)
def test_another_agency_finds_no_document_of_a_meeting(name: str, meeting: Meeting) -> None:
    stored(meeting, DocumentKind.AGENDA_PACK, user_with(Role.BUSINESS_MANAGER))
    other = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=made.AgencyFactory()))
    urls = addresses(name, meeting.pk)
    assert [other.get(url).status_code for url in urls] == [404] * 3
    assert (other.post(urls[0]).status_code, Document.objects.count()) == (404, 1)


def test_another_agency_finds_no_summary() -> None:
    agency = made.AgencyFactory()
    other = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=made.AgencyFactory()))
    urls = addresses("agency-summary", agency.pk)
    assert [other.get(url).status_code for url in urls] == [404] * 3
    assert (other.post(urls[0]).status_code, Document.objects.count()) == (404, 0)


def test_those_who_see_no_money_have_no_summary() -> None:
    agency = made.AgencyFactory()
    trainer = client_of(user_with(Role.TRAINING_COORDINATOR))
    assert trainer.get(registry.url_of(agency)).status_code == 200
    assert trainer.get(addresses("agency-summary", agency.pk)[0]).status_code == 404


def test_members_find_the_open_copies_and_not_the_confidential(meeting: Meeting) -> None:
    member = member_of(meeting)
    found = {name: member.get(addresses(name, meeting.pk)[0]).status_code for name in COPIES}
    assert found == {name: 404 if name.endswith("confidential") else 200 for name in COPIES}
    page = member.get(registry.url_of(meeting)).content.decode()
    assert ("Agenda pack (PDF)" in page, "with confidential items" in page) == (True, False)


def test_support_officer_who_is_not_named_has_no_confidential_copy(meeting: Meeting) -> None:
    officer = client_of(user_with(Role.SUPPORT_OFFICER))
    assert [
        officer.get(addresses(name, meeting.pk)[0]).status_code for name in ("minutes", "minutes-confidential")
    ] == [
        200,
        404,
    ]


def test_meeting_without_confidential_items_has_one_copy(meeting: Meeting) -> None:
    meeting.agenda_items.get(number=2).delete()
    manager = client_of(user_with(Role.BUSINESS_MANAGER))
    assert manager.get(addresses("minutes-confidential", meeting.pk)[0]).status_code == 404


def test_auditor_named_on_a_meeting_reads_its_page_and_takes_no_pack(meeting: Meeting) -> None:
    auditor = client_of(user_with(Role.AUDITOR, record=meeting))
    assert auditor.get(registry.url_of(meeting)).status_code == 200
    assert auditor.get(addresses("agenda-pack", meeting.pk)[0]).status_code == 404


def test_page_before_while_and_after_it_is_made(meeting: Meeting) -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    browser, (url, progress, file) = client_of(user), addresses("minutes", meeting.pk)
    before = browser.get(url).content.decode()
    assert ("Make it now" in before, "Not made" in before, browser.get(file).status_code) == (True, True, 404)
    assert browser.get(progress).status_code == 404
    assert browser.post(url)["Location"] == url
    job = Document.objects.get().job
    assert f'data-job="{progress}"' in browser.get(url).content.decode()
    assert browser.get(progress).json() == {"progress": 0, "doing": "", "finished": False}
    job.state, job.error = JobState.FAILED, "The papers could not be joined."
    job.save()
    failed = browser.get(url).content.decode()
    assert ("The papers could not be joined." in failed, "Try again" in failed) == (True, True)


def test_file_is_a_download_in_a_sandbox(meeting: Meeting) -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    stored(meeting, DocumentKind.AGENDA_PACK, user)
    response = client_of(user).get(addresses("agenda-pack", meeting.pk)[2])
    name = "agenda-pack-neglect-subgroup-1-june-2017.pdf"
    assert response["Content-Disposition"] == f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert ReadEntry.objects.count() == 0


def test_confidential_copy_is_logged_before_it_is_sent(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    user = user_with(Role.GROUP_CHAIR, group=meeting.group)
    stored(meeting, DocumentKind.MINUTES_PDF, user, confidential=True)
    browser, url = client_of(user), addresses("minutes-confidential", meeting.pk)[2]
    assert browser.get(url).status_code == 200
    assert list(ReadEntry.objects.values_list("record_id", "user", "address")) == [(meeting.pk, user.pk, url)]

    def refuse(**entry: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr("partnership.views.traced.note_reading", refuse)
    response = browser.get(url)
    assert (response.status_code, b"CANARY" in response.content) == (503, False)


def test_document_of_a_restricted_meeting_is_logged_and_named_by_its_reference(meeting: Meeting) -> None:
    meeting.visibility = Visibility.RESTRICTED
    meeting.save()
    user = user_with(Role.BUSINESS_MANAGER)
    stored(meeting, DocumentKind.AGENDA_PACK, user)
    browser, (url, _, file) = client_of(user), addresses("agenda-pack", meeting.pk)
    assert "Neglect subgroup" not in browser.get(url).content.decode()
    assert "neglect" not in browser.get(file)["Content-Disposition"]
    assert ReadEntry.objects.get().record_id == meeting.pk
    assert member_of(meeting).get(url).status_code == 404


def test_withdrawn_copy_is_not_handed_out(meeting: Meeting) -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    secret = meeting.agenda_items.get(number=2)
    stored(meeting, DocumentKind.AGENDA_PACK, user, holds={"items": [secret.pk]})
    browser, (url, _, file) = client_of(user), addresses("agenda-pack", meeting.pk)
    assert (browser.get(file).status_code, "Make it now" in browser.get(url).content.decode()) == (404, True)


def test_summary_of_one_is_not_anothers() -> None:
    agency, manager = made.AgencyFactory(), user_with(Role.BUSINESS_MANAGER)
    stored(agency, DocumentKind.AGENCY_SUMMARY, manager)
    narrow = user_with(Role.BUSINESS_MANAGER, board=made.BoardFactory())
    file = addresses("agency-summary", agency.pk)[2]
    assert [client_of(user).get(file).status_code for user in (manager, narrow)] == [200, 404]
    made.RoleGrantFactory(user=manager, role=Role.SCRUTINEER)
    assert client_of(manager).get(file).status_code == 404


def test_pages_offer_documents_by_fixed_queries(meeting: Meeting) -> None:
    principal = principal_of(user_with(Role.BUSINESS_MANAGER))
    for number in (8, 9):
        with CaptureQueriesContext(connection) as captured:
            titles = [title for title, _ in registry.documents_for(meeting, principal)]
        assert (len(titles), len(captured)) == (6, 4)
        made.AgendaItemFactory(meeting=meeting, number=number, confidential=True)
    agency = made.AgencyFactory()
    assert registry.documents_for(agency, principal) == [
        ("One-page summary (PDF)", f"/documents/agency-summary/{agency.pk}/")
    ]
