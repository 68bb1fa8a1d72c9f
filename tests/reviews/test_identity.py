"""Who a child is: sealed, for named people, after a fresh sign-in, with the reading written down before it is shown."""

import re
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from partnership import registry
from partnership.enums import Role
from partnership.models import ReadEntry, RoleGrant
from reviews.models import IdentityKey
from reviews.services.identity import opened, seal_identities
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import RoleGrantFactory, UserFactory
from tests.factories.reviews import ChildFactory, ReviewFactory

pytestmark = pytest.mark.django_db

NAME = "Winterbourne-Canary"


def manager_on(review: Any) -> Any:
    user = user_with(Role.BUSINESS_MANAGER)
    RoleGrantFactory(user=user, role=Role.BUSINESS_MANAGER, record_id=review.pk)
    return user


def sealed_by(user: Any, review: Any) -> IdentityKey:
    child = ChildFactory(review=review)
    known = {"name": NAME, "born_on": "2019-02-11", "address": ""}
    return seal_identities(review=review, identities={str(child.pk): known}, by=user)


def address(review: Any, name: str = "review-identity") -> str:
    return reverse(f"reviews:{name}", args=[review.pk])


def test_the_key_is_put_under_seal_and_its_maker_named() -> None:
    review = ReviewFactory()
    user, child = manager_on(review), ChildFactory(review=review)
    response = client_of(user).post(address(review, "identity-seal"), {f"{child.pk}-name": NAME})
    key = IdentityKey.objects.get()
    assert response.status_code == 302
    assert opened(key)[str(child.pk)]["name"] == NAME
    assert list(RoleGrant.objects.filter(record=key).values_list("user", flat=True)) == [user.pk]


def test_neither_the_database_nor_its_history_holds_the_name() -> None:
    review = ReviewFactory()
    sealed_by(manager_on(review), review)
    with connection.cursor() as cursor:
        for table in ("reviews_identitykey", "reviews_historicalidentitykey", "partnership_record"):
            cursor.execute(f"SELECT * FROM {table}")
            assert NAME not in str(cursor.fetchall())


def test_it_opens_only_with_a_reason() -> None:
    review = ReviewFactory()
    client = client_of(user := manager_on(review))
    sealed_by(user, review)
    assert NAME not in page_of(client, address(review))
    refused = client.post(address(review), {"reason": ""})
    assert NAME not in refused.content.decode()
    assert ReadEntry.objects.filter(record__kind="identity_key").count() == 0


def test_the_reading_is_written_down_with_its_reason() -> None:
    review = ReviewFactory()
    user = manager_on(review)
    key = sealed_by(user, review)
    response = client_of(user).post(address(review), {"reason": "To ask the hospital"})
    assert NAME in response.content.decode()
    entry = ReadEntry.objects.get(record=key)
    assert (entry.user, entry.reason, entry.visibility) == (user, "To ask the hospital", "sealed")


def test_what_is_known_is_read_before_it_is_changed() -> None:
    review = ReviewFactory()
    user = manager_on(review)
    sealed_by(user, review)
    client, asked = client_of(user), {"reason": "To ask the hospital"}
    known = client.post(address(review), asked).content.decode()
    assert ["11 February 2019" in known, "Change this" in known] == [True, True]
    assert ["Put this under seal" in known, "Address" in known, "2019-02-11" in known] == [False] * 3
    form = client.post(address(review), {**asked, "go": "change"}).content.decode()
    assert ["Put this under seal" in form, 'value="11/2/2019"' in form, NAME in form] == [True] * 3
    assert list(ReadEntry.objects.values_list("reason", flat=True)) == ["To ask the hospital"] * 2


def test_who_only_reads_the_key_gets_no_form() -> None:
    review = ReviewFactory()
    key = sealed_by(manager_on(review), review)
    reader = user_with(Role.SCRUTINEER)
    RoleGrantFactory(user=reader, role=Role.SCRUTINEER, record_id=review.pk)
    RoleGrantFactory(user=reader, role=Role.SCRUTINEER, record=key)
    html = client_of(reader).post(address(review), {"reason": "To see", "go": "change"}).content.decode()
    assert [NAME in html, "Change this" in html, "Put this under seal" in html] == [True, False, False]


def test_the_page_promises_the_password_only_where_it_is_asked_for() -> None:
    review = ReviewFactory()
    user = manager_on(review)
    sealed_by(user, review)
    html = page_of(client_of(user), address(review))
    assert ["more than five minutes ago" in html, "fresh sign-in" in html] == [True, False]


