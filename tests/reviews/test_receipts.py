"""What agencies did with a briefing: asked, reminded, answered, counted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Message
from partnership.principals import principal_of
from partnership.registry import returns_of
from partnership.services.rows import Conflict
from reviews.models import Briefing, BriefingReceipt
from reviews.selectors.briefings import agencies_to_ask, receipts_owed, response_by_agency, response_of, words_hash
from reviews.services.briefings import change_briefing, clear_briefing
from reviews.services.receipts import answer_receipt, ask_for_receipts, remind_agencies
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, InterestFactory
from tests.factories.reviews import BriefingFactory, ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Any:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def briefing() -> Briefing:
    """Cleared for partners."""
    row = BriefingFactory(of_review=ReviewFactory(reference="REV-CANARY"))
    by = user_with(Role.SCRUTINEER)
    return clear_briefing(briefing=row, words=words_hash(row), version=row.version, by=by)


def asked(briefing: Briefing, by: Any, *agencies: Any) -> list[BriefingReceipt]:
    due_on = timezone.localdate() + timedelta(days=14)
    return ask_for_receipts(briefing=briefing, agencies=agencies, due_on=due_on, by=by)


def answered(receipt: BriefingReceipt, by: Any, **values: Any) -> BriefingReceipt:
    given = {"teams": "Health visiting", "staff": 24, "what_changed": "Supervision asks.", **values}
    return answer_receipt(receipt=receipt, **given, version=receipt.version, by=by)


def test_agencies_are_asked_about_a_cleared_briefing_alone(manager: Any) -> None:
    with pytest.raises(DomainError, match="not cleared"):
        asked(BriefingFactory(), manager, AgencyFactory())


def test_no_agency_is_ticked_beforehand(briefing: Briefing, manager: Any) -> None:
    AgencyFactory()
    html = page_of(client_of(manager), reverse("reviews:receipt-ask", args=[briefing.pk]))
    assert ("An agency without a tick is not asked" in html, " checked" in html) == (True, False)


def test_conflicted_agency_is_not_asked(briefing: Briefing, manager: Any) -> None:
    police = AgencyFactory()
    InterestFactory(record=briefing.of_review, agency=police, user=None)
    today = timezone.localdate()
    assert police not in agencies_to_ask(briefing, principal_of(manager), today)
    with pytest.raises(DomainError, match="cannot be asked"):
        asked(briefing, manager, police)
    with pytest.raises(DomainError, match="has passed"):
        ask_for_receipts(briefing=briefing, agencies=[], due_on=date(2018, 1, 1), by=manager)


def test_message_holds_no_word_of_the_briefing_and_a_reminder_goes_once_a_day(briefing: Briefing, manager: Any) -> None:
    police = AgencyFactory()
    rep = user_with(Role.AGENCY_REPRESENTATIVE, agency=police)
    (receipt,) = asked(briefing, manager, police)
    assert remind_agencies(briefing=briefing, by=manager) == 1
    assert remind_agencies(briefing=briefing, by=manager) == 0
    messages = Message.objects.filter(to=rep)
    assert messages.count() == 2
    assert not any(word in one.subject + one.body for one in messages for word in ("CANARY", briefing.title))
    answered(receipt, rep)
    with pytest.raises(DomainError, match="Nobody is left"):
        remind_agencies(briefing=briefing, by=manager)


def test_answer_is_whole_or_refused_and_two_editors_lose_nothing(briefing: Briefing, manager: Any) -> None:
    (receipt,) = asked(briefing, manager, AgencyFactory())
    for missing in ({"teams": ""}, {"staff": None}, {"what_changed": " "}):
        with pytest.raises(DomainError, match="which teams"):
            answered(receipt, manager, **missing)
    answered(receipt, manager)
    with pytest.raises(Conflict):
        answered(receipt, manager, staff=3)


def test_agency_answers_its_own_and_finds_no_other(briefing: Briefing, manager: Any) -> None:
    police, trust = AgencyFactory(), AgencyFactory()
    own, other = asked(briefing, manager, police, trust)
    rep = user_with(Role.AGENCY_REPRESENTATIVE, agency=police)
    client = client_of(rep)
    assert list(receipts_owed(principal_of(rep), timezone.localdate())) == [own]
    assert [due.title for due in returns_of(police, principal_of(rep))] == [f"What you did with “{briefing.title}”"]
    given = {"teams": "Response", "staff": "31", "what_changed": "Nothing yet", "version": own.version}
    assert client.post(reverse("reviews:receipt-answer", args=[own.pk]), {**given, "staff": "many"}).status_code == 200
    assert client.post(reverse("reviews:receipt-answer", args=[own.pk]), given).status_code == 302
    for what in ("receipt-answer", "briefing-receipt-detail"):
        assert client.get(reverse(f"reviews:{what}", args=[other.pk])).status_code == 404
    assert not receipts_owed(principal_of(rep), timezone.localdate()).exists()
    page = page_of(client, reverse("reviews:briefing-detail", args=[briefing.pk]))
    assert "31" in page
    assert trust.name not in page
    assert "CANARY" not in page


def test_nothing_is_owed_once_the_clearance_is_gone(briefing: Briefing, manager: Any) -> None:
    police = AgencyFactory()
    rep = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=police))
    asked(briefing, manager, police)
    current = Briefing.objects.get(pk=briefing.pk)
    change_briefing(row=current, values={"findings": "Other."}, version=current.version, by=manager)
    assert not receipts_owed(rep, timezone.localdate()).exists()
    assert returns_of(police, rep) == []


def test_response_is_counted_by_agency_and_over_all(
    briefing: Briefing, manager: Any, django_assert_num_queries: Any
) -> None:
    receipts = asked(briefing, manager, AgencyFactory(name="Police"), AgencyFactory(name="Trust"))
    answered(receipts[0], manager, staff=1_200)
    rows = BriefingReceipt.objects.all()
    with django_assert_num_queries(2):
        over_all, by_agency = response_of(rows), response_by_agency(rows)
    assert over_all.words == "1 of 2 agencies, 1,200 staff"
    assert [(agency, one.answered, one.staff) for agency, one in by_agency] == [("Police", 1, 1_200), ("Trust", 0, 0)]
    page = page_of(client_of(manager), reverse("reviews:briefing-receipt-list"))
    assert "1 of 2 answers, 1,200 staff." in page
    assert "1 of 2 agencies" in page_of(client_of(manager), reverse("reviews:briefing-detail", args=[briefing.pk]))


def test_agency_reads_no_other_agency_s_response(briefing: Briefing, manager: Any) -> None:
    police, trust = AgencyFactory(name="Police"), AgencyFactory(name="Trust")
    asked(briefing, manager, police, trust)
    rep = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=police))
    page = page_of(rep, reverse("reviews:briefing-receipt-list"))
    assert "By agency" not in page
    assert "Trust" not in page


def test_asking_and_reminding_are_the_business_unit_s(briefing: Briefing, manager: Any) -> None:
    police = AgencyFactory()
    ask, remind = (reverse(f"reviews:receipt-{what}", args=[briefing.pk]) for what in ("ask", "remind"))
    rep = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=police))
    for address in (ask, remind):
        assert rep.post(address, {}).status_code in {403, 404}
    client = client_of(manager)
    assert client.post(ask, {"agencies": [police.pk], "due_on": "1/3/2099"}).status_code == 302
    assert client.post(remind).status_code == 302
    assert client.get(remind).status_code == 302
    assert BriefingReceipt.objects.get().agency == police
