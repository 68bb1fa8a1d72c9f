"""What the page of a row says, and to whom."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.models import ReadEntry
from partnership.services.records import save_record
from tests.clients import user_with
from tests.factories.audits import AuditFactory, AuditGradeFactory
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    AgendaItemFactory,
    AttendanceFactory,
    BoardFactory,
    GroupFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    MeetingFactory,
    RecommendationFactory,
    RiskFactory,
    RoleGrantFactory,
    SeatFactory,
)
from tests.factories.reviews import ReviewFactory
from tests.factories.training import BookingFactory

pytestmark = pytest.mark.django_db


def page_of(client: Client, row: Any, role: Role, **reach: Any) -> str:
    client.force_login(user_with(role, **reach))
    response = client.get(registry.url_of(row))
    assert response.status_code == 200
    return response.content.decode()


def test_an_agency_sees_its_action_and_nothing_of_the_restricted_review(client: Client) -> None:
    agency = AgencyFactory()
    review = ReviewFactory(reference="NV-SECRET-9", title="The child we call Ash")
    action = ActionFactory(plan=ActionPlanFactory(record=review), agency=agency, title="Use one form")
    page = page_of(client, action, Role.AGENCY_REPRESENTATIVE, agency=agency)
    assert ("Use one form" in page, "Not shared with you" in page, "portal-banner" in page) == (True, True, True)
    assert [word for word in ("NV-SECRET-9", "Ash", f"/case-reviews/{review.pk}/") if word in page] == []
    listed = client.get("/actions/").content.decode()
    assert "Use one form" in listed
    assert [word for word in ("NV-SECRET-9", "Ash") if word in listed] == []
    # Once for its page, and once for the list, which tells the words of an action to whoever has to do it.
    assert list(ReadEntry.objects.values_list("record_id", flat=True)) == [review.pk] * 2


CASE_TEXTS = ("progress", "impact", "rag_override_reason")


def restricted_action(**fields: Any) -> Any:
    """An action of a review's plan with a canary in each text beside its title, now and in its history."""
    plan = ActionPlanFactory(record=ReviewFactory(reference="NV-SECRET-9", title="CANARY title"))
    recommendation = RecommendationFactory(plan=plan, text="CANARY recommendation")
    texts = {name: f"CANARY {name}" for name in CASE_TEXTS}
    action = ActionFactory(
        plan=plan, recommendation=recommendation, title="Use one form", rag_override="amber", **texts, **fields
    )
    for name in CASE_TEXTS:
        setattr(action, name, f"CANARY later {name}")
    action.save()
    return action


def test_an_agency_reads_the_text_of_its_restricted_action_and_no_note_of_the_case(client: Client) -> None:
    agency = AgencyFactory()
    action = restricted_action(agency=agency)
    page = page_of(client, action, Role.AGENCY_REPRESENTATIVE, agency=agency)
    assert "Use one form" in page
    assert [word for word in ("CANARY", "NV-SECRET-9") if word in page] == []


def test_those_who_read_the_review_read_the_notes_of_its_actions(client: Client) -> None:
    page = page_of(client, restricted_action(), Role.BUSINESS_MANAGER)
    assert [name for name in CASE_TEXTS if f"CANARY later {name}" not in page] == []


def test_an_agency_reads_the_notes_of_its_open_action(client: Client) -> None:
    agency = AgencyFactory()
    action = ActionFactory(agency=agency, plan=ActionPlanFactory(record=RiskFactory()), progress="Half is done")
    assert "Half is done" in page_of(client, action, Role.AGENCY_REPRESENTATIVE, agency=agency)


def test_the_business_manager_sees_where_an_action_comes_from(client: Client) -> None:
    review = ReviewFactory(reference="NV-1", title="The child we call Ash")
    action = ActionFactory(plan=ActionPlanFactory(record=review))
    page = page_of(client, action, Role.BUSINESS_MANAGER)
    assert f'<a class="govuk-link" href="{registry.url_of(review)}">NV-1</a>' in page


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.SCRUTINEER, Role.SUPPORT_OFFICER, Role.GROUP_CHAIR])
def test_the_restricted_summary_of_a_published_review_stays_with_those_named(
    role: Role, named: bool, client: Client
) -> None:
    review = ReviewFactory(publication="published", restricted_summary="CANARY first")
    review.restricted_summary = "CANARY second"
    save_record(record=review, boards=list(review.boards.all()), by=None)
    grant = RoleGrantFactory(role=role, group=GroupFactory() if role == Role.GROUP_CHAIR else None)
    if named:
        RoleGrantFactory(user=grant.user, role=role, group=grant.group, record_id=review.pk)
    client.force_login(grant.user)
    page = client.get(registry.url_of(review)).content.decode()
    assert ("CANARY second" in page, "CANARY first" in page) == (named, named)


def test_names_of_several_rows_are_escaped_once(client: Client) -> None:
    recommendation = RecommendationFactory(plan=ActionPlanFactory())
    recommendation.agencies.add(AgencyFactory(name="Children & <b>Families"))
    page = page_of(client, recommendation, Role.BUSINESS_MANAGER)
    assert "<dd>Children &amp; &lt;b&gt;Families</dd>" in page


