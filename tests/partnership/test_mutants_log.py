"""Each control of the read log and of recommendations, with it off: the test that holds it goes red."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership import append_only, reaches, registry
from partnership.enums import Role
from partnership.models import Message, ReadEntry, Recommendation, RecommendationAnswer, User
from partnership.models.conflicts import InterestQuerySet
from partnership.principals import principal_of
from partnership.registers import lists
from partnership.selectors import read_chain, read_log
from partnership.selectors import recommendation_answers as found_answers
from partnership.selectors.read_log import month_of
from partnership.services import recommendation_answers as answers
from partnership.services.read_log import note_reading
from partnership.tables.read_log import About, OwnAbout
from partnership.views import fresh, traced
from partnership.views.read_log import ReadLogExport, WholeLog
from partnership.views.traced import TracedView
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionPlanFactory,
    AgencyFactory,
    InterestFactory,
    RecommendationAnswerFactory,
    RecommendationFactory,
    RiskFactory,
)
from tests.factories.reviews import ReviewFactory
from tests.mutants import goes_red, off, refuses, yes

pytestmark = pytest.mark.django_db
EXPORT = {"reason": "Asked for by the auditor", "extension": "csv"}


def restricted(**fields: Any) -> Any:
    return RiskFactory(visibility="restricted", title="Canary of a title", **fields)


def status(user: User, url: str, minutes_ago: int = 0, **posted: str) -> int:
    client = client_of(user, minutes_ago=minutes_ago)
    return int((client.post(url, posted) if posted else client.get(url)).status_code)


def full(**entry: Any) -> None:
    raise DatabaseError


# --- Written before it is shown ------------------------------------------------------------------------------------


def test_without_the_note_a_visit_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    manager, record = user_with(Role.BUSINESS_MANAGER), restricted()

    def holds() -> None:
        before = ReadEntry.objects.count()
        assert status(manager, registry.url_of(record)) == 200
        assert ReadEntry.objects.count() == before + 1

    goes_red(holds, monkeypatch, (TracedView, "note", yes))


@pytest.mark.parametrize("what", ["page", "list"])
def test_without_the_refusal_a_record_is_shown_whose_reading_cannot_be_written(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager, record = user_with(Role.BUSINESS_MANAGER), restricted()
    url = registry.url_of(record) if what == "page" else "/risks/?format=csv"
    monkeypatch.setattr(traced, "note_reading", full)
    monkeypatch.setattr(lists, "note_list_export", full)

    def holds() -> None:
        assert status(manager, url) == 503

    goes_red(holds, monkeypatch, (TracedView, "note", yes), (lists, "note_list_export", lambda **entry: []))


def test_without_the_verb_a_visit_to_print_is_written_down_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    manager, record = user_with(Role.BUSINESS_MANAGER), restricted()

    def holds() -> None:
        status(manager, f"{registry.url_of(record)}?print=1")
        assert ReadEntry.objects.latest("number").verb == "printed"

    goes_red(holds, monkeypatch, (TracedView, "_as_asked", lambda page, verb: verb))


# --- Whole and unaltered -------------------------------------------------------------------------------------------


def forced(statement: str) -> None:
    """As somebody does who sits at the database."""
    append_only.remove(connection, ReadEntry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    append_only.install(connection, ReadEntry._meta.db_table)


@pytest.mark.parametrize("change", ["reason = 'Another'", "user_id = (SELECT MAX(id) FROM partnership_user)"])
def test_without_its_hash_an_altered_entry_is_not_noticed(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        note_reading(record=restricted(), address="/x/", by=user_with(Role.BUSINESS_MANAGER))
    first = ReadEntry.objects.earliest("number")
    forced(f"UPDATE {ReadEntry._meta.db_table} SET {change} WHERE id = {first.pk}")

    def holds() -> None:
        assert read_chain.check_chain().broken_at == first.number

    goes_red(holds, monkeypatch, (read_chain, "hash_of", lambda entry: entry.entry_hash))


# --- Who reads it --------------------------------------------------------------------------------------------------


def test_without_the_power_to_take_it_away_those_whom_it_is_about_read_the_whole_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manager = user_with(Role.BUSINESS_MANAGER)

    def holds() -> None:
        assert status(manager, reverse("partnership:read-log")) == 403

    goes_red(holds, monkeypatch, (WholeLog, "verb", "view"))


def test_without_a_fresh_sign_in_the_log_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    lead = user_with(Role.GOVERNANCE_LEAD)

    def holds() -> None:
        assert status(lead, reverse("partnership:read-log-export"), minutes_ago=6, **EXPORT) == 302

    goes_red(holds, monkeypatch, (fresh, "missing_proofs", lambda request: []))


def test_without_its_own_trace_the_log_is_taken_away_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    lead = user_with(Role.GOVERNANCE_LEAD)
    monkeypatch.setattr("partnership.views.read_log.note_log_export", full)

    def holds() -> None:
        assert status(lead, reverse("partnership:read-log-export"), **EXPORT) == 503

    goes_red(holds, monkeypatch, (ReadLogExport, "note_export", yes))


def test_without_the_look_at_the_policy_the_summary_names_what_its_reader_may_not_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader, record = user_with(Role.SCRUTINEER), RiskFactory(visibility="sealed")
    note_reading(record=record, address="/x/", by=user_with(Role.BUSINESS_MANAGER))
    first = timezone.localdate().replace(day=1)

    def holds() -> None:
        assert [reads.reference for reads in month_of(principal_of(reader), first).records] == ["Sealed records"]

    goes_red(holds, monkeypatch, (read_log, "allows", yes))


def test_without_the_look_at_the_policy_ones_own_visits_name_what_one_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, record = user_with(Role.SUPPORT_OFFICER), restricted(reference="R-CANARY")
    note_reading(record=record, address="/x/", by=reader)

    def holds() -> None:
        assert "R-CANARY" not in client_of(reader).get("/your-visits/").content.decode()

    goes_red(holds, monkeypatch, (OwnAbout, "first", About.first))


# --- Recommendations -----------------------------------------------------------------------------------------------


@pytest.fixture
def recommendation() -> Recommendation:
    """Of a restricted review, addressed to two agencies."""
    review = ReviewFactory(reference="LCSPR-CANARY", title="Canary title")
    row: Recommendation = RecommendationFactory(plan=ActionPlanFactory(record=review), number=3, text="Canary text")
    row.agencies.set([AgencyFactory(name="Police"), AgencyFactory(name="Trust")])
    return row


def asks(recommendation: Recommendation, by: User, *agencies: Any) -> dict[str, Any]:
    due_on = timezone.localdate() + timedelta(days=14)
    return {"recommendation": recommendation, "agencies": agencies, "due_on": due_on, "by": by}


@pytest.mark.parametrize("why", ["conflict", "not addressed"])
def test_without_the_look_at_whom_it_is_for_others_are_asked(
    recommendation: Recommendation, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = recommendation.agencies.first() if why == "conflict" else AgencyFactory()
    if why == "conflict":
        InterestFactory(record=recommendation.plan.record, agency=agency, user=None)
    by = user_with(Role.BUSINESS_MANAGER)

    def holds() -> None:
        refuses("cannot be asked", answers.ask_agencies, **asks(recommendation, by, agency))

    conflict = (InterestQuerySet, "in_force", lambda rows: rows.none())
    addressed = (answers, "agencies_to_ask", lambda recommendation: [agency])
    goes_red(holds, monkeypatch, conflict if why == "conflict" else addressed)


def test_without_the_reach_of_the_agency_answers_of_others_are_read(
    recommendation: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_agency, other = recommendation.agencies.all()
    own = RecommendationAnswerFactory(recommendation=recommendation, agency=own_agency)
    RecommendationAnswerFactory(recommendation=recommendation, agency=other, reason="Canary reason")
    user = user_with(Role.AGENCY_REPRESENTATIVE, agency=own_agency)

    def holds() -> None:
        for verb in ("view", "change"):
            assert list(RecommendationAnswer.objects.visible_to(principal_of(user), verb)) == [own]

    goes_red(holds, monkeypatch, (reaches, "_any_of", lambda *about: Q(pk__isnull=False)))


def test_without_the_number_a_message_tells_what_is_recommended(
    recommendation: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency, by = recommendation.agencies.first(), user_with(Role.BUSINESS_MANAGER)
    user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)

    def holds() -> None:
        RecommendationAnswer.objects.all().delete()
        Message.objects.all().delete()
        answers.ask_agencies(**asks(recommendation, by, agency))
        assert "Canary" not in Message.objects.get().body

    telling = off(answers._tell, "takes a recommendation on.", "takes “{answer.recommendation.text}” on.")
    goes_red(holds, monkeypatch, telling)


def test_without_the_answers_of_all_one_agency_settles_the_recommendation(
    recommendation: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = user_with(Role.BUSINESS_MANAGER)
    first, _ = answers.ask_agencies(**asks(recommendation, by, *recommendation.agencies.all()))

    def holds() -> None:
        row = RecommendationAnswer.objects.get(pk=first.pk)
        answers.answer_recommendation(answer=row, accepted=True, reason="", version=row.version, by=by)
        assert Recommendation.objects.get(pk=recommendation.pk).accepted is None

    goes_red(holds, monkeypatch, off(answers._settle, "not answers.is_complete or answers.is_mixed"))


def test_without_the_look_at_the_class_a_sheet_that_is_handed_round_tells_of_a_restricted_review(
    recommendation: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = recommendation.agencies.first()
    RecommendationAnswerFactory(recommendation=recommendation, agency=agency)
    principal = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))

    def holds() -> None:
        assert list(found_answers.answers_due(agency, principal)) == []

    told = off(found_answers.answers_due, ".exclude(recommendation__plan__record__visibility__in=GUARDED_CLASSES)", "")
    goes_red(holds, monkeypatch, told)
