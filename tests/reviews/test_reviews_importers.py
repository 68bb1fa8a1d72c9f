"""Reviews and child deaths come in guarded."""

import pytest

from partnership.enums import Visibility
from reviews.models import ChildDeath, Review
from tests.partnership.workbooks import bring_in, problems

pytestmark = pytest.mark.django_db

BOARDS = [["code", "name", "kind", "area", "year_start_month"], ["B", "Board", "lscb", "Area", 4]]
REVIEW = ["reference", "board", "kind", "title", "status", "publication", "themes", "commissioned_on", "completed_on"]
DEATH = ["reference", "board", "notified_on", "resident", "status", "age_band", "category", "modifiable"]


def test_review_is_restricted_until_its_report_is_published():
    row = ["R", "B", "LCSPR", "Child A", "in progress", "Not for publication", "Neglect; Drift", None, None]
    bring_in({"boards": BOARDS, "reviews": [REVIEW, row]})
    review = Review.objects.get()
    assert (review.review_kind, review.publication, review.themes) == (
        "lcspr",
        "not_for_publication",
        ["Neglect", "Drift"],
    )
    assert review.visibility == Visibility.RESTRICTED
    bring_in({"reviews": [REVIEW, ["P", *row[1:4], "published", "published", None, None, None]]})
    assert Review.objects.get(reference="P").visibility == Visibility.PARTNERSHIP


def test_review_completed_before_it_was_commissioned_is_named():
    row = ["R", "B", "scr", "Child A", "complete", "embargoed", None, "31/03/2018", "30/03/2018"]
    assert problems({"boards": BOARDS, "reviews": [REVIEW, row]}) == [
        "reviews!2 completed_on: found “2018-03-30”; expected no date before commissioned_on"
    ]


def test_child_death_is_restricted_and_bears_its_reference_as_title():
    row = ["CD-1", "B", "31/03/2018", "yes", "awaiting inquest", "28-364 DAYS", 10, "insufficient"]
    bring_in({"boards": BOARDS, "child_deaths": [DEATH, row]})
    death = ChildDeath.objects.get()
    assert (death.title, death.visibility) == ("CD-1", Visibility.RESTRICTED)
    assert (death.age_band, death.category, death.modifiable) == ("28-364 days", 10, "insufficient")


def test_unknown_category_of_death_is_named():
    row = ["CD-1", "B", "31/03/2018", "yes", "notified", None, 11, None]
    assert problems({"boards": BOARDS, "child_deaths": [DEATH, row]}) == [
        "child_deaths!2 category: found “11”; expected 10 or less"
    ]
