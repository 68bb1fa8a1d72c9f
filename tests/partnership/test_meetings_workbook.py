"""Meetings in the workbook: confidential items stay out of it, agreed minutes are not changed by it."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from partnership.enums import MinutesState
from partnership.models import AgendaItem, Meeting
from partnership.principals import OPERATOR
from partnership.workbook.importer import importer_of
from tests.factories.partnership import AgendaItemFactory, AttendanceFactory, MeetingFactory
from tests.partnership.workbooks import bring_in, problems

pytestmark = pytest.mark.django_db
HEAD = ["group", "date", "number", "title", "minute"]


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(held_on=date(2026, 6, 9))


def test_confidential_items_are_left_out_and_counted(meeting: Meeting, tmp_path: Path) -> None:
    shown = AgendaItemFactory(meeting=meeting, number=1)
    AgendaItemFactory(meeting=meeting, number=2, title="CANARY", confidential=True)
    written = [
        row["title"] for _, row in importer_of("agenda_items").rows(importer_of("agenda_items").visible_to(OPERATOR))
    ]
    assert written == [shown.title]
    said = StringIO()
    call_command("export_workbook", tmp_path / "out.xlsx", stdout=said)
    assert "Left out: 1 confidential agenda items" in said.getvalue()


@pytest.mark.parametrize("state", [MinutesState.AGREED, MinutesState.LOCKED])
def test_a_workbook_does_not_change_agreed_minutes(state: str, meeting: Meeting) -> None:
    AgendaItemFactory(meeting=meeting, number=1, title="Welcome", minute="As agreed.")
    entry = AttendanceFactory(meeting=meeting, seat__group=meeting.group, status="present")
    meeting.minutes_state = state
    meeting.save()
    group = meeting.group.reference
    sheets = {
        "meetings": [["group", "date", "status", "venue"], [group, "2026-06-09", "held", "Elsewhere"]],
        "attendance": [["group", "date", "seat", "status"], [group, "2026-06-09", entry.seat.label, "absent"]],
        "agenda_items": [HEAD, [group, "2026-06-09", 1, "Welcome", "Otherwise."], [group, "2026-06-09", 2, "New", ""]],
    }
    expected = "a meeting whose minutes are still a draft"
    assert [expected in problem for problem in problems(sheets)] == [True] * 4
    assert list(AgendaItem.objects.values_list("minute", flat=True)) == ["As agreed."]


def test_a_workbook_changes_a_draft(meeting: Meeting) -> None:
    AgendaItemFactory(meeting=meeting, number=1, title="Welcome")
    rows = [HEAD, [meeting.group.reference, "2026-06-09", 1, "Welcome", "From the workbook."]]
    assert bring_in({"agenda_items": rows}).is_sound
    assert AgendaItem.objects.get().minute == "From the workbook."
