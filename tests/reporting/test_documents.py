"""What minutes, agenda packs and agency sheets hold, and for whom."""

import io
from datetime import date, timedelta
from typing import Any

import docx
import page
import pikepdf
import pytest
from django.core.files.storage import Storage
from django.utils import timezone

from partnership.enums import Role
from partnership.models import JobState, Meeting
from partnership.principals import principal_of
from reporting.enums import DocumentKind
from reporting.models import Document
from reporting.selectors.documents import Asked, is_ready
from reporting.services import documents
from reporting.services.documents import ask_for_document
from tests.clients import user_with
from tests.factories import partnership as made

from .documents import SECRET, a_meeting, a_paper, a_pdf, bookmarks, content_of, made_document, member_of, words_of

pytestmark = pytest.mark.django_db
KINDS = (DocumentKind.MINUTES_PDF, DocumentKind.MINUTES_WORD, DocumentKind.AGENDA_PACK)


@pytest.fixture
def meeting() -> Meeting:
    return a_meeting()


def drawn(kind: DocumentKind, row: Any, *, confidential: bool = False, by: Any = None) -> Document:
    user = by or user_with(Role.BUSINESS_MANAGER)
    asked = Asked(kind, row, confidential)
    ask_for_document(asked=asked, principal=principal_of(user), by=user)
    document = made_document()
    assert (document.job.state, document.job.error) == (JobState.READY, "")
    return document


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_confidential_is_in_any_byte_of_the_members_copy(kind: DocumentKind, meeting: Meeting) -> None:
    document = drawn(kind, meeting)
    words = words_of(content_of(document))
    assert ("Any other business" in words, SECRET in words, SECRET in str(document.holds)) == (True, False, False)


@pytest.mark.parametrize("kind", KINDS)
def test_the_other_copy_holds_every_item_and_says_so(kind: DocumentKind, meeting: Meeting) -> None:
    words = words_of(content_of(drawn(kind, meeting, confidential=True)))
    assert (f"{SECRET} title" in words, "This copy holds the confidential items" in words) == (True, True)


def test_minutes_say_who_was_there_and_what_was_decided(meeting: Meeting) -> None:
    content = content_of(drawn(DocumentKind.MINUTES_PDF, meeting))
    words = words_of(content)
    for said in ("Neglect subgroup", "Tuesday 12 June 2018", "Town Hall", "Draft, not agreed yet", "Jo Park",
                 "Led by Priya Nair", "Heard well.", "Pilot it.", "Write the tool", "1 July 2018"):  # fmt: skip
        assert (said, said in words) == (said, True)
    assert bookmarks(content) == [
        ("Minutes of 12 June 2018", ["Who was there", "1. Data", "3. Any other business"]),
    ]


def test_minutes_name_who_agreed_them(meeting: Meeting) -> None:
    meeting.minutes_state, meeting.agreed_by = "agreed", user_with(Role.GROUP_CHAIR, group=meeting.group)
    meeting.agreed_at = timezone.make_aware(timezone.datetime(2018, 6, 20, 9))
    meeting.save()
    words = words_of(content_of(drawn(DocumentKind.MINUTES_WORD, meeting)))
    assert f"Agreed by {meeting.agreed_by} on 20 June 2018" in words


def test_word_minutes_open_with_headings(meeting: Meeting) -> None:
    opened = docx.Document(io.BytesIO(content_of(drawn(DocumentKind.MINUTES_WORD, meeting))))
    headings = [one.text for one in opened.paragraphs if one.style.name.startswith("Heading")]
    assert headings == ["Minutes of 12 June 2018", "Who was there", "1. Data", "3. Any other business"]


def test_pack_joins_each_items_papers_after_it_with_bookmarks(meeting: Meeting) -> None:
    content = content_of(drawn(DocumentKind.AGENDA_PACK, meeting))
    assert bookmarks(content) == [
        ("Agenda pack, 12 June 2018", ["Agenda", "Matters arising"]),
        ("Minutes of 1 March 2018", ["1. Welcome"]),
        ("Papers for item 1. Data", ["scorecard.pdf"]),
    ]
    words = words_of(content)
    for said in ("1 March 2018: draft, not agreed yet", "All were welcomed.", "Write the tool", "2 papers",
                 "Follows here, 1 page", "The scorecard shows more.", "notes.docx", "Not a PDF: open it"):  # fmt: skip
        assert (said, said in words) == (said, True)


def test_pack_without_papers_is_accessible_and_numbered(meeting: Meeting) -> None:
    for item in meeting.agenda_items.all():
        item.attachments.all().delete()
    content = content_of(drawn(DocumentKind.AGENDA_PACK, meeting))
    assert ("Page 1 of 2" in words_of(content), failures(content)) == (True, [])


def test_minutes_are_accessible(meeting: Meeting) -> None:
    assert failures(content_of(drawn(DocumentKind.MINUTES_PDF, meeting, confidential=True))) == []


def test_paper_that_cannot_be_joined_is_listed(meeting: Meeting) -> None:
    item = meeting.agenda_items.get(number=3)
    a_paper(item, "broken.pdf", b"%PDF-1.7 no more")
    a_paper(item, "whole.pdf", a_pdf("Whole again"))
    content = content_of(drawn(DocumentKind.AGENDA_PACK, meeting))
    words = words_of(content)
    assert ("This PDF cannot be joined: open it" in words, "Whole again" in words) == (True, True)
    # The paper of item 1 is page 4, so the title page of item 3 is page 5.
    assert ("Page 3" in words, "Page 4" in words, "Page 5" in words) == (True, False, True)
    assert bookmarks(content)[-1] == ("Papers for item 3. Any other business", ["whole.pdf"])


