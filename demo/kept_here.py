"""What the workbook has no columns for, added to the demonstration through the services that the pages use."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from demo.cases_kept_here import add_cases
from demo.learning_kept_here import add_learning
from demo.northvale.source import table
from partnership.enums import InvoiceState, MeetingStatus, MinutesState
from partnership.models import (
    Action,
    Agency,
    Board,
    Contribution,
    Escalation,
    FundingShare,
    Group,
    Indicator,
    Meeting,
    Objective,
    Priority,
    QuarterlyHighlight,
    Record,
    Risk,
    SavedView,
    StandingItem,
    User,
)
from partnership.services.actions import add_progress_note
from partnership.services.agendas import build_agenda
from partnership.services.attachments import add_attachment
from partnership.services.comments import add_comment
from partnership.services.due_dates import ask_for_due_date
from partnership.services.minutes import agree_minutes, lock_minutes, minutes_hash
from partnership.services.risks import move_risk
from partnership.services.rows import change_row, create_row
from partnership.uploads_guard import checked
from reviews.models import AgencyReturn

FOLDER = "portal"
MINUTES_LOCKED = timedelta(days=400)
MINUTES_OPEN = timedelta(days=45)
AGENDA_AHEAD = timedelta(days=60)
EVIDENCE = (
    "team,records read,tool used\nHealth visiting north,20,18\nHealth visiting south,20,13\nSchool nursing,20,16\n"
)


def add_what_is_kept_here(people: Mapping[str, User], today: date) -> None:
    """What has no column, `people` by their names: once each, also where an older demonstration was loaded before."""
    if not StandingItem.objects.exists():
        _add_ground_floor(people, today)
    if not AgencyReturn.objects.exists():
        add_cases(people, today)
        add_learning(people, today)


def _add_ground_floor(people: Mapping[str, User], today: date) -> None:
    """Agendas, locked minutes, notes, files, comments, highlights, measures, shares."""
    manager, chair = people["Ruth Adeyemi"], people["Dr Margaret Oyelaran"]
    _agendas(manager, today)
    _minutes(chair, today)
    _actions(people, today)
    _plan(manager, today)
    _money(manager, today)
    _registers(people, manager, today)
    for name, query in (("Overdue", "state=open&due=overdue"), ("No due date", "state=open&due=undated")):
        SavedView.objects.create(user=manager, list_name="partnership:action-list", name=name, query=query)


def _agendas(manager: User, today: date) -> None:
    for row in table(FOLDER, "standing_items", today):
        values = {
            "number": int(row["number"]),
            "title": row["title"],
            "matters_arising": bool(row["matters_arising"]),
            "confidential": bool(row["confidential"]),
        }
        create_row(row=StandingItem(group=_group(row["group"])), values=values, by=manager)
    planned = Meeting.objects.filter(status=MeetingStatus.PLANNED, held_on__range=(today, today + AGENDA_AHEAD))
    for meeting in planned:
        build_agenda(meeting=meeting, standing=meeting.group.standing_items.all(), by=manager)


def _minutes(chair: User, today: date) -> None:
    """What was held a while ago is agreed and locked; the latest meetings wait for their chairs."""
    held = Meeting.objects.filter(status=MeetingStatus.HELD, minutes_state=MinutesState.DRAFT)
    for meeting in held.filter(held_on__range=(today - MINUTES_LOCKED, today - MINUTES_OPEN)):
        agreed = agree_minutes(meeting=meeting, text_hash=minutes_hash(meeting), by=chair)
        lock_minutes(meeting=agreed, by=chair)


def _actions(people: Mapping[str, User], today: date) -> None:
    for row in table(FOLDER, "notes", today):
        action = Action.objects.get(reference=row["action"])
        add_progress_note(action=action, text=row["note"], at_risk=bool(row["at_risk"]), by=people[row["by"]])
    action = Action.objects.get(reference="ACT-0364")
    reason = "The maternity lead starts on the first of next month, and should write it with us."
    ask_for_due_date(action=action, due_on=today + timedelta(days=42), reason=reason, by=people["Priya Nair"])
    file = checked(ContentFile(EVIDENCE.encode(), name="use-of-the-screening-tool.csv"))
    add_attachment(
        field="action",
        parent=Action.objects.get(reference="ACT-0412"),
        file=file,
        description="Count of records in which the tool was used",
        by=people["Priya Nair"],
    )


def _plan(manager: User, today: date) -> None:
    for row in table(FOLDER, "highlights", today):
        values = {name: row[name] for name in ("year", "rag", "done", "difference", "next")}
        priority = Priority.objects.get(reference=row["priority"])
        highlight = QuarterlyHighlight(priority=priority, quarter=int(row["quarter"]))
        create_row(row=highlight, values=values, by=manager)
    for row in table(FOLDER, "measures", today):
        objective = Objective.objects.get(priority__reference=row["priority"], number=row["objective"])
        indicators = list(Indicator.objects.filter(reference__in=row["indicators"].split(";")))
        change_row(row=objective, values={"measures": indicators}, version=objective.version, by=manager)


def _money(manager: User, today: date) -> None:
    for row in table(FOLDER, "shares", today):
        share = FundingShare(
            board=Board.objects.get(code=row["board"]),
            financial_year=row["financial_year"],
            agency=Agency.objects.get(code=row["agency"]),
        )
        create_row(row=share, values={"share": Decimal(row["share"])}, by=manager)
    for gift in Contribution.objects.filter(financial_year="2026-27"):
        state = InvoiceState.PAID if gift.received else InvoiceState.RAISED
        change_row(row=gift, values={"invoice": state}, version=gift.version, by=manager)


def _registers(people: Mapping[str, User], manager: User, today: date) -> None:
    for row in table(FOLDER, "comments", today):
        record = Record.objects.get(reference=row["record"], kind__in=("risk", "priority"))
        add_comment(field="record", parent=record, text=row["text"], by=people[row["by"]])
    risk = Risk.objects.get(reference="R-07")
    move_risk(
        risk=risk,
        likelihood=3,
        impact=risk.impact,
        review_on=risk.review_on,
        reason="Two health visitors have begun since September.",
        version=risk.version,
        by=manager,
    )
    for escalation in Escalation.objects.filter(resolved_on=None):
        since = {"stage_since": today - timedelta(days=6)}
        change_row(row=escalation, values=since, version=escalation.version, by=manager)


def _group(code: str) -> Group:
    found: Group = Group.objects.get(reference=code)
    return found
