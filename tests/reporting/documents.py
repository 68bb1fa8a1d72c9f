"""A meeting with something secret in it, and what documents say."""

import io
import subprocess
import zipfile
from datetime import date
from typing import Any

import pikepdf
from django.core.files.base import ContentFile
from pikepdf import Name

from partnership.enums import Role, Visibility
from partnership.models import Attachment, Meeting, User
from partnership.services.jobs import drain_jobs
from reporting.models import Document
from tests.clients import user_with
from tests.factories import partnership as made

SECRET = "CANARY"


def a_pdf(words: str) -> bytes:
    """One page of plain words."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
        page.contents_add(f"BT /F 14 Tf 72 720 Td ({words}) Tj ET".encode())
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def a_paper(item: Any, name: str, content: bytes, **more: Any) -> Attachment:
    file = ContentFile(content, name=f"stored{name[-5:]}")
    paper: Attachment = made.AttachmentFactory(record=None, agenda_item=item, name=name, file=file, **more)
    return paper


def a_meeting() -> Meeting:
    """Two open items and a confidential one whose every word is secret; the last meeting had a secret as well."""
    group = made.GroupFactory(title="Neglect subgroup")
    earlier = made.MeetingFactory(group=group, held_on=date(2018, 3, 1))
    made.AgendaItemFactory(meeting=earlier, number=1, title="Welcome", minute="All were welcomed.")
    made.AgendaItemFactory(meeting=earlier, number=2, title=f"{SECRET} earlier", confidential=True)
    meeting: Meeting = made.MeetingFactory(group=group, held_on=date(2018, 6, 12), venue="Town Hall", status="held")
    seat = made.SeatFactory(group=group, label="Police")
    made.TenureFactory(seat=seat, person=made.PersonFactory(name="Jo Park"))
    made.AttendanceFactory(meeting=meeting, seat=seat)
    data = made.AgendaItemFactory(
        meeting=meeting, number=1, title="Data", presenter="Priya Nair", minute="Heard *well*.", decision="Pilot it."
    )
    plan = made.ActionPlanFactory(record=group)
    made.ActionFactory(plan=plan, raised_in=data, title="Write the tool", due_on=date(2018, 7, 1))
    hidden = made.ActionPlanFactory(record=made.RiskFactory(visibility=Visibility.RESTRICTED, group=group))
    made.ActionFactory(plan=hidden, title=f"{SECRET} action")
    a_paper(data, "scorecard.pdf", a_pdf("The scorecard shows more."))
    a_paper(data, "notes.docx", b"PK")
    secret = made.AgendaItemFactory(
        meeting=meeting,
        number=2,
        title=f"{SECRET} title",
        presenter=f"{SECRET} presenter",
        minute=f"{SECRET} minute",
        decision=f"{SECRET} decision",
        confidential=True,
    )
    a_paper(secret, f"{SECRET}.pdf", a_pdf(f"{SECRET} paper"), description=f"{SECRET} description")
    made.AgendaItemFactory(meeting=meeting, number=3, title="Any other business")
    return meeting


def member_of(meeting: Meeting) -> User:
    """A representative whose agency has a seat on the meeting's group."""
    agency = made.AgencyFactory()
    made.SeatFactory(group=meeting.group, agency=agency)
    return user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)


def made_document() -> Document:
    """The only document, once the jobs are done."""
    drain_jobs()
    return Document.objects.get()


def content_of(document: Document) -> bytes:
    with document.file.open("rb") as stored:
        content: bytes = stored.read()
    return content


def words_of(content: bytes) -> str:
    """Everything that can be read in a PDF or a Word file: text, bookmarks, names, metadata."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    text = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        rest = [repr(item) for item in pdf.objects]
        rest += [item.read_bytes().decode("latin-1") for item in pdf.objects if isinstance(item, pikepdf.Stream)]
    return " ".join(text.split()) + "".join(rest)


def bookmarks(content: bytes) -> list[tuple[str, list[str]]]:
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return [(item.title, [child.title for child in item.children]) for item in outline.root]
