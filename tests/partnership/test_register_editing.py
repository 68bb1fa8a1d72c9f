"""Creating and changing rows in the browser: what is refused, what collides, what is kept."""

import pytest
from django.test import Client

from partnership.catalogue.challenge import CHALLENGES, RISKS
from partnership.enums import Role, Visibility
from partnership.exceptions import DomainError
from partnership.models import Board, KeptText, Recommendation, Risk
from partnership.policy import can
from partnership.principals import OPERATOR
from partnership.services.rows import Conflict, archive_row, change_row, create_row
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    AgencyFactory,
    GroupFactory,
    MeetingFactory,
    RecommendationFactory,
    RiskFactory,
)
from tests.house.posting import changed, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Client:
    return client_of(user_with(Role.BUSINESS_MANAGER))


def typed(board: Board, **fields: object) -> dict[str, object]:
    return {
        "title": "Too few safe beds",
        "likelihood": 4,
        "impact": 5,
        "status": "open",
        "boards": [board.pk],
        **fields,
    }


def test_a_risk_typed_in_the_browser_is_stored_with_uk_dates(board: Board, manager: Client) -> None:
    response = manager.post(RISKS.address("create"), typed(board, opened_on="3 April 2026", review_on="30/6/2026"))
    risk = Risk.objects.get()
    assert response["Location"] == RISKS.address("detail", risk.pk)
    assert (risk.opened_on.isoformat(), risk.review_on.isoformat()) == ("2026-04-03", "2026-06-30")
    assert list(risk.boards.all()) == [board]


def test_an_impossible_date_is_named_and_what_was_typed_stays(board: Board, manager: Client) -> None:
    page = manager.post(RISKS.address("create"), typed(board, review_on="31/6/2026")).content.decode()
    assert "June 2026 has 30 days. Type 30/6/2026 or another date" in page
    assert "Too few safe beds" in page
    assert Risk.objects.count() == 0


def test_a_reference_that_is_taken_is_refused_at_its_field(board: Board, manager: Client) -> None:
    RiskFactory(reference="R-1", key="r-1", boards=[board])
    page = manager.post(RISKS.address("create"), typed(board, reference="r-1"))
    assert list(page.context["form"].errors) == ["reference"]


def test_choosing_mine_for_one_field_and_theirs_for_another_keeps_both(board: Board, manager: Client) -> None:
    risk = RiskFactory(title="First", controls="Old", boards=[board])
    address = RISKS.address("change", risk.pk)
    opened = posted(manager.get(address).context["form"])
    changed(manager, RISKS, risk.pk, title="Theirs", controls="Their controls")
    collided = manager.post(address, {**opened, "title": "Mine", "controls": "My controls"})
    assert collided.status_code == 409
    sent = dict(collided.context["conflicted"].hidden_fields())
    sent["boards"] = [board.pk]
    assert {one.name for one in collided.context["conflicted"].differences} == {"title", "controls"}
    saved = manager.post(address, {**sent, "keep-title": "mine", "keep-controls": "theirs"})
    risk.refresh_from_db()
    assert (saved.status_code, risk.title, risk.controls) == (302, "Mine", "Their controls")


def test_of_two_who_read_one_version_only_one_writes(board: Board) -> None:
    risk = RiskFactory(boards=[board])
    by = user_with(Role.BUSINESS_MANAGER)
    change_row(row=risk, values={"title": "One"}, version=risk.version, by=by)
    with pytest.raises(Conflict):
        change_row(row=risk, values={"title": "Two"}, version=risk.version, by=by)
    assert Risk.objects.get().title == "One"


def test_what_the_editor_cannot_see_is_not_lost(board: Board) -> None:
    hidden, chair_group = GroupFactory(boards=[board]), GroupFactory(boards=[board])
    risk = RiskFactory(group=chair_group, owner_agency=AgencyFactory(), boards=[board])
    chair = user_with(Role.GROUP_CHAIR, group=chair_group)
    assert changed(client_of(chair), RISKS, risk.pk, title="Changed by its chair").status_code == 302
    risk.refresh_from_db()
    assert (risk.title, risk.owner_agency is None) == ("Changed by its chair", False)
    assert hidden.risks.count() == 0


def test_a_chair_adds_no_risk_to_another_group(board: Board) -> None:
    own, other = GroupFactory(boards=[board]), GroupFactory(boards=[board])
    chair = client_of(user_with(Role.GROUP_CHAIR, group=own))
    page = chair.post(RISKS.address("create"), typed(board, group=other.pk))
    assert (page.status_code, Risk.objects.count()) == (200, 0)
    assert chair.post(RISKS.address("create"), typed(board, group=own.pk)).status_code == 302


def test_history_shows_to_whom_something_was_addressed_before(board: Board) -> None:
    first, second = AgencyFactory(name="Police"), AgencyFactory(name="Probation")
    recommendation = RecommendationFactory()
    by = user_with(Role.BUSINESS_MANAGER)
    change_row(row=recommendation, values={"agencies": [first]}, version=1, by=by)
    change_row(row=recommendation, values={"agencies": [second], "text": "New"}, version=2, by=by)
    named = [{link.agency.name for link in row.agencies.all()} for row in recommendation.history.all()[:2]]
    assert named == [{"Probation"}, {"Police"}]
    assert Recommendation.objects.get().version == 3


