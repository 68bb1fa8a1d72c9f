"""Which clocks run for a review and for a child's death."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.selectors.clocks import clocks_of_deaths, clocks_of_reviews, main_clock, starts_due
from tests.factories.reviews import (
    ChildDeathFactory,
    ClockOverrideFactory,
    ClockRuleFactory,
    EditionFactory,
    KindRuleFactory,
    PauseFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 9)


def names(review) -> list[str]:
    return [one.rule.name for one in clocks_of_reviews([review], today=TODAY)[review.pk]]


def test_review_of_the_picture() -> None:
    edition = EditionFactory()
    notify = {"starts_with": "aware_on", "ends_with": "notified_on", "unit": "working_days", "pausable": False}
    ClockRuleFactory(edition=edition, name="Notify the Panel", limit=5, order=1, **notify)
    sent = {**notify, "starts_with": "partners_aware_on", "ends_with": "rapid_review_sent_on"}
    ClockRuleFactory(edition=edition, name="Rapid review to the Panel", limit=15, order=2, **sent)
    publish = ClockRuleFactory(edition=edition, name="Publish the local review", order=3)
    copy = {"starts_with": "panel_copy_on", "unit": "working_days", "limit": 7, "at_least": True}
    before = ClockRuleFactory(edition=edition, name="Copy to the Panel", order=4, **copy)
    review = ReviewFactory(
        edition=edition,
        aware_on=date(2025, 12, 4),
        notified_on=date(2025, 12, 9),
        partners_aware_on=date(2025, 12, 4),
        rapid_review_sent_on=date(2025, 12, 24),
        commissioned_on=date(2026, 1, 12),
    )
    PauseFactory(review=review, starts_on=date(2026, 3, 2), ends_on=date(2026, 4, 10))
    clocks = clocks_of_reviews([review], today=TODAY)[review.pk]
    numbers = [(one.clock.in_all, one.clock.paused, one.clock.counted, one.clock.words) for one in clocks]
    assert numbers == [
        (3, 0, 3, "Met, 9 Dec 2025"),
        (14, 0, 14, "Met, 24 Dec 2025"),
        (148, 39, 109, "72 days left"),
        (0, 0, 0, "Not started"),
    ]
    main = main_clock(clocks)
    assert main is not None
    assert (main.rule, main.clock.due_on) == (publish, date(2026, 8, 20))
    assert starts_due(clocks) == [(date(2026, 8, 11), before)]


def test_rule_of_other_kinds_is_left_out() -> None:
    edition = EditionFactory()
    ClockRuleFactory(edition=edition, name="For all", order=1)
    ClockRuleFactory(edition=edition, name="For adults", kinds=["sar"], order=2)
    ClockRuleFactory(edition=edition, name="For both", kinds=["sar", "plr"], order=3)
    assert names(ReviewFactory(edition=edition, review_kind="plr")) == ["For all", "For both"]


def test_archived_rule_runs_no_more() -> None:
    edition = EditionFactory()
    ClockRuleFactory(edition=edition, archived_at="2026-01-01T00:00Z", archived_reason="Not ours")
    assert names(ReviewFactory(edition=edition)) == []


def test_review_without_an_edition_goes_by_the_one_in_force_when_it_began() -> None:
    for name, since, until in (
        ("Old", date(2015, 1, 1), date(2017, 12, 31)),
        ("New", date(2018, 1, 1), None),
        ("Other matter", date(2019, 1, 1), None),
    ):
        edition = EditionFactory(in_force_from=since, in_force_until=until)
        ClockRuleFactory(edition=edition, name=name)
        KindRuleFactory(edition=edition, kind="dhr" if name == "Other matter" else "plr")
    assert names(ReviewFactory(referred_on=date(2017, 12, 31))) == ["Old"]
    assert names(ReviewFactory(referred_on=date(2018, 1, 1))) == ["New"]
    assert names(ReviewFactory(aware_on=date(2017, 12, 30), referred_on=date(2018, 1, 2))) == ["Old"]
    assert names(ReviewFactory()) == ["New"]
    assert names(ReviewFactory(referred_on=date(2012, 1, 1))) == []


def test_pause_and_correction_of_another_review_do_not_count() -> None:
    edition = EditionFactory()
    rule = ClockRuleFactory(edition=edition)
    PauseFactory(starts_on=date(2026, 3, 2))
    ClockOverrideFactory(rule=rule)
    review = ReviewFactory(edition=edition, commissioned_on=date(2026, 1, 12))
    (one,) = clocks_of_reviews([review], today=TODAY)[review.pk]
    assert (one.clock.paused, one.correction) == (0, None)


@pytest.mark.parametrize("count", [1, 3])
def test_clocks_of_many_reviews_take_as_many_queries(count: int) -> None:
    edition = EditionFactory()
    rule = ClockRuleFactory(edition=edition)
    reviews = [ReviewFactory(edition=edition, commissioned_on=date(2026, 1, 12)) for _ in range(count)]
    for review in reviews:
        PauseFactory(review=review)
        ClockOverrideFactory(review=review, rule=rule)
    with CaptureQueriesContext(connection) as queries:
        found = clocks_of_reviews(reviews, today=TODAY)
        assert [one.correction.made_by.name for clocks in found.values() for one in clocks if one.correction]
    assert len(queries) == 5


def test_main_clock_is_the_one_that_ends_first_or_began_last() -> None:
    edition = EditionFactory()
    ClockRuleFactory(edition=edition, name="Long", limit=12, order=1)
    ClockRuleFactory(edition=edition, name="Short", limit=2, order=2)
    notified = {"starts_with": "aware_on", "ends_with": "notified_on", "unit": "days", "limit": 5}
    ClockRuleFactory(edition=edition, name="Over", order=3, **notified)
    dates = {"aware_on": date(2025, 12, 4), "notified_on": date(2025, 12, 9), "commissioned_on": date(2026, 1, 12)}
    running = clocks_of_reviews([review := ReviewFactory(edition=edition, **dates)], today=TODAY)[review.pk]
    assert (main := main_clock(running))
    assert main.rule.name == "Short"
    ended = ReviewFactory(edition=edition, published_on=date(2026, 2, 1), **dates)
    assert (main := main_clock(clocks_of_reviews([ended], today=TODAY)[ended.pk]))
    assert main.rule.name == "Long"
    assert main_clock(clocks_of_reviews([bare := ReviewFactory(edition=edition)], today=TODAY)[bare.pk]) is None


def test_death_is_to_be_reviewed_within_six_months_of_it() -> None:
    edition = EditionFactory(in_force_from=date(2018, 10, 1))
    aim = {"starts_with": "died_on", "ends_with": "reviewed_on", "is_aim": True, "pausable": False}
    rule = ClockRuleFactory(edition=edition, name="Review the death", **aim)
    ClockRuleFactory(edition=edition, name="Of reviews")
    waiting = ChildDeathFactory(died_on=date(2026, 1, 12))
    reviewed = ChildDeathFactory(died_on=date(2025, 8, 31), reviewed_on=date(2026, 2, 28))
    before, unknown = ChildDeathFactory(died_on=date(2017, 1, 1)), ChildDeathFactory(died_on=None)
    found = clocks_of_deaths([waiting, reviewed, before, unknown], today=TODAY)
    words = {pk: [(one.rule, one.clock.words) for one in clocks] for pk, clocks in found.items()}
    assert words == {
        waiting.pk: [(rule, "33 days left")],
        reviewed.pk: [(rule, "Met, 28 Feb 2026")],
        before.pk: [],
    }
