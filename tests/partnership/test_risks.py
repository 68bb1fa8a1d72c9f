"""Risks: raised, moved, reviewed, closed, in the browser."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnership import registry
from partnership.enums import Role
from partnership.formats import date_words
from partnership.models import Risk
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory, RiskFactory, SeatFactory

pytestmark = pytest.mark.django_db
SAME_SCORE = "This is the score that it has. To say that it was looked at, choose “Review done”."


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def typed(**fields: Any) -> dict[str, Any]:
    """What a person types for a risk."""
    return {"title": "Children go missing", "likelihood": "4", "impact": "4", "status": "open", **fields}


def errors_of(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_a_risk_is_raised_with_every_column(manager: Client) -> None:
    board, group, agency = BoardFactory(), GroupFactory(), AgencyFactory()
    response = manager.post(
        "/risks/new/",
        typed(
            boards=[board.pk], group=group.pk, owner_agency=agency.pk, description="Late.", controls="- One tool",
            target_likelihood="2", target_impact="3", opened_on="1 June 2026", review_on="16/7/2026", reference="",
            closed_on="",
        ),
    )  # fmt: skip
    risk = Risk.objects.get()
    assert (response.status_code, response["Location"]) == (302, registry.url_of(risk))
    assert (risk.reference, list(risk.boards.all()), risk.group, risk.owner_agency) == ("R-01", [board], group, agency)
    assert (risk.score, risk.target_score, risk.description, risk.controls) == (16, 6, "Late.", "- One tool")
    assert (risk.opened_on, risk.review_on, risk.closed_on) == (date(2026, 6, 1), date(2026, 7, 16), None)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"status": "closed"}, {"closed_on": ["Type the date on which it was closed"]}),
        (
            {"closed_on": "1/6/2026"},
            {"status": ["It has a closing date, so choose Closed, or take the date away"]},
        ),
        (
            {"status": "closed", "opened_on": "2/6/2026", "closed_on": "1/6/2026"},
            {"closed_on": ["It cannot be closed before it was opened"]},
        ),
        (
            {"target_impact": "2"},
            {"target_likelihood": ["Give the target both a likelihood and an impact, or neither"]},
        ),
        ({"title": ""}, {"title": ["Type the risk"]}),
        ({"likelihood": ""}, {"likelihood": ["Choose the likelihood now"]}),
        ({"opened_on": "31/6/2026"}, {"opened_on": ["June 2026 has 30 days. Type 30/6/2026 or another date"]}),
    ],
)
def test_a_risk_that_cannot_be_so_says_what_to_do(fields: dict, wrong: dict, manager: Client) -> None:
    response = manager.post("/risks/new/", typed(boards=[BoardFactory().pk], **fields))
    assert (errors_of(response), Risk.objects.count()) == (wrong, 0)


def moved(risk: Risk, **fields: Any) -> dict[str, Any]:
    return {
        "likelihood": "4",
        "impact": "3",
        "reason": "Return interviews are on time.",
        "version": risk.version,
        **fields,
    }


def test_a_risk_moves_with_its_reason_and_its_page_tells_it(manager: Client) -> None:
    risk = RiskFactory(likelihood=4, impact=4)
    Risk.history.update(history_date=timezone.now() - timedelta(days=30))
    assert manager.post(f"/risks/{risk.pk}/move/", moved(risk, review_on="1/12/2026")).status_code == 302
    risk.refresh_from_db()
    assert (risk.likelihood, risk.impact, risk.review_on) == (4, 3, date(2026, 12, 1))
    page = page_of(manager, registry.url_of(risk))
    assert [words for words in ("Return interviews are on time.", "down from 16", "<svg") if words not in page] == []
    assert "was 16" in page_of(manager, "/risks/")


def test_a_risk_that_moved_within_a_day_has_a_table_and_no_chart(manager: Client) -> None:
    risk = RiskFactory(likelihood=4, impact=4)
    manager.post(f"/risks/{risk.pk}/move/", moved(risk))
    assert "<svg" not in page_of(manager, registry.url_of(risk))


@pytest.mark.parametrize(
    ("opened_on", "stored"), [("", timezone.localdate), ("1 June 2026", lambda: date(2026, 6, 1))]
)  # fmt: skip
def test_a_new_risk_is_opened_today_unless_a_day_is_typed(
    opened_on: str, stored: Callable[[], date], manager: Client
) -> None:
    manager.post("/risks/new/", typed(boards=[BoardFactory().pk], opened_on=opened_on))
    assert Risk.objects.get().opened_on == stored()


@pytest.mark.parametrize(
    ("fields", "said"),
    [({}, True), ({"status": "closed"}, False), ({"review_on": date(2099, 1, 1)}, False)],
)  # fmt: skip
def test_an_open_risk_that_nobody_looks_at_again_says_so(fields: dict, said: bool, manager: Client) -> None:
    risk = RiskFactory(**{"review_on": None, "status": "open", **fields})
    pages = [page_of(manager, address) for address in ("/risks/?status=", registry.url_of(risk))]
    assert ["No review date" in page for page in pages] == [said, said]


def test_a_risk_that_never_moved_has_neither_chart_nor_movement(manager: Client) -> None:
    risk = RiskFactory(likelihood=4, impact=4)
    assert "<svg" not in page_of(manager, registry.url_of(risk))
    assert "was " not in page_of(manager, "/risks/")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"reason": ""}, {"reason": ["Type the reason"]}),
        ({"likelihood": "4", "impact": "4"}, {"__all__": [SAME_SCORE]}),
        ({"likelihood": "6"}, {"likelihood": ["Choose the likelihood from the list"]}),
    ],
)  # fmt: skip
def test_a_move_that_is_none_says_so(fields: dict, wrong: dict, manager: Client) -> None:
    risk = RiskFactory(likelihood=4, impact=4)
    assert errors_of(manager.post(f"/risks/{risk.pk}/move/", moved(risk, **fields))) == wrong
    assert Risk.history.count() == 1


def test_the_second_who_moves_a_risk_sees_both_scores(manager: Client) -> None:
    risk = RiskFactory(likelihood=4, impact=4)
    manager.post(f"/risks/{risk.pk}/move/", moved(risk, likelihood="2"))
    response = manager.post(f"/risks/{risk.pk}/move/", moved(risk, likelihood="5"))
    assert response.status_code == 409
    labels = [(one.label, one.theirs, one.mine) for one in response.context["conflicted"].differences]
    assert labels == [("Likelihood", "2", "5")]
    risk.refresh_from_db()
    assert (risk.likelihood, risk.impact) == (2, 3)
    again = {"likelihood": "5", "impact": "3", "reason": "Late", "version": risk.version, "keep-likelihood": "mine"}
    assert manager.post(f"/risks/{risk.pk}/move/", again).status_code == 302
    risk.refresh_from_db()
    assert risk.likelihood == 5


def test_a_review_keeps_the_score_and_sets_the_next_date(manager: Client) -> None:
    risk = RiskFactory(likelihood=4, impact=4, review_on=timezone.localdate() - timedelta(days=3))
    fields = {"reason": "Nothing has changed", "review_on": "1/3/2027", "version": risk.version}
    assert manager.post(f"/risks/{risk.pk}/review/", fields).status_code == 302
    risk.refresh_from_db()
    assert (risk.score, risk.review_on) == (16, date(2027, 3, 1))
    assert risk.history.first().history_change_reason == "Nothing has changed"


def test_a_risk_is_closed_once(manager: Client) -> None:
    risk = RiskFactory(opened_on=date(2026, 1, 1), review_on=date(2027, 1, 1))
    fields = {"reason": "The posts are filled", "closed_on": "1/6/2026", "version": risk.version}
    assert manager.post(f"/risks/{risk.pk}/close/", fields).status_code == 302
    risk.refresh_from_db()
    assert (risk.status, risk.closed_on, risk.review_on) == ("closed", date(2026, 6, 1), None)
    assert f"/risks/{risk.pk}/move/" not in page_of(manager, registry.url_of(risk))
    again = manager.post(f"/risks/{risk.pk}/close/", {**fields, "version": risk.version})
    assert errors_of(again) == {"__all__": ["This risk is closed. Open it again before you move it."]}


def test_the_matrix_shows_where_risks_sit_or_should_come_to(manager: Client) -> None:
    RiskFactory(reference="R-77", likelihood=5, impact=5, target_likelihood=1, target_impact=2)
    RiskFactory(reference="R-78", likelihood=5, impact=5)

    def scores(address: str) -> dict[str, int]:
        rows = manager.get(address).context["matrix"]
        return {risk["reference"]: cell["score"] for row in rows for cell in row["cells"] for risk in cell["risks"]}

    assert scores("/risks/") == {"R-77": 25, "R-78": 25}
    assert scores("/risks/?matrix=target") == {"R-77": 2}
    assert 'href="?matrix=target"' in page_of(manager, "/risks/")


@pytest.mark.parametrize("step", ["move", "review", "close", "change", "archive"])
def test_steps_are_closed_to_whoever_may_not_take_them(step: str) -> None:
    group = GroupFactory()
    seat, risk = SeatFactory(group=group, agency=AgencyFactory()), RiskFactory(group=group, boards=group.boards.all())
    member = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=seat.agency))
    stranger = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    address = f"/risks/{risk.pk}/{step}/"
    assert (member.get(address).status_code, stranger.get(address).status_code) == (403, 404)
    assert (member.post(address).status_code, stranger.post(address).status_code) == (403, 404)
    page = page_of(member, registry.url_of(risk))
    assert f"/risks/{risk.pk}/{step}/" not in page


def test_an_open_risk_offers_its_steps_to_who_may_take_them(manager: Client) -> None:
    page = page_of(manager, registry.url_of(RiskFactory(review_on=date(2030, 1, 2))))
    wanted = ["Move this risk", "Review done", "Close this risk", ">Change<", date_words(date(2030, 1, 2))]
    assert [words for words in wanted if words not in page] == []
