"""Chips and scores of the ground floor's rows: which state has which colour, and in which words."""

from typing import Any

from django.utils import timezone

from partnership.enums import (
    OPEN_ACTIONS,
    AttendanceStatus,
    MeetingStatus,
    MinutesState,
    OpenStatus,
    RecommendationStatus,
    RequestAnswer,
)
from partnership.formats import date_words
from partnership.models import (
    Action,
    Attendance,
    Challenge,
    DueDateRequest,
    Escalation,
    Meeting,
    Policy,
    Recommendation,
    Risk,
    Seat,
)
from partnership.rag import rag_words, risk_rating
from partnership.registers import Chip
from partnership.registers.parts import Score
from partnership.selectors.actions import rating
from partnership.selectors.challenges import at_stage_since
from partnership.workdays import limit_words, stage_ends_on, workdays_until

_RECOMMENDATION_COLOURS = {
    RecommendationStatus.OPEN: "grey",
    RecommendationStatus.IN_PROGRESS: "green",
    RecommendationStatus.IMPLEMENTED: "blue",
    RecommendationStatus.CLOSED_NOT_IMPLEMENTED: "grey",
}
_MEETING_COLOURS = {MeetingStatus.PLANNED: "grey", MeetingStatus.HELD: "blue", MeetingStatus.CANCELLED: "grey"}
_ATTENDANCE_COLOURS = {
    AttendanceStatus.PRESENT: "green",
    AttendanceStatus.DEPUTY: "blue",
    AttendanceStatus.APOLOGIES: "amber",
    AttendanceStatus.ABSENT: "red",
    AttendanceStatus.NOT_DUE: "grey",
}
_ATTENDANCE_LETTERS = {
    AttendanceStatus.PRESENT: "P",
    AttendanceStatus.DEPUTY: "D",
    AttendanceStatus.APOLOGIES: "A",
    AttendanceStatus.ABSENT: "X",
    AttendanceStatus.NOT_DUE: "N",
}
SOON = 2  # working days
_RATING_WORDS = {"red": "Off course", "amber": "At risk", "green": "On course", "blue": "Complete"}


def action_mark(action: Action) -> Chip:
    """How the action stands today."""
    today = timezone.localdate()
    rag = rating(action, on=today)
    return Chip(rag.value if rag else "grey", rag_words(rag, due_on=action.due_on, today=today))


def rating_mark(row: Any) -> Chip | str:
    """A rating that somebody gave: an objective's, a priority's year."""
    return Chip(row.rag, _RATING_WORDS[row.rag]) if row.rag else ""


def recommendation_mark(recommendation: Recommendation) -> Chip:
    return Chip(
        _RECOMMENDATION_COLOURS[RecommendationStatus(recommendation.status)], recommendation.get_status_display()
    )


def risk_mark(risk: Risk) -> Score:
    return Score(*risk_rating(risk.likelihood, risk.impact))


def review_mark(risk: Risk) -> Chip | str:
    """The day of an open risk's next review, or that it has passed or was never set."""
    if risk.review_on is None:
        return Chip("grey", "No review date") if review_is_missing(risk) else ""
    words = date_words(risk.review_on)
    return Chip("amber", f"Review was due {words}") if review_is_late(risk) else words


def review_is_missing(risk: Risk) -> bool:
    return risk.status == OpenStatus.OPEN and risk.review_on is None


def review_is_late(risk: Risk) -> bool:
    return risk.status == OpenStatus.OPEN and risk.review_on is not None and risk.review_on < timezone.localdate()


def target_mark(risk: Risk) -> Score | str:
    if risk.target_likelihood is None or risk.target_impact is None:
        return ""
    return Score(*risk_rating(risk.target_likelihood, risk.target_impact))


def request_mark(request: DueDateRequest) -> Chip:
    """What became of a request for a new date."""
    if not request.answer and request.action.status not in OPEN_ACTIONS:
        return Chip("grey", "Not answered before the action ended")
    if not request.answer:
        return Chip("amber", "Waiting for an answer")
    return Chip("blue" if request.answer == RequestAnswer.AGREED else "grey", request.get_answer_display())


def was_due(request: DueDateRequest) -> str:
    """The date that is to move."""
    return f"was {date_words(request.was_due_on)}" if request.was_due_on else "had none"


def open_mark(row: Any) -> Chip:
    """Risks and challenges."""
    return Chip("grey" if row.status == OpenStatus.OPEN else "blue", row.get_status_display())


def meeting_mark(meeting: Meeting) -> Chip:
    return Chip(_MEETING_COLOURS[MeetingStatus(meeting.status)], meeting.get_status_display())


def minutes_mark(meeting: Meeting) -> Chip:
    """How far the minutes have come."""
    state = MinutesState(meeting.minutes_state)
    return Chip("grey" if state == MinutesState.DRAFT else "blue", f"Minutes {state.label.lower()}")


def attendance_mark(attendance: Attendance) -> Chip:
    return Chip(_ATTENDANCE_COLOURS[AttendanceStatus(attendance.status)], attendance.get_status_display())


def holder_mark(seat: Seat) -> str:
    """Who holds a seat today; a vacant one is said to be so."""
    today = timezone.localdate()
    present = (
        tenure
        for tenure in seat.tenures.all()
        if (tenure.starts_on is None or tenure.starts_on <= today)
        and (tenure.ends_on is None or tenure.ends_on >= today)
    )
    return ", ".join(tenure.person.name for tenure in present) or "Nobody named"


def attendance_letter(status: str) -> dict[str, str]:
    """A cell of the attendance grid: {letter, words, css}; empty where nothing was recorded."""
    if not status:
        return {}
    known = AttendanceStatus(status)
    return {"letter": _ATTENDANCE_LETTERS[known], "words": str(known.label), "css": known.value.replace("_", "-")}


def policy_mark(policy: Policy) -> Chip:
    """Whether a policy is due for review."""
    if policy.review_on is None:
        return Chip("grey", "No review date")
    if policy.review_on < timezone.localdate():
        return Chip("red", "Review overdue")
    return Chip("green", f"Review due {date_words(policy.review_on)}")


def resolved_mark(escalation: Escalation) -> Chip:
    """How long an escalation may still stand at its stage, or that it is resolved."""
    if escalation.resolved_on:
        return Chip("blue", "Resolved")
    since, today = at_stage_since(escalation), timezone.localdate()
    if since is None:
        return Chip("grey", "Open")
    ends_on = stage_ends_on(escalation.stage, since)
    soon = workdays_until(today, ends_on) <= SOON
    return Chip("red" if ends_on < today else "amber" if soon else "green", limit_words(ends_on, today))


def answer_mark(challenge: Challenge) -> Chip:
    """Whether a challenge is closed, answered, or waits for its answer."""
    if challenge.status == OpenStatus.CLOSED:
        return open_mark(challenge)
    return Chip("grey", "Answered") if challenge.progress else Chip("amber", "Waiting for an answer")
