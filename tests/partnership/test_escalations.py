"""Challenges and escalations: answered, moved on, closed and resolved, in the browser."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnership import registry
from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Challenge, Escalation
from partnership.services.challenges import change_challenge
from partnership.workdays import add_workdays
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, ChallengeFactory, EscalationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def errors_of(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def workdays_ago(count: int) -> date:
    """A day so long ago that `count` working days have passed since."""
    today, day = timezone.localdate(), timezone.localdate()
    while add_workdays(day, count) > today:
        day -= date.resolution
    return day


def test_a_challenge_is_raised_with_every_column(manager: Client) -> None:
    board, agency = BoardFactory(), AgencyFactory()
    fields = {
        "challenge": "Why are conferences late?", "action_required": "Count them.", "agencies": [agency.pk],
        "responsible": "Independent chair", "raised_on": "1/6/2026", "raised_by": "Lay member", "progress": "Counted.",
        "status": "closed", "closed_on": "30 June 2026", "boards": [board.pk], "reference": "CH-9",
    }  # fmt: skip
    manager.post("/challenges/new/", fields)
    row = Challenge.objects.get()
    found = {name: getattr(row, name) for name in fields if name not in {"agencies", "boards"}}
    dates = {"raised_on": date(2026, 6, 1), "closed_on": date(2026, 6, 30)}
    assert found == {name: value for name, value in fields.items() if name in found} | dates
    assert (list(row.agencies.all()), list(row.boards.all()), row.title) == ([agency], [board], row.challenge)


def test_a_challenge_waits_for_its_answer_until_there_is_one(manager: Client) -> None:
    challenge = ChallengeFactory()
    waiting = '<strong class="portal-chip portal-chip--amber">Waiting for an answer<'
    assert waiting in page_of(manager, "/challenges/")
    fields = {"progress": "Late ones are counted.", "version": challenge.version}
    assert manager.post(f"/challenges/{challenge.pk}/answer/", fields).status_code == 302
    page = page_of(manager, "/challenges/")
    assert (waiting in page, '<strong class="portal-chip portal-chip--grey">Answered<' in page) == (False, True)


def test_a_challenged_agency_writes_the_answer_and_nothing_else() -> None:
    agency = AgencyFactory()
    challenge = ChallengeFactory()
    challenge.agencies.add(agency)
    representative = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    page = page_of(representative, registry.url_of(challenge))
    assert ("Record the answer" in page, ">Change<" in page, "/close/" in page) == (True, False, False)
    form = representative.get(f"/challenges/{challenge.pk}/change/").context["form"]
    assert [field.name for field in form.visible_fields()] == ["progress"]
    fields = {"progress": "We count them.", "version": challenge.version, "challenge": "CANARY", "status": "closed"}
    assert representative.post(f"/challenges/{challenge.pk}/change/", fields).status_code == 302
    challenge.refresh_from_db()
    found = (challenge.progress, challenge.challenge, challenge.status)
    assert found == ("We count them.", "Why are conferences late?", "open")


def test_a_challenged_agency_cannot_write_the_rest_through_the_service() -> None:
    agency = AgencyFactory()
    challenge = ChallengeFactory()
    challenge.agencies.add(agency)
    user = user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)
    with pytest.raises(DomainError, match="Your agency writes the answer"):
        change_challenge(row=challenge, values={"status": "closed"}, version=challenge.version, by=user)


def test_a_challenged_agency_cannot_close_a_challenge() -> None:
    agency = AgencyFactory()
    challenge = ChallengeFactory(progress="Done.")
    challenge.agencies.add(agency)
    representative = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    fields = {"progress": "Done.", "closed_on": "1/6/2026", "version": challenge.version}
    response = representative.post(f"/challenges/{challenge.pk}/close/", fields)
    challenge.refresh_from_db()
    assert (response.status_code, challenge.status) == (403, "open")


def test_another_agency_cannot_answer() -> None:
    challenge = ChallengeFactory()
    challenge.agencies.add(AgencyFactory())
    stranger = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    assert stranger.post(f"/challenges/{challenge.pk}/answer/", {"progress": "CANARY"}).status_code == 404


def test_a_challenge_is_closed_with_its_outcome_and_not_answered_afterwards(manager: Client) -> None:
    challenge = ChallengeFactory()
    close, answer = f"/challenges/{challenge.pk}/close/", f"/challenges/{challenge.pk}/answer/"
    fields = {"progress": "", "closed_on": "1/6/2026", "version": challenge.version}
    assert errors_of(manager.post(close, fields)) == {"progress": ["Type the outcome"]}
    assert manager.post(close, {**fields, "progress": "Done."}).status_code == 302
    challenge.refresh_from_db()
    assert (challenge.status, challenge.closed_on, challenge.progress) == ("closed", date(2026, 6, 1), "Done.")
    late = manager.post(answer, {"progress": "More", "version": challenge.version})
    assert errors_of(late) == {"__all__": ["This challenge is closed. Ask the business unit to open it again."]}


def test_an_escalation_is_between_two_agencies(manager: Client) -> None:
    agency = AgencyFactory()
    fields = {
        "theme": "Threshold", "raised_on": "1/6/2026", "raised_by": agency.pk, "with_agency": agency.pk, "stage": "1",
        "boards": [BoardFactory().pk],
    }  # fmt: skip
    wrong = {"with_agency": ["Choose another agency: nobody disagrees with itself under this policy"]}
    assert errors_of(manager.post("/escalations/new/", fields)) == wrong
    fields |= {"with_agency": AgencyFactory().pk, "resolved_on": "2/6/2026"}
    assert errors_of(manager.post("/escalations/new/", fields)) == {"outcome": ["Say how it was resolved"]}
    assert manager.post("/escalations/new/", {**fields, "outcome": "Agreed."}).status_code == 302
    assert Escalation.objects.get().title == "Threshold"


@pytest.mark.parametrize(
    ("days", "words"), [(0, "5 working days left"), (4, "1 working day left"), (8, "3 working days late")]
)
def test_an_escalation_says_how_long_its_stage_may_last(days: int, words: str, manager: Client) -> None:
    since = workdays_ago(days)
    escalation = EscalationFactory(stage=1, raised_on=since)
    assert words in page_of(manager, registry.url_of(escalation))
    assert words in page_of(manager, "/escalations/")


def test_an_escalation_that_nobody_dated_at_its_stage_has_no_limit(manager: Client) -> None:
    EscalationFactory(stage=2, raised_on=date(2017, 6, 1))
    page = page_of(manager, "/escalations/")
    assert ("working day" in page, '<strong class="portal-chip portal-chip--grey">Open<' in page) == (False, True)


def test_an_escalation_moves_stage_by_stage_with_its_reason(manager: Client) -> None:
    escalation = EscalationFactory(stage=3, raised_on=date(2026, 6, 1), stage_since=date(2026, 6, 10))
    address = f"/escalations/{escalation.pk}/move/"
    fields = {"stage_since": "9/6/2026", "reason": "Not settled", "version": escalation.version}
    early = {"__all__": ["It came to this stage on 10 June 2026. Type that day or a later one."]}
    assert errors_of(manager.post(address, fields)) == early
    assert manager.post(address, {**fields, "stage_since": "24/6/2026"}).status_code == 302
    escalation.refresh_from_db()
    assert (escalation.stage, escalation.stage_since) == (4, date(2026, 6, 24))
    assert escalation.history.first().history_change_reason == "Not settled"
    last = {**fields, "stage_since": "1/7/2026", "version": escalation.version}
    assert errors_of(manager.post(address, last)) == {"__all__": ["There is no stage after this one. Resolve it here."]}
    assert "/move/" not in page_of(manager, registry.url_of(escalation))


def test_an_escalation_is_resolved_once_with_its_outcome(manager: Client) -> None:
    escalation = EscalationFactory(raised_on=date(2026, 6, 1))
    address = f"/escalations/{escalation.pk}/resolve/"
    fields = {"resolved_on": "31/5/2026", "outcome": "Held open.", "version": escalation.version}
    assert errors_of(manager.post(address, fields)) == {"__all__": ["It cannot be resolved before it was raised."]}
    assert manager.post(address, {**fields, "resolved_on": "5/6/2026"}).status_code == 302
    escalation.refresh_from_db()
    assert (escalation.resolved_on, escalation.outcome) == (date(2026, 6, 5), "Held open.")
    again = manager.post(address, {**fields, "version": escalation.version})
    assert errors_of(again) == {"__all__": ["This escalation is resolved already."]}


@pytest.mark.parametrize("step", ["move", "resolve", "change"])
def test_the_agencies_of_an_escalation_read_it_and_no_more(step: str) -> None:
    escalation = EscalationFactory()
    member = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=escalation.raised_by))
    stranger = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    address = f"/escalations/{escalation.pk}/{step}/"
    assert (member.post(address).status_code, stranger.post(address).status_code) == (403, 404)
