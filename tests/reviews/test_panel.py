"""The panel of a review: a part names somebody on that review alone, and ends with it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Message, RoleGrant, User
from partnership.policy import can
from partnership.principals import principal_of
from reviews.models import LearningEvent, PanelMember, ParallelProcess
from reviews.selectors.panel import members_of, next_dates
from reviews.services import panel
from reviews.services.panel import add_member, archive_member, end_part, still_named
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, GroupFactory, RoleGrantFactory
from tests.factories.partnership import UserFactory as Account
from tests.factories.reviews import LearningEventFactory, PanelMemberFactory, ParallelProcessFactory, ReviewFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
END = TODAY + 90 * DAY


@pytest.fixture
def review() -> Any:
    return ReviewFactory(reference="NV-2026-02")


@pytest.fixture
def manager(review: Any) -> User:
    user = user_with("BM", user=Account(name="Ruth Adeyemi"))
    RoleGrantFactory(user=user, role="BM", record=review)
    return user


@pytest.fixture
def representative() -> User:
    return user_with("REP", agency=AgencyFactory(), user=Account(name="Priya Nair"))


def add(review: Any, by: User, **values: Any) -> PanelMember:
    usual = {"part": "member", "user": None, "name": "", "agency": None, "joined_on": TODAY}
    return add_member(review=review, values={**usual, **values}, ends_on=END, by=by)


def papers(user: User, review: Any) -> bool:
    return can(principal_of(user), "view", PanelMemberFactory(review=review))


def end(member: PanelMember, by: User, on: date) -> PanelMember:
    return end_part(member=member, left_on=on, reason="Moved on", version=member.version, by=by)


def test_a_part_opens_that_review_alone_and_says_so(review: Any, manager: User, representative: User) -> None:
    member = add(review, manager, user=representative)
    assert papers(representative, review)
    assert not papers(representative, ReviewFactory())
    assert (member.grant.ends_on, member.grant.record_id) == (END, review.pk)
    message = Message.objects.get()
    assert (message.to, "review NV-2026-02" in message.body) == (representative, True)


def test_the_part_ends_and_with_it_the_sight(review: Any, manager: User, representative: User) -> None:
    member = add(review, manager, user=representative)
    member.joined_on = TODAY - 5 * DAY
    member.save()
    end(member, manager, TODAY - DAY)
    assert not papers(representative, review)
    assert members_of(review, principal_of(manager)).get(pk=member.pk).left_on == TODAY - DAY


def test_a_part_that_ends_later_ends_on_its_day(review: Any, manager: User, representative: User) -> None:
    member = add(review, manager, user=representative)
    end(member, manager, TODAY + 7 * DAY)
    assert papers(representative, review)
    assert RoleGrant.objects.get(pk=member.grant.pk).ends_on == TODAY + 7 * DAY


def test_a_reviewer_is_given_the_role_for_this_review_alone(review: Any, manager: User) -> None:
    author = user_with("REV", record=ReviewFactory())
    member = add(review, manager, part="reviewer", user=author)
    assert (member.grant.role, member.grant.record_id) == ("REV", review.pk)
    assert papers(author, review)


def test_a_reviewer_who_was_invited_for_it_brings_the_role_along(review: Any, manager: User) -> None:
    author = user_with("REV", record=review)
    member = add(review, manager, part="reviewer", user=author)
    assert member.grant == author.grants.get()
    end(member, manager, TODAY)
    assert author.grants.get().ends_on == TODAY


def test_who_is_named_already_stays_named(review: Any, manager: User) -> None:
    member = add(review, manager, part="support", user=manager)
    assert member.grant is None
    end(member, manager, TODAY)
    assert still_named(member)
    assert papers(manager, review)


def test_somebody_without_an_account_opens_nothing(review: Any, manager: User) -> None:
    assert add(review, manager, name="Dr Asha Lindqvist").grant is None
    assert not Message.objects.exists()


def test_who_has_no_role_to_be_named_in_is_refused_whole(review: Any, manager: User) -> None:
    with pytest.raises(DomainError, match="holds no role in which they could be named"):
        add(review, manager, user=user_with("TC"))
    assert not PanelMember.objects.exists()


def test_the_reviewer_names_nobody(review: Any, representative: User) -> None:
    author = user_with("REV", record=review)
    with pytest.raises(DomainError, match="may not change who has access"):
        add(review, author, user=representative)
    add(review, author, name="Dr Asha Lindqvist")


def test_whoever_has_a_conflict_gets_no_part(review: Any, manager: User, representative: User) -> None:
    review.interests.create(user=representative, reason="Own case", declared_by=manager)
    with pytest.raises(DomainError, match="holds no role"):
        add(review, manager, user=representative)
    with pytest.raises(DomainError, match="cannot be named here"):
        add(review, manager, part="reviewer", user=representative)


def test_on_a_sealed_review_people_are_named_by_two_first(review: Any, manager: User, representative: User) -> None:
    review.visibility = "sealed"
    review.save()
    with pytest.raises(DomainError, match="a second person confirms"):
        add(review, manager, user=representative)


def test_a_part_is_given_once_and_ended_once(review: Any, manager: User, representative: User) -> None:
    member = add(review, manager, user=representative)
    with pytest.raises(DomainError, match="has this part already"):
        add(review, manager, user=representative)
    with pytest.raises(DomainError, match="before the first"):
        end(member, manager, TODAY - DAY)
    ended = end(member, manager, TODAY)
    with pytest.raises(DomainError, match="ended already"):
        end(ended, manager, TODAY)


def test_an_archived_part_names_nobody(review: Any, manager: User, representative: User) -> None:
    archive_member(member=add(review, manager, user=representative), reason="Entered twice", by=manager)
    assert not papers(representative, review)


def test_mutant_a_part_that_ends_without_its_grant_stays_open(
    review: Any, manager: User, representative: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel, "_end_grant", lambda *args: None)
    member = add(review, manager, user=representative)
    end(member, manager, TODAY)
    assert RoleGrant.objects.get(pk=member.grant.pk).ends_on == END


def test_what_comes_next_in_order(review: Any, manager: User) -> None:
    LearningEventFactory(review=review, held_on=TODAY + 9 * DAY, about="Second panel meeting")
    LearningEventFactory(review=review, held_on=TODAY - DAY)
    ParallelProcessFactory(review=review, next_on=TODAY + 2 * DAY)
    ParallelProcessFactory(review=review, next_on=TODAY + DAY, began_on=TODAY - DAY, ended_on=TODAY)
    url = reverse("reviews:review-panel", args=[review.pk])
    assert next_dates(review, principal_of(manager), TODAY) == [
        (TODAY + 2 * DAY, "Criminal investigation or trial", f"{url}#processes"),
        (TODAY + 9 * DAY, "Second panel meeting", f"{url}#events"),
    ]
    assert next_dates(review, principal_of(user_with("SCR")), TODAY) == []


def test_a_person_is_added_changed_and_leaves_through_the_pages(
    review: Any, manager: User, representative: User
) -> None:
    browser, own = client_of(manager), reverse("reviews:review-panel", args=[review.pk])
    typed = {"part": "chair", "user": representative.pk, "joined_on": f"{TODAY:%d/%m/%Y}", "ends_on": f"{END:%d/%m/%Y}"}
    assert browser.post(f"{own}people/new/", typed)["Location"] == own
    member = PanelMember.objects.get()
    page = page_of(browser, own)
    assert "Priya Nair" in page
    assert "Can open this review" in page
    change = {"part": "member", "joined_on": typed["joined_on"], "version": member.version}
    assert browser.post(f"{own}people/{member.pk}/change/", change)["Location"] == own
    late = browser.post(f"{own}people/{member.pk}/change/", {**change, "part": "adviser"})
    assert (late.status_code, "Somebody else has changed this" in late.content.decode()) == (409, True)
    left = {"left_on": typed["joined_on"], "reason": "Moved on", "version": member.version + 1}
    assert browser.post(f"{own}people/{member.pk}/leave/", left)["Location"] == own
    member.refresh_from_db()
    assert (member.part, member.left_on) == ("member", TODAY)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose the part"),
        ({"part": "chair"}, "Choose somebody with an account or type a name, and not both"),
        ({"ends_on": "1/1/2099"}, "Type a day within the next 12 months"),
    ],
)
def test_what_is_wrong_is_said(typed: dict[str, str], said: str, review: Any, manager: User) -> None:
    own = reverse("reviews:review-panel", args=[review.pk])
    assert said in client_of(manager).post(f"{own}people/new/", typed).content.decode()


@pytest.mark.parametrize(
    ("folder", "model", "typed"),
    [
        ("events", LearningEvent, {"kind": "panel", "held_on": "1/9/2030", "about": "First panel meeting"}),
        ("processes", ParallelProcess, {"kind": "inquest", "next_on": "1/9/2030", "contact": "Coroner’s officer"}),
    ],
)
def test_meetings_and_processes_are_kept(
    folder: str, model: Any, typed: dict[str, str], review: Any, manager: User
) -> None:
    browser, own = client_of(manager), reverse("reviews:review-panel", args=[review.pk])
    assert browser.post(f"{own}{folder}/new/", typed)["Location"] == own
    row = model.objects.get()
    assert "1 September 2030" in page_of(browser, own)
    address = f"{own}{folder}/{row.pk}/change/"
    assert browser.post(address, {**typed, "kind": row.kind, "version": row.version})["Location"] == own
    assert browser.post(address, {**typed, "version": row.version}).status_code == 409
    assert browser.post(f"{own}{folder}/{row.pk}/archive/", {"reason": "Entered twice"})["Location"] == own
    assert "1 September 2030" not in page_of(browser, own)


@pytest.mark.parametrize("role", ["BSO", "SCR", "SGC", "TC", "REP"])
def test_the_panel_is_for_those_named_on_the_review(role: str, review: Any, manager: User) -> None:
    scope: dict[str, Any] = {"REP": {"agency": AgencyFactory()}, "SGC": {"group": GroupFactory()}}.get(role, {})
    own = reverse("reviews:review-panel", args=[review.pk])
    browser = client_of(user_with(role, **scope))
    for address in (own, f"{own}people/new/", f"{own}events/new/", f"{own}processes/new/"):
        assert browser.get(address).status_code == 404
    assert client_of(user_with("BM")).get(own).status_code == 404


def test_a_row_of_another_review_is_not_there(review: Any, manager: User) -> None:
    other = PanelMemberFactory()
    own = reverse("reviews:review-panel", args=[review.pk])
    assert client_of(manager).get(f"{own}people/{other.pk}/change/").status_code == 404


def test_the_page_costs_the_same_for_one_and_for_three(
    review: Any, manager: User, django_assert_num_queries: Any
) -> None:
    browser, own = client_of(manager), reverse("reviews:review-panel", args=[review.pk])
    browser.get(own)
    for more in (1, 2):
        for _ in range(more):
            PanelMemberFactory(review=review)
            LearningEventFactory(review=review)
            ParallelProcessFactory(review=review)
        with django_assert_num_queries(22):
            browser.get(own)
