from datetime import date, timedelta

import pytest

from partnership.rag import Rag, action_rag, rag_words, risk_rating

TODAY = date(2026, 6, 9)


def in_days(count):
    return TODAY + timedelta(days=count)


def rate(status="open", due_on=None, at_risk=False, completed_on=None, override=""):
    return action_rag(
        status=status, due_on=due_on, at_risk=at_risk, completed_on=completed_on, today=TODAY, override=override
    )


@pytest.mark.parametrize(
    ("due_in", "at_risk", "rag"),
    [
        (-1, False, Rag.RED),
        (-1, True, Rag.RED),
        (0, False, Rag.AMBER),
        (14, False, Rag.AMBER),
        (15, False, Rag.GREEN),
        (15, True, Rag.AMBER),
    ],
)
@pytest.mark.parametrize("status", ["open", "in_progress"])
def test_action_rag_of_open_action_by_its_date(status, due_in, at_risk, rag):
    assert rate(status, in_days(due_in), at_risk) is rag


def test_action_rag_without_a_date_is_grey():
    assert rate("in_progress") is Rag.GREY


def test_action_rag_without_a_date_but_at_risk_is_amber():
    assert rate(at_risk=True) is Rag.AMBER


@pytest.mark.parametrize("completed_on", [None, in_days(-20), TODAY])
def test_action_rag_complete_is_blue_even_if_late(completed_on):
    assert rate("complete", in_days(-10), completed_on=completed_on) is Rag.BLUE


def test_action_rag_completed_after_the_day_is_rated_as_it_stood():
    assert rate("complete", in_days(-10), completed_on=in_days(1)) is Rag.RED


@pytest.mark.parametrize("override", ["", "red"])
def test_action_rag_cancelled_has_none(override):
    assert rate("cancelled", in_days(-10), override=override) is None


@pytest.mark.parametrize(
    ("status", "completed_on", "rag"),
    [
        ("open", None, Rag.GREEN),
        ("complete", None, Rag.BLUE),
        ("complete", TODAY, Rag.BLUE),
        ("complete", in_days(1), Rag.GREEN),
    ],
)
def test_action_rag_set_by_hand_holds_until_it_is_complete(status, completed_on, rag):
    assert rate(status, in_days(-10), completed_on=completed_on, override="green") is rag


@pytest.mark.parametrize(
    ("rag", "due_in", "words"),
    [
        (Rag.RED, -8, "8 days late"),
        (Rag.RED, -1, "1 day late"),
        (Rag.RED, 5, "Off course"),
        (Rag.AMBER, 3, "Due in 3 days"),
        (Rag.AMBER, 0, "Due today"),
        (Rag.AMBER, 15, "At risk"),
        (Rag.AMBER, -2, "At risk"),
        (Rag.GREEN, 30, "On course"),
        (Rag.BLUE, -8, "Complete"),
        (None, -8, "Cancelled"),
    ],
)
def test_rag_words_with_a_date(rag, due_in, words):
    assert rag_words(rag, due_on=in_days(due_in), today=TODAY) == words


@pytest.mark.parametrize(("rag", "words"), [(Rag.RED, "Off course"), (Rag.AMBER, "At risk"), (Rag.GREY, "No due date")])
def test_rag_words_without_a_date(rag, words):
    assert rag_words(rag, due_on=None, today=TODAY) == words


@pytest.mark.parametrize(
    ("likelihood", "impact", "score", "word"),
    [
        (1, 1, 1, "low"),
        (1, 4, 4, "low"),
        (1, 5, 5, "medium"),
        (3, 3, 9, "medium"),
        (5, 2, 10, "high"),
        (4, 3, 12, "high"),
        (3, 5, 15, "very high"),
        (5, 5, 25, "very high"),
    ],
)
def test_risk_rating(likelihood, impact, score, word):
    assert risk_rating(likelihood, impact) == (score, word)


@pytest.mark.parametrize(("likelihood", "impact"), [(0, 3), (3, 6)])
def test_risk_rating_outside_the_scale(likelihood, impact):
    with pytest.raises(ValueError, match=r"^Likelihood and impact go from 1 to 5$"):
        risk_rating(likelihood, impact)