def test_history_tells_old_and_new_value_and_who(client: Client) -> None:
    risk = RiskFactory(likelihood=3, title="Staff leave")
    person = user_with(Role.BUSINESS_MANAGER)
    risk.likelihood = 5
    save_record(record=risk, boards=list(risk.boards.all()), by=person)
    page = " ".join(page_of(client, risk, Role.BUSINESS_MANAGER).split())
    assert "Likelihood: 3 to <strong>5</strong>" in page
    assert str(person) in page


def test_history_does_not_name_a_record_that_is_not_shared(client: Client) -> None:
    board, agency = BoardFactory(), AgencyFactory()
    own, secret = GroupFactory(board=board), GroupFactory(board=board, title="CANARY panel")
    SeatFactory(agency=agency, group=own)
    risk = RiskFactory(board=board, group=secret)
    risk.group = own
    save_record(record=risk, boards=[board], by=None)
    page = page_of(client, risk, Role.AGENCY_REPRESENTATIVE, agency=agency)
    assert ("another record" in page, "CANARY" in page) == (True, False)


def test_a_meeting_shows_its_agenda_and_attendance(client: Client) -> None:
    meeting = MeetingFactory(group=GroupFactory(title="Executive"), title="", held_on=date(2026, 6, 9))
    AgendaItemFactory(meeting=meeting, title="Neglect", minute="We **agreed** a plan.")
    AttendanceFactory(
        meeting=meeting, seat=SeatFactory(group=meeting.group, label="Head of service"), status="apologies"
    )
    page = page_of(client, meeting, Role.BUSINESS_MANAGER)
    wanted = ["Executive, 9 June 2026", "We <strong>agreed</strong> a plan.", "Head of service", "Apologies"]
    assert [words for words in wanted if words not in page] == []


def test_case_grades_are_for_their_agency_and_each_reading_is_logged(client: Client) -> None:
    board, agency = BoardFactory(), AgencyFactory()
    audit = AuditFactory(board=board, agency=agency)
    AuditGradeFactory(audit=audit, agency=agency, case="Case OWN")
    AuditGradeFactory(audit=audit, agency=AgencyFactory(), case="Case OTHER")
    page = page_of(client, audit, Role.AGENCY_REPRESENTATIVE, agency=agency)
    assert ("Case OWN" in page, "Case OTHER" in page) == (True, False)
    assert ReadEntry.objects.filter(record=audit).count() == 1


def test_an_audit_without_grades_that_may_be_seen_is_not_logged(client: Client) -> None:
    audit = AuditFactory()
    AuditGradeFactory(audit=audit, case="Case OTHER")
    page = page_of(client, audit, Role.SUPPORT_OFFICER)
    assert "Case OTHER" not in page
    assert ReadEntry.objects.count() == 0


def test_opening_a_booking_is_logged_on_its_event(client: Client) -> None:
    booking = BookingFactory(delegate_email="sam@example.org")
    page = page_of(client, booking, Role.TRAINING_COORDINATOR)
    assert "sam@example.org" in page
    assert list(ReadEntry.objects.values_list("record_id", flat=True)) == [booking.event_id]


@pytest.mark.parametrize("marked", [{"small_numbers": True}, {"theme": "Child deaths"}])
@pytest.mark.parametrize(("role", "shown"), [(Role.BUSINESS_MANAGER, True), (Role.SCRUTINEER, False)])
def test_small_numbers_are_exact_for_those_who_maintain_them(
    role: Role, shown: bool, marked: dict[str, Any], client: Client
) -> None:
    indicator = IndicatorFactory(unit="count", **marked)
    for breakdown, value in (("Boys CANARY", 3), ("Girls", 4103), ("", 4106)):
        IndicatorValueFactory(indicator=indicator, period="2025-26", area="local", breakdown=breakdown, value=value)
    page = page_of(client, indicator, role)
    assert ('<td role="cell" data-label="Value" class="portal-number">3</td>' in page) == shown
    assert ('<td class="portal-number">c</td>' in page) == (not shown)
    assert ("4,106" in page and "4,103" in page) == shown


def test_readers_of_a_restricted_record_are_told_in_words(client: Client) -> None:
    review = ReviewFactory()
    RoleGrantFactory(role=Role.REVIEWER, record=review)
    page = page_of(client, review, Role.BUSINESS_MANAGER)
    told = "The business manager and the independent chair or scrutineer can see that it is there"
    assert f"{told}; its papers are for 1 named person." in page


def test_the_read_log_of_a_record_is_for_those_who_may_read_it(client: Client) -> None:
    risk = RiskFactory(visibility=Visibility.RESTRICTED)
    assert "Who opened it last" in page_of(client, risk, Role.BUSINESS_MANAGER)
    assert "Who opened it last" not in page_of(client, risk, Role.SCRUTINEER)


def test_who_opened_it_last_is_a_row_a_person_with_how_often(client: Client) -> None:
    risk = RiskFactory(visibility=Visibility.RESTRICTED)
    other = user_with(Role.BUSINESS_MANAGER)
    client.force_login(other)
    client.get(registry.url_of(risk))
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    for _ in range(3):
        page = client.get(registry.url_of(risk)).content.decode()
    rows = page[page.index('id="visits"') :].split("</section>")[0].split("<tr>")[2:]
    assert [row.split('class="portal-number">')[1].split("<")[0] for row in rows] == ["3", "1"]
    assert other.name in rows[1]
