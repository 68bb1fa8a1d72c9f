"""Courses, events, bookings and totals come in."""

import pytest

from tests.partnership.workbooks import bring_in, problems
from training.models import Booking, CourseEvent, TrainingTotal

pytestmark = pytest.mark.django_db

GROUND = {
    "boards": [["code", "name", "kind", "area", "year_start_month"], ["B", "Board", "lscb", "Area", 4]],
    "courses": [["code", "board", "title"], ["C", "B", "Neglect"], ["NONE", None, "Of no board"]],
}
EVENT = ["reference", "course", "starts_on", "status"]
TOTAL = ["board", "year", "course", "agency", "attended"]


def test_event_bears_the_title_and_boards_of_its_course():
    bring_in(
        GROUND | {"course_events": [EVENT, ["E", "c", "31/03/2018", "planned"], ["F", "NONE", "31/03/2018", "planned"]]}
    )
    found = [
        (event.title, [board.code for board in event.boards.all()]) for event in CourseEvent.objects.order_by("pk")
    ]
    assert found == [("Neglect", ["B"]), ("Of no board", [])]


def test_delegate_is_matched_by_address_without_case():
    head = ["event", "delegate_email", "delegate_name", "status"]
    events = {"course_events": [EVENT, ["E", "C", "31/03/2018", "delivered"]]}
    bring_in(GROUND | events | {"bookings": [head, ["E", "Ann@example.org", "Ann", "confirmed"]]})
    result = bring_in({"bookings": [head, ["e", "ann@EXAMPLE.org", "Ann", "Did not attend"]]})
    assert (result.created, result.changed) == (0, 1)
    assert Booking.objects.get().status == "did_not_attend"


def test_whole_programme_is_a_row_of_its_own():
    rows = [TOTAL, ["B", "2017-18", None, None, "1,120"], ["B", "2017-18", "C", None, 0]]
    bring_in(GROUND | {"training_totals": rows})
    assert bring_in({"training_totals": rows}).unchanged == 2
    found = TrainingTotal.objects.order_by("pk").values_list("course__reference", "attended")
    assert list(found) == [(None, 1120), ("C", 0)]


def test_negative_count_is_named():
    assert problems(GROUND | {"training_totals": [TOTAL, ["B", "2017-18", "C", None, -1]]}) == [
        "training_totals!2 attended: found “-1”; expected 0 or more"
    ]