def test_what_is_still_named_is_not_archived(board: Board) -> None:
    group = GroupFactory(boards=[board])
    RiskFactory(group=group, boards=[board])
    with pytest.raises(DomainError, match="still named by 1 risk"):
        archive_row(row=group, reason="No longer meets", by=user_with(Role.BUSINESS_MANAGER))
    group.refresh_from_db()
    assert group.archived_at is None


def test_a_refusal_to_archive_gives_no_count_of_what_is_sealed(board: Board) -> None:
    agency = AgencyFactory()
    RiskFactory(owner_agency=agency, boards=[board], visibility=Visibility.SEALED)
    with pytest.raises(DomainError, match="still named by something that is not shared with you"):
        archive_row(row=agency, reason="Entered twice", by=user_with(Role.BUSINESS_MANAGER))


def test_actions_go_into_the_archive_with_their_record_and_come_back(board: Board, manager: Client) -> None:
    risk = RiskFactory(boards=[board])
    action = ActionFactory(plan__record=risk)
    manager.post(RISKS.address("archive", risk.pk), {"reason": "Entered twice"})
    assert can(OPERATOR, "view", action) is False
    manager.post(RISKS.address("restore", risk.pk))
    assert can(OPERATOR, "view", action) is True


def test_a_new_code_of_a_group_moves_the_keys_of_its_meetings(board: Board) -> None:
    group = GroupFactory(reference="OLD", boards=[board])
    meeting = MeetingFactory(group=group, boards=[board])
    change_row(row=group, values={"reference": "NEW"}, version=group.version, by=user_with(Role.BUSINESS_MANAGER))
    meeting.refresh_from_db()
    assert meeting.key == f"new/{meeting.held_on.isoformat()}"


def test_a_row_made_by_a_service_starts_its_history_with_its_links(board: Board) -> None:
    agency = AgencyFactory()
    by = user_with(Role.BUSINESS_MANAGER)
    challenge = CHALLENGES.model(reference="C-1", challenge="Why so few?", status="open")
    create_row(row=challenge, values={"boards": [board], "agencies": [agency]}, by=by)
    assert [list(row.agencies.values_list("agency", flat=True)) for row in challenge.history.all()] == [[agency.pk], []]


def test_text_of_a_lapsed_session_is_kept_for_its_writer_alone(board: Board) -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    browser = client_of(user)
    address = RISKS.address("create")
    mark = _mark(browser.get(address).content.decode())
    stranger = Client()
    lapsed = stranger.post(address, typed(board, title="CANARY typed", kept_for=mark))
    kept = KeptText.objects.get()
    assert (lapsed.status_code, kept.user, Risk.objects.count()) == (302, user, 0)
    sign_in = stranger.get(lapsed["Location"]).content.decode()
    assert ("CANARY" in sign_in, "Your text is safe" in sign_in) == (False, True)
    other = client_of(user_with(Role.BUSINESS_MANAGER))
    assert other.get(f"/kept/{kept.pk}/").status_code == 404
    page = browser.get(f"{address}?kept={kept.pk}").content.decode()
    assert ("CANARY typed" in page, "It is not saved yet" in page) == (True, True)
    browser.post(f"{address}?kept={kept.pk}", typed(board, title="CANARY typed"))
    assert (Risk.objects.get().title, KeptText.objects.count()) == ("CANARY typed", 0)


def test_a_kept_text_leads_back_to_its_page_with_all_of_its_address(board: Board) -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    browser, group = client_of(user), GroupFactory(boards=[board])
    address = f"{RISKS.address('create')}?group={group.pk}"
    mark = _mark(browser.get(address).content.decode())
    Client().post(address, typed(board, kept_for=mark))
    kept = KeptText.objects.get()
    assert browser.get(f"/kept/{kept.pk}/").context["go_on_url"] == f"{address}&kept={kept.pk}"
    assert "Too few safe beds" in browser.get(f"{address}&kept={kept.pk}").content.decode()
    browser.post(address, typed(board, group=group.pk))
    assert KeptText.objects.count() == 0


def test_a_mark_that_nobody_signed_keeps_nothing(board: Board) -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    Client().post(RISKS.address("create"), typed(board, kept_for=f"{user.pk}:forged:forged"))
    assert KeptText.objects.count() == 0


def test_a_lapsed_token_keeps_the_text_and_leads_to_it(board: Board) -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    mark = _mark(strict.get(RISKS.address("create")).content.decode())
    answer = strict.post(RISKS.address("create"), typed(board, kept_for=mark, csrfmiddlewaretoken="x" * 64))
    assert answer["Location"] == f"/kept/{KeptText.objects.get().pk}/"


def _mark(page: str) -> str:
    return page.split('name="kept_for" value="')[1].split('"')[0]


def test_the_page_tells_a_change_of_links_and_not_the_first_ones(board: Board, manager: Client) -> None:
    first, second = AgencyFactory(name="Police"), AgencyFactory(name="Probation")
    new = {"challenge": "Why so few?", "status": "open", "boards": [board.pk], "agencies": [first.pk]}
    manager.post(CHALLENGES.address("create"), new)
    challenge = CHALLENGES.model._default_manager.get()
    changed(manager, CHALLENGES, challenge.pk, agencies=[second.pk])
    history = manager.get(CHALLENGES.address("detail", challenge.pk)).context["history"]
    assert [(entry["verb"], entry["changes"]) for entry in history] == [
        ("Changed", [{"label": "Agencies", "old": "Police", "new": "Probation"}]),
        ("Added", []),
    ]
