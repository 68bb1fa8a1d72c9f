"""A document whose records changed says so, and keeps the day for which it was made."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.models import AgendaItem, Meeting
from partnership.principals import principal_of
from partnership.services.agendas import add_item
from partnership.services.attachments import archive_attachment
from partnership.services.meetings import change_meeting
from partnership.services.minutes import raise_risk, save_minute
from reporting.enums import DocumentKind
from reporting.models import Document
from reporting.selectors.documents import Asked
from reporting.selectors.outdated import is_outdated
from tests.clients import client_of, user_with
from tests.factories import partnership as made

pytestmark = pytest.mark.django_db
PACK, MINUTES = DocumentKind.AGENDA_PACK, DocumentKind.MINUTES_PDF
SAID = "Changed since this was made"


@pytest.fixture
def meeting() -> Meeting:
    group = made.GroupFactory(title="Neglect subgroup")
    meeting: Meeting = made.MeetingFactory(group=group, held_on=date(2026, 6, 12), boards=[made.BoardFactory()])
    made.AgendaItemFactory(meeting=meeting, number=1)
    made.AgendaItemFactory(meeting=meeting, number=2, confidential=True)
    made.AttachmentFactory(record=None, agenda_item=meeting.agenda_items.get(number=1))
    return meeting


def stored(meeting: Meeting, kind: DocumentKind) -> Document:
    """A document as a job leaves it."""
    fields = Asked(kind, meeting).of(principal_of(user_with(Role.BUSINESS_MANAGER)))
    holds = {"items": [meeting.agenda_items.get(number=1).pk]}
    document = Document(**fields, sha256="0" * 64, pages=3, made_at=timezone.now(), holds=holds)
    document.file.save("stored.pdf", ContentFile(b"%PDF-1.7"))
    return document


def first(meeting: Meeting) -> AgendaItem:
    item: AgendaItem = meeting.agenda_items.get(number=1)
    return item


def move(meeting: Meeting) -> None:
    values = {"held_on": date(2026, 7, 3)}
    change_meeting(row=meeting, values=values, version=meeting.version, by=user_with(Role.BUSINESS_MANAGER))


def add(meeting: Meeting) -> None:
    add_item(meeting=meeting, values={"title": "More"}, by=user_with(Role.BUSINESS_MANAGER))


def write(meeting: Meeting) -> None:
    item = first(meeting)
    save_minute(item=item, texts={"minute": "Said."}, version=item.version, by=user_with(Role.BUSINESS_MANAGER))


def change_secret(meeting: Meeting) -> None:
    item = meeting.agenda_items.get(number=2)
    save_minute(item=item, texts={"minute": "CANARY"}, version=item.version, by=user_with(Role.BUSINESS_MANAGER))


def add_paper(meeting: Meeting) -> None:
    made.AttachmentFactory(record=None, agenda_item=first(meeting))


def take_paper(meeting: Meeting) -> None:
    paper = first(meeting).attachments.get()
    archive_attachment(attachment=paper, reason="Old", by=user_with(Role.BUSINESS_MANAGER))


def attend(meeting: Meeting) -> None:
    made.AttendanceFactory(meeting=meeting, seat=made.SeatFactory(group=meeting.group))


def act(meeting: Meeting) -> None:
    made.ActionFactory(plan=made.ActionPlanFactory(record=meeting.group), raised_in=first(meeting))


def risk(meeting: Meeting) -> None:
    values = {"title": "Late", "likelihood": 1, "impact": 1}
    raise_risk(item=first(meeting), values=values, by=user_with(Role.BUSINESS_MANAGER))


def nothing(meeting: Meeting) -> None:
    made.MeetingFactory(group=meeting.group, held_on=date(2026, 9, 1))


@pytest.mark.parametrize(
    ("happens", "outdated"),
    [
        (move, {PACK, MINUTES}),
        (add, {PACK, MINUTES}),
        (write, {PACK, MINUTES}),
        (add_paper, {PACK}),
        (take_paper, {PACK}),
        (attend, {MINUTES}),
        (act, {MINUTES}),
        (risk, {MINUTES}),
        (change_secret, set()),
        (nothing, set()),
    ],
)
def test_a_document_is_outdated_once_what_stands_in_it_changed(
    happens: Callable[[Meeting], None], outdated: set[DocumentKind], meeting: Meeting
) -> None:
    documents = [stored(meeting, kind) for kind in (PACK, MINUTES)]
    happens(Meeting.objects.get(pk=meeting.pk))
    manager = principal_of(user_with(Role.BUSINESS_MANAGER))
    found = [Document.objects.get(pk=document.pk) for document in documents]
    audiences = [Asked(DocumentKind(document.kind), meeting).audience(manager) for document in found]
    assert {
        document.kind for document, audience in zip(found, audiences, strict=True) if is_outdated(document, audience)
    } == outdated


def page_of(browser: Client, meeting: Meeting) -> str:
    return " ".join(browser.get(reverse("reporting:agenda-pack", args=[meeting.pk])).content.decode().split())


def test_the_page_says_that_the_pack_is_outdated_and_its_name_keeps_the_day(meeting: Meeting) -> None:
    stored(meeting, PACK)
    browser = client_of(user_with(Role.BUSINESS_MANAGER))
    before = page_of(browser, meeting)
    assert (SAID in before, "The meeting on 12 June 2026<" in before) == (False, True)
    move(Meeting.objects.get(pk=meeting.pk))
    after = page_of(browser, meeting)
    words = [SAID, "The meeting on 12 June 2026. It is on 3 July 2026 now", "Make it again"]
    assert [said for said in words if said not in after] == []
    file = browser.get(reverse("reporting:agenda-pack-file", args=[meeting.pk]))
    assert "agenda-pack-neglect-subgroup-12-june-2026.pdf" in file["Content-Disposition"]


def test_a_summary_of_an_agency_is_never_outdated() -> None:
    agency, manager = made.AgencyFactory(), user_with(Role.BUSINESS_MANAGER)
    asked = Asked(DocumentKind.AGENCY_SUMMARY, agency)
    document = Document(**asked.of(principal_of(manager)), made_at=timezone.now())
    assert not is_outdated(document, asked.audience(principal_of(manager)))