def test_equal_records_give_equal_bytes_and_one_file(meeting: Meeting) -> None:
    first = drawn(DocumentKind.AGENDA_PACK, meeting)
    second = drawn(DocumentKind.AGENDA_PACK, meeting)
    assert (first.pk, first.sha256, first.file.name) == (second.pk, second.sha256, second.file.name)


def test_new_file_takes_the_place_of_the_old(meeting: Meeting, django_capture_on_commit_callbacks: Any) -> None:
    first = drawn(DocumentKind.MINUTES_WORD, meeting)
    meeting.venue = "Library"
    meeting.save()
    with django_capture_on_commit_callbacks(execute=True):
        second = drawn(DocumentKind.MINUTES_WORD, meeting)
    assert first.file.name != second.file.name
    assert [second.file.storage.exists(name) for name in (first.file.name, second.file.name)] == [False, True]


def test_second_request_joins_the_first_while_it_waits(meeting: Meeting) -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    asked = Asked(DocumentKind.MINUTES_PDF, meeting)
    jobs = {ask_for_document(asked=asked, principal=principal_of(user), by=user).job_id for _ in range(2)}
    assert (len(jobs), Document.objects.count()) == (1, 1)


def test_file_that_does_not_come_back_whole_is_not_ready(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Storage.save

    def torn(self: Storage, name: str, content: Any, **kwargs: Any) -> str:
        content.file.truncate(100)
        return keep(self, name, content, **kwargs)

    user, asked = user_with(Role.BUSINESS_MANAGER), Asked(DocumentKind.MINUTES_WORD, meeting)
    ask_for_document(asked=asked, principal=principal_of(user), by=user)
    monkeypatch.setattr(Storage, "save", torn)
    document = made_document()
    assert (document.job.error, document.is_made) == (documents.NOT_READ_BACK, False)


@pytest.mark.parametrize("secret", ["item", "paper", "earlier item"])
def test_copy_is_withdrawn_when_something_in_it_becomes_confidential(secret: str, meeting: Meeting) -> None:
    document = drawn(DocumentKind.AGENDA_PACK, meeting)
    asked = Asked(DocumentKind.AGENDA_PACK, meeting)
    principal = principal_of(user_with(Role.BUSINESS_MANAGER))
    assert is_ready(document, asked.audience(principal))
    item = meeting.agenda_items.get(number=1)
    match secret:
        case "item":
            row, field, value = item, "confidential", True
        case "paper":
            row, field, value = item.attachments.first(), "archived_at", timezone.now()
        case _:
            row, field, value = meeting.group.meetings.first().agenda_items.get(number=1), "confidential", True
    setattr(row, field, value)
    row.save()
    assert not is_ready(document, asked.audience(principal))


def test_sheet_is_one_accessible_page_however_much_is_owed() -> None:
    agency = made.AgencyFactory(name="Northvale Constabulary")
    for number in range(12):
        made.ActionFactory(agency=agency, due_on=date(2018, 1, 1), title="Word " * 60)
        made.ChallengeFactory(challenge=f"Why {number}? " * 30).agencies.add(agency)
        made.ContributionFactory(agency=agency)
    content = content_of(drawn(DocumentKind.AGENCY_SUMMARY, agency))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
    words = words_of(content)
    assert ("Northvale Constabulary" in words, "more in the portal" in words, failures(content)) == (True, True, [])


def test_sheet_is_drawn_for_the_roles_of_the_person_who_asks() -> None:
    agency = made.AgencyFactory()
    made.ActionFactory(agency=agency, due_on=timezone.localdate() - timedelta(days=3), title="Send the return")
    made.ContributionFactory(agency=agency, agreed=12_345)
    representative = user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)
    words = words_of(content_of(drawn(DocumentKind.AGENCY_SUMMARY, agency, by=representative)))
    assert ("Send the return" in words, "3 days late" in words, "£12,345" in words) == (True, True, True)
    board = made.BoardFactory()
    narrow = user_with(Role.BUSINESS_MANAGER, board=board)
    asked = Asked(DocumentKind.AGENCY_SUMMARY, agency)
    ask_for_document(asked=asked, principal=principal_of(narrow), by=narrow)
    assert Document.objects.count() == 2


def test_sheet_of_somebody_whose_roles_changed_is_not_made() -> None:
    agency, user = made.AgencyFactory(), user_with(Role.BUSINESS_MANAGER)
    asked = Asked(DocumentKind.AGENCY_SUMMARY, agency)
    ask_for_document(asked=asked, principal=principal_of(user), by=user)
    made.RoleGrantFactory(user=user, role=Role.SCRUTINEER)
    document = made_document()
    assert (document.job.error, document.is_made) == (documents.CHANGED, False)


def test_members_copy_is_the_same_whoever_asks(meeting: Meeting) -> None:
    first = drawn(DocumentKind.AGENDA_PACK, meeting)
    second = drawn(DocumentKind.AGENDA_PACK, meeting, by=member_of(meeting))
    assert (first.pk, first.sha256) == (second.pk, second.sha256)


def failures(content: bytes) -> list[tuple[str, str]]:
    found = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    return [(failure.rule_id, failure.message) for failure in found.failures]