def test_nothing_is_shown_where_the_reading_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**kwargs: Any) -> None:
        raise DatabaseError

    review = ReviewFactory()
    user = manager_on(review)
    sealed_by(user, review)
    monkeypatch.setattr("partnership.views.traced.note_reading", fail)
    response = client_of(user).post(address(review), {"reason": "To ask the hospital"})
    assert response.status_code == 503
    assert NAME not in response.content.decode()


def test_without_a_fresh_sign_in_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    review = ReviewFactory()
    user = manager_on(review)
    sealed_by(user, review)
    monkeypatch.setattr("partnership.views.fresh.missing_proofs", lambda request: ["password"])
    response = client_of(user).post(address(review), {"reason": "To ask the hospital"})
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not ReadEntry.objects.exists()


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.SCRUTINEER, Role.SUPPORT_OFFICER, Role.GOVERNANCE_LEAD])
@pytest.mark.parametrize("name", ["review-identity", "identity-change", "identity-seal"])
def test_who_is_not_named_finds_nothing(role: Role, name: str) -> None:
    review = ReviewFactory()
    sealed_by(manager_on(review), review)
    client = client_of(user_with(role))
    assert client.post(address(review, name), {"reason": "x"}).status_code == 404


def test_whoever_is_named_on_the_review_alone_does_not_open_the_key() -> None:
    review = ReviewFactory()
    sealed_by(manager_on(review), review)
    assert client_of(manager_on(review)).get(address(review)).status_code == 404


def test_the_second_of_two_writers_keeps_what_was_typed() -> None:
    review = ReviewFactory()
    user = manager_on(review)
    key = sealed_by(user, review)
    child = review.children.get()
    client = client_of(user)
    assert _write(client, review, child, "First", key.version).status_code == 302
    second = _write(client, review, child, "Second", key.version)
    assert second.status_code == 409
    assert "Second" in second.content.decode()
    assert opened(IdentityKey.objects.get())[str(child.pk)]["name"] == "First"


@pytest.mark.parametrize("version", ["", "abc", "1.5", "-1"])
def test_a_version_that_no_key_had_is_that_of_a_second_writer(version: str) -> None:
    review = ReviewFactory()
    user = manager_on(review)
    sealed_by(user, review)
    answer = _write(client_of(user), review, review.children.get(), "Second", version)
    assert answer.status_code == 409


def _write(client: Client, review: Any, child: Any, name: str, version: int | str) -> Any:
    return client.post(address(review, "identity-change"), {f"{child.pk}-name": name, "version": version})


def shown_on_the_child(user: Any, child: Any) -> list[str]:
    """Which of the two ways to who the child is its page offers."""
    page = page_of(client_of(user), reverse("reviews:child-detail", args=[child.pk]))
    return [name for name in ("identity-seal", "review-identity") if f'href="{address(child.review, name)}"' in page]


def test_the_page_of_a_child_leads_to_its_key() -> None:
    child = ChildFactory()
    manager = manager_on(child.review)
    assert shown_on_the_child(manager, child) == ["identity-seal"]
    seal_identities(review=child.review, identities={}, by=manager)
    assert shown_on_the_child(manager, child) == ["review-identity"]
    assert shown_on_the_child(manager_on(child.review), child) == []


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SCRUTINEER])
def test_who_cannot_make_the_key_is_not_led_to_its_form(role: Role) -> None:
    child, user = ChildFactory(), UserFactory()
    RoleGrantFactory(user=user, role=role, record_id=child.review_id)
    assert shown_on_the_child(user, child) == []
    assert client_of(user).get(address(child.review, "identity-seal")).status_code in (403, 404)


def test_the_list_of_children_shows_the_references_of_guarded_reviews_too() -> None:
    child = ChildFactory(review__visibility="restricted", review__reference="LCSPR-77", reference="C-31")
    page = page_of(client_of(manager_on(child.review)), reverse("reviews:child-list"))
    assert re.findall(r"<td[^>]*portal-reference[^>]*>\s*([^<]+?)\s*</td>", page) == ["C-31", "LCSPR-77"]


def test_the_page_of_a_review_leads_those_named_on_it_to_its_children() -> None:
    review = ReviewFactory(visibility="restricted")
    child = ChildFactory(review=review, pseudonym="Ash")
    address = f"/children-in-reviews/new/?review={review.pk}"
    named = client_of(user_with(Role.BUSINESS_MANAGER, record=review))
    page = named.get(registry.url_of(review)).content.decode()
    assert (address in page, registry.url_of(child) in page) == (True, True)
    assert f'<option value="{review.pk}" selected>' in named.get(address).content.decode()
    page = client_of(user_with(Role.BUSINESS_MANAGER)).get(registry.url_of(review)).content.decode()
    assert (address in page, registry.url_of(child) in page, "Children" in page) == (False, False, False)
