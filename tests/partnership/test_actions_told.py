"""To whom a list tells what an action of a restricted record says, and that it is written down first."""

from typing import Any

import pytest
from django.db import DatabaseError

from partnership.enums import Role, Visibility
from partnership.models import Action, ReadEntry, User
from partnership.views import traced
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    RecommendationFactory,
    RiskFactory,
)

pytestmark = pytest.mark.django_db
WORDS = ("Visit the baby", "Jo Canary")


def an_action(**fields: Any) -> Action:
    plan = ActionPlanFactory(record=RiskFactory(visibility=Visibility.RESTRICTED))
    usual = {"title": WORDS[0], "owner": WORDS[1], "agency": AgencyFactory()}
    found: Action = ActionFactory(plan=plan, **{**usual, **fields})
    return found


def lists(action: Action) -> list[str]:
    return ["/", "/actions/?whose=", f"/agencies/{action.agency_id}/"]


def told(user: User, address: str) -> list[bool]:
    page = client_of(user).get(address).content.decode()
    return [words in page for words in WORDS]


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.SCRUTINEER])
def test_a_list_calls_an_action_of_a_restricted_record_by_its_reference(role: str) -> None:
    action, user = an_action(), user_with(role)
    for address in (*lists(action), "/actions/moved/"):
        assert told(user, address) == [False, False], address
    assert action.reference in client_of(user).get("/actions/?whose=").content.decode()
    assert ReadEntry.objects.count() == 0


def test_a_list_tells_an_agency_what_it_has_to_do_and_writes_it_down() -> None:
    action = an_action()
    user = user_with(Role.AGENCY_REPRESENTATIVE, agency=action.agency)
    for number, address in enumerate(lists(action), 1):
        assert told(user, address) == [True, True], address
        assert ReadEntry.objects.count() == number
    entry = ReadEntry.objects.latest("number")
    assert (entry.record_id, entry.user, entry.address) == (action.plan.record_id, user, lists(action)[-1])


def test_a_list_tells_the_owner_what_is_theirs_to_do() -> None:
    user = user_with(Role.BUSINESS_MANAGER)
    an_action(owner=user.name.upper())
    assert told(user, "/actions/?whose=")[0]
    assert ReadEntry.objects.filter(user=user).count() == 1


def test_several_actions_of_one_record_make_one_entry_a_page() -> None:
    action = an_action()
    ActionFactory(plan=action.plan, agency=action.agency)
    told(user_with(Role.AGENCY_REPRESENTATIVE, agency=action.agency), "/actions/?whose=")
    assert ReadEntry.objects.count() == 1


def test_nothing_is_told_of_what_is_not_shown(client: Any) -> None:
    action = an_action(status="complete")
    told(user_with(Role.AGENCY_REPRESENTATIVE, agency=action.agency), "/actions/?whose=&state=open")
    assert ReadEntry.objects.count() == 0


def test_no_list_tells_what_cannot_be_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**entry: Any) -> None:
        raise DatabaseError

    action = an_action()
    user = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=action.agency))
    monkeypatch.setattr(traced, "note_readings", full)
    pages = [user.get(address) for address in lists(action)]
    assert [page.status_code for page in pages] == [503] * 3
    assert not any(WORDS[0] in page.content.decode() for page in pages)


def test_the_page_of_the_record_itself_tells_what_its_plan_says() -> None:
    action, user = an_action(), user_with(Role.BUSINESS_MANAGER)
    assert told(user, f"/risks/{action.plan.record_id}/") == [True, True]
    assert ReadEntry.objects.count() == 1


def test_an_export_tells_what_the_list_tells() -> None:
    an_action()
    response = client_of(user_with(Role.BUSINESS_MANAGER)).get("/actions/?whose=&format=csv")
    sent = b"".join(response.streaming_content).decode()
    assert [words in sent for words in WORDS] == [False, False]


def test_a_recommendation_of_a_restricted_record_is_called_by_its_number() -> None:
    record = RiskFactory(visibility=Visibility.RESTRICTED)
    RecommendationFactory(plan=ActionPlanFactory(record=record), number=3, text=WORDS[0])
    for reader in (user_with(Role.AUDITOR, record=record), user_with(Role.BUSINESS_MANAGER)):
        page = client_of(reader).get("/recommendations/").content.decode()
        assert (WORDS[0] in page, "Recommendation 3" in page) == (False, True)
