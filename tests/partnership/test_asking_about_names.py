"""Ordinary forms ask twice before they take words that may tell who a child is; colleagues are named freely."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import BaseForm
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.enums import Role
from partnership.forms.attachments import CommentForm
from partnership.forms.identifying import WarnsOfNames
from partnership.models import Action, AgendaItem, Attachment, Comment, Indicator, Record
from partnership.principals import principal_of
from partnership.registers import Register
from partnership.selectors.directory import names_in_directory
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    AgencyFactory,
    AgendaItemFactory,
    DueDateRequestFactory,
    IndicatorFactory,
    MeetingFactory,
    PersonFactory,
    RiskFactory,
    RoleGrantFactory,
    SeatFactory,
    TenureFactory,
    UserFactory,
)
from tests.house.posting import changed
from tests.house.rows import make

pytestmark = pytest.mark.django_db
CHILD = "Ryan Cole, DOB 03/04/2019, lives at 14 Quarry Bank Lane"
WARNED = (
    "This may be a date of birth: “DOB 03/04/2019”; an address: “14 Quarry Bank Lane”; a name: “Ryan Cole”. "
    "Write a role, or tick the box at the end of the form"
)
TICK = {"names_checked": "on"}
#: What else a form wants where its texts are filled in.
BESIDES = {"escalation": {"resolved_on": "1 May 2026"}}
ORDINARY = [
    register
    for register in registry.registers()
    if register.form and not issubclass(register.form, WarnsOfNames) and register.model._meta.app_label != "reviews"
]


def a_pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 %%EOF", content_type="application/pdf")


def watched(register: Register) -> list[str]:
    assert register.form
    form = register.form(principal=principal_of(user_with(Role.BUSINESS_MANAGER)), instance=make(register.model))
    return [name for name in form.fields if name not in form.not_watched and form.watches(name)]


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


@pytest.fixture
def item() -> AgendaItem:
    return AgendaItemFactory(meeting=MeetingFactory(guests=["Callum Reid, Ofsted"]), presenter="Aisha Rahman")


def errors_of(response: Any, name: str = "form") -> dict[str, list[str]]:
    form: BaseForm = response.context[name]
    return {field: [str(one) for one in errors] for field, errors in form.errors.items()}


def test_the_forms_that_look_at_no_words_are_those_whose_words_are_names_by_nature() -> None:
    nothing = {register.noun for register in ORDINARY if not watched(register)}
    assert nothing == {"agency", "person", "seat", "contribution", "budget line", "reserve"}


@pytest.mark.parametrize("register", ORDINARY, ids=lambda one: one.noun)
def test_a_child_in_any_text_of_a_register_is_asked_about_and_stored_after_the_tick(
    register: Register, manager: Client
) -> None:
    names = watched(register)
    row = make(register.model)
    written = dict.fromkeys(names, CHILD) | BESIDES.get(register.noun, {})
    if names:
        response = changed(manager, register, row.pk, **written)
        assert errors_of(response) == {name: [WARNED] for name in names}
        assert "I have checked these words" in response.content.decode()
    assert changed(manager, register, row.pk, **written, **TICK).status_code == 302
    stored = register.model._default_manager.get(pk=row.pk)
    assert [name for name in names if CHILD not in str(getattr(stored, name))] == []
    assert changed(manager, register, row.pk).status_code == 302  # nothing is asked about words that stand there


@pytest.mark.parametrize("register", ORDINARY, ids=lambda one: one.noun)
def test_a_form_in_which_nothing_is_found_reads_no_directory(
    register: Register, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(principal: Any) -> None:
        raise AssertionError

    monkeypatch.setattr("partnership.forms.identifying.names_in_directory", fail)
    words = dict.fromkeys(watched(register), "Mother said that the health visitor came.")
    words |= BESIDES.get(register.noun, {})
    assert changed(manager, register, make(register.model).pk, **words).status_code == 302


def test_a_comment_costs_one_query_where_something_is_found_and_none_where_not() -> None:
    principal = principal_of(user_with(Role.BUSINESS_MANAGER))
    found = []
    for text in ("The health visitor came.", CHILD):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            CommentForm({"text": text}, principal=principal, record=None).is_valid()
        found.append(len(captured))
    assert found == [0, 1]


# --- Colleagues ------------------------------------------------------------------------------------------------


def test_a_colleague_of_the_directory_is_named_freely(manager: Client) -> None:
    PersonFactory(name="Dr Priya Shah")
    row = ActionFactory()
    words = {"title": "Priya Shah to write to schools", "progress": "Dr Priya Shah has written."}
    assert changed(manager, registry.register_for(Action), row.pk, **words).status_code == 302
    again = changed(manager, registry.register_for(Action), row.pk, title="Priya Shah and Ryan Cole to meet")
    assert list(errors_of(again)) == ["title"]
    assert "“Ryan Cole”" in errors_of(again)["title"][0]
    assert "Priya" not in errors_of(again)["title"][0]


def test_a_directory_holds_the_people_whom_one_may_see_and_oneself() -> None:
    own, other = AgencyFactory(), AgencyFactory()
    PersonFactory(name="Priya Shah", agency=own)
    PersonFactory(name="Aisha Rahman", agency=other)
    user = user_with(Role.AGENCY_REPRESENTATIVE, agency=own, user__name="Ruth Adeyemi")
    seat = SeatFactory(agency=own)
    TenureFactory(seat=seat, person=PersonFactory(name="Callum Reid", agency=other))
    TenureFactory(seat=SeatFactory(group=seat.group, agency=other), person=PersonFactory(name="Noor Malik"))
    TenureFactory(seat=SeatFactory(agency=other), person=PersonFactory(name="Hamza Iqbal", agency=other))
    assert names_in_directory(principal_of(user)) == {"Priya Shah", "Callum Reid", "Noor Malik", "Ruth Adeyemi"}


def test_a_given_name_alone_is_nobody_of_the_directory() -> None:
    user = user_with(Role.BUSINESS_MANAGER, user__name="Ruth Adeyemi")
    PersonFactory(name="Ryan")
    assert names_in_directory(principal_of(user)) == {"Ruth Adeyemi"}


# --- Steps, comments, files, archiving -------------------------------------------------------------------------


def steps_of(action: Action, risk: Any) -> dict[str, tuple[str, str, dict[str, str]]]:
    return {
        "note": (reverse("partnership:action-note", args=[action.pk]), "note", {}),
        "impact": (reverse("partnership:action-impact", args=[action.pk]), "impact", {}),
        "done": (reverse("partnership:action-complete", args=[action.pk]), "impact", {"completed_on": "1 May 2026"}),
        "risk": (reverse("partnership:risk-review", args=[risk.pk]), "reason", {"review_on": "1 May 2030"}),
        "archive": (registry.register_for(Action).address("archive", action.pk), "reason", {}),
        "comment": (f"{reverse('partnership:comment-add')}?record={action.plan.record_id}", "text", {}),
    }


@pytest.mark.parametrize("step", ["note", "impact", "done", "risk", "archive", "comment"])
def test_a_child_in_a_step_is_asked_about_and_stored_after_the_tick(step: str, manager: Client) -> None:
    action, risk = ActionFactory(status="open", completed_on=None, raised_on=None), RiskFactory()
    address, name, rest = steps_of(action, risk)[step]
    sent = {"version": 1, name: CHILD, **rest}
    assert errors_of(manager.post(address, sent)) == {name: [WARNED]}
    assert manager.post(address, {**sent, **TICK}).status_code == 302


def test_a_comment_on_a_row_is_not_stored_before_the_tick(manager: Client) -> None:
    record = Record.objects.get(pk=RiskFactory().pk)
    address = f"{reverse('partnership:comment-add')}?record={record.pk}"
    manager.post(address, {"text": CHILD})
    assert Comment.objects.count() == 0
    manager.post(address, {"text": CHILD, **TICK})
    assert Comment.objects.get().text == CHILD


def test_the_answer_to_a_request_for_a_date_is_looked_through(manager: Client) -> None:
    address = reverse("partnership:action-answer", args=[DueDateRequestFactory().pk])
    sent = {"answer": "refused", "reason": CHILD}
    assert errors_of(manager.post(address, sent)) == {"reason": [WARNED]}
    assert manager.post(address, {**sent, **TICK}).status_code == 302


def test_one_change_for_many_rows_asks_before_it_tells_what_will_change(manager: Client) -> None:
    first, second = IndicatorFactory(), IndicatorFactory()
    address = registry.register_for(Indicator).address("bulk")
    sent = {"field": "theme", "theme": CHILD, "row": [f"{first.pk}:1", f"{second.pk}:1"]}
    assert errors_of(manager.post(address, sent)) == {"theme": [WARNED]}
    confirm = manager.post(address, {**sent, **TICK})
    assert 'type="hidden" name="names_checked"' in confirm.content.decode()
    assert manager.post(address, {**sent, "names_checked": "True", "confirmed": "yes"}).status_code == 302
    assert set(Indicator.objects.values_list("theme", flat=True)) == {CHILD}


# --- Meetings --------------------------------------------------------------------------------------------------


def test_an_agenda_item_is_looked_through_but_for_who_leads_it(item: AgendaItem, manager: Client) -> None:
    address = reverse("partnership:meeting-agenda", args=[item.meeting_id])
    assert errors_of(manager.post(address, {"title": CHILD, "presenter": "Noor Malik"})) == {"title": [WARNED]}
    assert manager.post(address, {"title": CHILD, "presenter": "Noor Malik", **TICK}).status_code == 302


@pytest.mark.parametrize("name", ["minute", "decision", "public_summary"])
def test_a_child_in_a_minute_is_asked_about_and_stored_after_the_tick(
    name: str, item: AgendaItem, manager: Client
) -> None:
    address = reverse("partnership:minute", args=[item.pk])
    sent = {"minute": "", "decision": "", "public_summary": "", "version": item.version, name: CHILD}
    response = manager.post(address, sent)
    assert errors_of(response, "texts") == {name: [WARNED]}
    assert "What you typed is not saved yet." in response.content.decode()
    assert "<div data-names>" in response.content.decode()
    assert manager.post(address, {**sent, **TICK}).status_code == 302
    item.refresh_from_db()
    assert getattr(item, name) == CHILD
    assert manager.post(address, {**sent, "version": item.version}).status_code == 302


def test_a_script_that_saves_a_minute_is_told_to_show_the_box(item: AgendaItem, manager: Client) -> None:
    address = reverse("partnership:minute", args=[item.pk])
    sent = {"minute": CHILD, "decision": "", "public_summary": "", "version": item.version}
    told = manager.post(address, sent, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()) == (400, {"refused": f"{WARNED}.", "names": True})
    saved = manager.post(address, {**sent, **TICK}, headers={"Accept": "application/json"})
    assert saved.json()["version"] == item.version + 1


def test_whoever_came_to_the_meeting_is_named_in_its_minutes(item: AgendaItem, manager: Client) -> None:
    address = reverse("partnership:minute", args=[item.pk])
    sent = {
        "minute": "Callum Reid thanked Aisha Rahman.",
        "decision": "",
        "public_summary": "",
        "version": item.version,
    }
    assert manager.post(address, sent).status_code == 302


def test_the_tick_travels_along_where_two_writers_collide(item: AgendaItem, manager: Client) -> None:
    address = reverse("partnership:minute", args=[item.pk])
    sent = {"minute": CHILD, "decision": "", "public_summary": "", "version": item.version, **TICK}
    manager.post(address, {**sent, "minute": "Theirs."})
    response = manager.post(address, sent)
    assert response.status_code == 409
    assert '<input type="hidden" name="names_checked" value="on">' in response.content.decode()


def test_nothing_is_raised_before_the_words_of_both_forms_were_looked_at(item: AgendaItem, manager: Client) -> None:
    address = reverse("partnership:item-raise", args=[item.pk, "action"])
    sent = {"minute": CHILD, "decision": "", "public_summary": "", "version": item.version, "action-title": CHILD}
    response = manager.post(address, sent)
    assert (errors_of(response), errors_of(response, "texts")) == ({"title": [WARNED]}, {"minute": [WARNED]})
    manager.post(address, {**sent, **TICK})
    assert Action.objects.count() == 0
    manager.post(address, {**sent, **TICK, "action-names_checked": "on"})
    assert Action.objects.get().title == CHILD


# --- Two people at once ----------------------------------------------------------------------------------------


def test_the_second_of_two_editors_chooses_without_being_asked_again(manager: Client) -> None:
    row = ActionFactory(title="Write to schools")
    register = registry.register_for(Action)
    changed(manager, register, row.pk, title="Write to all schools")
    stale = {"version": "1", "title": CHILD, **TICK}
    response = changed(client_of(user_with(Role.BUSINESS_MANAGER)), register, row.pk, **stale)
    assert response.status_code == 409
    assert '<input type="hidden" name="names_checked" value="on">' in response.content.decode()


@pytest.mark.parametrize("page", ["record-name", "record-name-longer", "record-take-off"])
def test_why_somebody_has_access_names_no_child(page: str) -> None:
    risk = RiskFactory(visibility="restricted")
    grant = RoleGrantFactory(role="BSO", record=risk, ends_on=timezone.localdate() + timedelta(days=20))
    keys = [risk.pk] if page == "record-name" else [risk.pk, grant.pk]
    address, browser = reverse(f"partnership:{page}", args=keys), client_of(user_with(Role.BUSINESS_MANAGER))
    asked = browser.post(address, {"reason": "Knew Ryan Cole", "version": grant.version})
    assert "This may be a name: “Ryan Cole”" in asked.content.decode()
    assert 'name="names_checked"' in asked.content.decode()


@pytest.mark.parametrize("page", ["grant-end", "grant-change"])
def test_why_a_role_ends_names_no_child_but_may_name_a_colleague(page: str) -> None:
    colleague = UserFactory(name="Priya Nair")
    grant = RoleGrantFactory(role="BSO", user=colleague)
    address = reverse(f"partnership:{page}", args=[grant.pk])
    browser = client_of(user_with(Role.BUSINESS_MANAGER))
    typed = {"last_day": timezone.localdate().strftime("%d/%m/%Y"), "version": grant.version}
    asked = browser.post(address, {**typed, "reason": "Knew Ryan Cole"}).content.decode()
    assert ("This may be a name: “Ryan Cole”" in asked, 'name="names_checked"' in asked) == (True, True)
    assert browser.post(address, {**typed, "reason": "Priya Nair has left"}).status_code == 302


@pytest.mark.parametrize("name", ["Ryan Cole.pdf", "ryan_cole-2 (final).pdf"])
def test_a_child_in_the_name_of_a_file_is_asked_about(name: str, manager: Client) -> None:
    UserFactory(name="Priya Nair")
    address = f"/files/add/?record={RiskFactory().pk}"
    assert manager.post(address, {"file": a_pdf("Letter of Priya Nair, board pack.pdf")}).status_code == 302
    asked = manager.post(address, {"file": a_pdf(name)})
    told = "“Ryan Cole”. Give the file another name and choose it again, or tick the box at the end of the form"
    assert (told in asked.content.decode(), Attachment.objects.count()) == (True, 1)
    assert manager.post(address, {"file": a_pdf(name), **TICK}).status_code == 302
    assert Attachment.objects.count() == 2
