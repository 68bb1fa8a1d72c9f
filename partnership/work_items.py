"""What the ground floor asks of people: one function a kind, plugged in by the registrations."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from partnership import marks, registry
from partnership.enums import GroupKind, MeetingStatus, MinutesState, Role
from partnership.formats import date_words
from partnership.models import AgendaItem, Meeting
from partnership.principals import Principal
from partnership.registers.parts import RESTRICTION_CHIPS, Chip, Link
from partnership.registers.rows import guarded_class, neutral_name
from partnership.registry import WorkItem
from partnership.selectors.asked import ACTION, MOST
from partnership.selectors.deadlines import (
    answered_for,
    open_actions,
    policies_to_review,
    requests_to_answer,
    risks_to_review,
)
from partnership.selectors.work import spoken_for

#: How long before its day a review of a risk or a policy is told.
REVIEWS_AHEAD = timedelta(days=60)
#: The agenda goes out so long before the meeting; it is asked for from `AGENDA_ASKED` on.
AGENDA_OUT = timedelta(days=7)
AGENDA_ASKED = timedelta(days=28)
#: So long after it the minutes are to be written, and then agreed; older meetings are history.
MINUTES_WRITTEN = timedelta(days=10)
MINUTES_AGREED = timedelta(days=28)
MINUTES_ASKED = timedelta(days=90)


def actions_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Open actions, those due first first; one whose new date waits for an answer stands there as that request."""
    asked = requests_to_answer(principal, today).order_by().values("action")
    rows = open_actions(principal, today).exclude(pk__in=asked).select_related("plan__record", "agency")
    for action in _soonest(rows, "due_on"):
        yield WorkItem(
            due_on=action.due_on,
            title=Link(action.title, registry.url_of(action)),
            kind=ACTION,
            second=", ".join(filter(None, (action.agency.name if action.agency else "", action.owner))),
            mark=marks.action_mark(action),
            restriction=restriction_of(action),
        )


def requests_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Requests for a new due date that wait for an answer, best given before the old date."""
    for request in _soonest(requests_to_answer(principal, today).select_related("action__agency"), "answer_by"):
        action = request.action
        new = f"to {date_words(request.due_on)}"
        yield WorkItem(
            due_on=request.answer_by,
            title=Link(
                f"Answer a request for a new due date: {action.reference}",
                reverse("partnership:action-answer", args=[request.pk]),
            ),
            kind=ACTION,
            second=f"Asked by {action.agency or request.asked_by}: {_was(request.was_due_on)}{new}",
            mark=Chip("grey", "Waiting"),
            restriction=restriction_of(action),
        )


def risks_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Open risks whose review is near or past, of those who may write it down."""
    for risk in _to_review(risks_to_review(principal, today), principal, today):
        yield _review(risk, risk.review_on, "risk", today)


def policies_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Policies whose review is near or past, of those who may write it down."""
    for policy in _to_review(policies_to_review(principal, today), principal, today):
        yield _review(policy, policy.review_on, "policy", today)


def meetings_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Meetings without an agenda, and minutes to be written: of those who may do it."""
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"), archived_at=None)
    mine = answered_for(principal, Meeting.objects.visible_to(principal, "change")).select_related("group")
    planned = mine.filter(~Exists(items), status=MeetingStatus.PLANNED, held_on__range=(today, today + AGENDA_ASKED))
    for meeting in _soonest(planned, "held_on"):
        yield _of_meeting(meeting, "Prepare the agenda", meeting.held_on - AGENDA_OUT, today)
    written = items.exclude(minute="", decision="")
    for meeting in _soonest(_held(mine, today).filter(~Exists(written)), "held_on"):
        yield _of_meeting(meeting, "Write the minutes", meeting.held_on + MINUTES_WRITTEN, today)


def minutes_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Minutes to be agreed, of those who chair: a subgroup, or the board and its executive."""
    chaired = Q(group__in={pk for grant in principal.grants if grant.role == Role.GROUP_CHAIR for pk in grant.groups})
    if Role.SCRUTINEER in principal.roles:
        chaired |= Q(group__group_kind__in=(GroupKind.BOARD, GroupKind.EXECUTIVE))
    written = AgendaItem.objects.filter(~Q(minute="", decision=""), meeting=OuterRef("pk"), archived_at=None)
    held = _held(Meeting.objects.visible_to(principal, "approve").filter(chaired), today)
    for meeting in _soonest(held.filter(Exists(written)).select_related("group"), "held_on"):
        yield _of_meeting(meeting, "Agree the minutes", meeting.held_on + MINUTES_AGREED, today, is_own=True)


def returns_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """What the agencies that one represents have still to send in."""
    for agency in spoken_for(principal).filter(replaced_by=None):
        for due in registry.returns_of(agency, principal):
            yield WorkItem(None, Link(due.title, due.url), "Return", second=due.words, mark=Chip("grey", "Waiting"))


def restriction_of(row: Any) -> Chip | str:
    """The purple chip of a guarded row."""
    guarded = guarded_class(row)
    return RESTRICTION_CHIPS[guarded] if guarded else ""


def late_or(due_on: date | None, today: date, words: str) -> Chip:
    """That its day has passed, or else these words."""
    if due_on is None or due_on >= today:
        return Chip("grey", words)
    days = (today - due_on).days
    return Chip("red", f"{days} {'day' if days == 1 else 'days'} late")


def _held(meetings: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Those that took place lately, or were closed today, and whose minutes nobody has agreed."""
    over = Q(held_on__lt=today) | Q(status=MeetingStatus.HELD)
    lately = meetings.filter(over, held_on__gte=today - MINUTES_ASKED, minutes_state=MinutesState.DRAFT)
    return lately.exclude(status=MeetingStatus.CANCELLED)


def _of_meeting(meeting: Any, asked: str, due_on: date, today: date, *, is_own: bool = False) -> WorkItem:
    return WorkItem(
        due_on=due_on,
        title=Link(f"{asked}: {neutral_name(meeting)}", registry.url_of(meeting)),
        kind="Meeting",
        mark=late_or(due_on, today, "Not started"),
        restriction=restriction_of(meeting),
        is_own=is_own,
    )


def _to_review(rows: QuerySet[Any], principal: Principal, today: date) -> QuerySet[Any]:
    mine = rows.model.objects.visible_to(principal, "change")
    return _soonest(rows.filter(review_on__lte=today + REVIEWS_AHEAD, pk__in=mine.values("pk")), "review_on")


def _review(row: Any, due_on: date, noun: str, today: date) -> WorkItem:
    return WorkItem(
        due_on=due_on,
        title=Link(f"Review the {noun}: {neutral_name(row)}", registry.url_of(row)),
        kind=noun.capitalize(),
        mark=late_or(due_on, today, "Review due"),
        restriction=restriction_of(row),
    )


def _was(day: date | None) -> str:
    return f"{date_words(day)} " if day else ""


def _soonest(rows: QuerySet[Any], day: str) -> QuerySet[Any]:
    return rows.order_by(F(day).asc(nulls_last=True), "pk")[:MOST]


#: In the order in which equal days stand.
WORK_SOURCES = (
    requests_asked,
    minutes_asked,
    meetings_asked,
    actions_asked,
    returns_asked,
    risks_asked,
    policies_asked,
)
