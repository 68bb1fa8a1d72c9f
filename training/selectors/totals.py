"""A year's training: figures of courses, agencies and the whole programme.

Source: the workbook's rule "Training totals". A whole-programme total stands for the programme where there is one, else
the courses' sum, and the two are never added; the same holds for an agency's. Bookings of events in the year are added
to a course's totals. Delegates are only counted here: no name leaves the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from partnership.models import Agency, Board
from partnership.principals import Principal
from training.enums import BookingStatus, EventStatus
from training.models import Booking, Course, CourseEvent, TrainingTotal

Place = tuple[int, int]  # keys of course and agency
ALL = 0  # every course, or every agency
NOT_RECORDED = -1  # delegates whose agency nobody wrote down


@dataclass(frozen=True)
class Figures:
    """What is known of a course, an agency or the programme; None where nobody counted.

    `filled` are those who came to where places were counted, `kept` those who came to where absences were: of them
    alone are rates made, since a sum may hold parts of which one number is known and the other is not.
    """

    events: int | None = None
    places: int | None = None
    attended: int | None = None
    did_not_attend: int | None = None
    fee_income: Decimal | None = None
    filled: int | None = None
    kept: int | None = None

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(_plus(one, two) for one, two in zip(self.values, other.values, strict=True)))

    def or_else(self, other: Figures) -> Figures:
        """These figures; where one is not known, the other's."""
        return Figures(*(two if one is None else one for one, two in zip(self.values, other.values, strict=True)))

    @property
    def values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))

    @property
    def expected(self) -> int | None:
        """Those who came and those who did not, where both were counted."""
        if self.kept is None or self.did_not_attend is None:
            return None
        return self.kept + self.did_not_attend


@dataclass(frozen=True)
class Row:
    """A course with its level, or an agency, and its figures."""

    name: str
    figures: Figures
    level: str = ""


@dataclass(frozen=True)
class TrainingYear:
    """Courses and agencies in alphabetical order, and everything."""

    courses: tuple[Row, ...]
    agencies: tuple[Row, ...]
    programme: Figures


def training_in_year(*, board: Board, year: str, start: date, end: date, principal: Principal) -> TrainingYear:
    """The training of a board's reporting year. Five queries."""
    totals, booked = _totals(board, year, principal), _booked(board, start, end, principal)
    places = {*totals, *booked}
    courses = {
        key: _one_course(key, totals) + _sum(figures for (course, _), figures in booked.items() if course == key)
        for key in {course for course, _ in places} - {ALL}
    }
    agencies = {
        key: totals.get((ALL, key), Figures()).or_else(_parts_of_agency(key, totals, booked))
        for key in {agency for _, agency in places} - {ALL}
    }
    return TrainingYear(
        courses=_course_rows(courses, principal),
        agencies=_agency_rows(agencies, principal),
        programme=_one_course(ALL, totals).or_else(_sum(courses.values())),
    )


def _course_rows(courses: Mapping[int, Figures], principal: Principal) -> tuple[Row, ...]:
    found = Course.objects.visible_to(principal).filter(pk__in=courses).only("title", "level")
    return tuple(
        Row(row.title, courses[row.pk], row.level) for row in sorted(found, key=lambda row: row.title.casefold())
    )


def _agency_rows(agencies: Mapping[int, Figures], principal: Principal) -> tuple[Row, ...]:
    found = Agency.objects.visible_to(principal).filter(pk__in=agencies).order_by("name")
    rows = tuple(Row(row.name, agencies[row.pk]) for row in found)
    unknown = agencies.get(NOT_RECORDED)
    return (*rows, Row("Agency not recorded", unknown)) if unknown else rows


def _totals(board: Board, year: str, principal: Principal) -> Mapping[Place, Figures]:
    rows = TrainingTotal.objects.visible_to(principal).filter(board=board, year=year)
    return {(row.course_id or ALL, row.agency_id or ALL): _figures(row) for row in rows}


def _figures(row: TrainingTotal) -> Figures:
    return Figures(
        events=row.events,
        places=row.places,
        attended=row.attended,
        did_not_attend=row.did_not_attend,
        fee_income=row.fee_income,
        filled=None if row.places is None else row.attended,
        kept=None if row.did_not_attend is None else row.attended,
    )


def _booked(board: Board, start: date, end: date, principal: Principal) -> Mapping[Place, Figures]:
    """What events of the year and their bookings give; events and places stand under no agency."""
    events = CourseEvent.objects.visible_to(principal).filter(
        Q(boards=board) | Q(boards=None), starts_on__range=(start, end)
    )
    figures: dict[Place, Figures] = defaultdict(Figures)
    held = events.filter(status=EventStatus.DELIVERED).order_by().values_list("course")
    for course, count, places in held.annotate(Count("pk"), Sum("places")):
        figures[course, ALL] = Figures(events=count, places=places)
    bookings = Booking.objects.visible_to(principal).filter(event__in=events).order_by()
    came, counted_places = (
        Q(status=BookingStatus.ATTENDED),
        Q(event__status=EventStatus.DELIVERED, event__places__gte=0),
    )
    counted = bookings.values_list("event__course", "agency").annotate(
        came=Count("pk", filter=came),
        filled=Count("pk", filter=came & counted_places),
        stayed_away=Count("pk", filter=Q(status=BookingStatus.DID_NOT_ATTEND)),
        fees=Sum("fee_charged"),
    )
    for course, agency, attended, filled, absent, fees in counted:
        if attended or absent or fees:
            figures[course, agency or NOT_RECORDED] = Figures(None, None, attended, absent, fees, filled, kept=attended)
    return figures


def _one_course(key: int, totals: Mapping[Place, Figures]) -> Figures:
    """A course's total for all agencies where there is one, else the sum of its agencies; `ALL` is the programme."""
    parts = [figures for (course, agency), figures in totals.items() if course == key and agency != ALL]
    return totals.get((key, ALL), Figures()).or_else(_sum(parts))


def _parts_of_agency(key: int, totals: Mapping[Place, Figures], booked: Mapping[Place, Figures]) -> Figures:
    return _sum(
        figures
        for source in (totals, booked)
        for (course, agency), figures in source.items()
        if agency == key and course != ALL
    )


def _sum(parts: Iterable[Figures]) -> Figures:
    return sum(parts, Figures())


def _plus(one: Any, two: Any) -> Any:
    return (one or 0) + (two or 0) if one is not None or two is not None else None
