"""One door: sign-in, its words and its limits, the second factor, and what signing out leaves behind."""

import logging
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse

from partnership.middleware import BEFORE_SECOND_FACTOR
from partnership.models import User
from partnership.views.errors import code_of
from reporting.checks import check_brand
from tests.clients import client_of, user_with

pytestmark = pytest.mark.django_db
PASSWORD = "three words unrelated"
WRONG = "The e-mail address or the password is not right. Check both and try again"
WAIT = "There were too many tries. Wait five minutes and try again"


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    user = user_with("BM")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(browser: Client, email: str, password: str) -> Any:
    return browser.post(reverse("account_login"), {"login": email, "password": password})


def with_app(user: User) -> str:
    """Give the user a code app; its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_for(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def test_sign_in_asks_for_two_things_and_does_not_remember() -> None:
    form = Client().get(reverse("account_login")).context["form"]
    assert {name: field.label for name, field in form.fields.items()} == {
        "login": "E-mail address",
        "password": "Password",
    }


def test_sign_in_leads_home(user: User) -> None:
    response = sign_in(Client(), user.email.upper(), PASSWORD)
    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.parametrize(("known", "password"), [(True, "wrong password"), (False, PASSWORD)])
def test_wrong_password_and_unknown_address_read_the_same(known: bool, password: str, user: User) -> None:
    content = sign_in(Client(), user.email if known else "nobody@example.org", password).content.decode()
    assert (WRONG in content, "<title>Error: " in content) == (True, True)


def test_empty_form_says_what_to_type() -> None:
    errors = sign_in(Client(), "", "").context["form"].errors
    assert errors == {"login": ["Type your e-mail address"], "password": ["Type your password"]}


def test_sixth_wrong_password_closes_the_door_even_to_the_right_one(user: User) -> None:
    browser = Client()
    for _ in range(5):
        assert WRONG in sign_in(browser, user.email, "wrong password").content.decode()
    assert WAIT in sign_in(browser, user.email, PASSWORD).content.decode()


def test_forged_addresses_do_not_get_round_the_limit(user: User) -> None:
    for number in range(5):
        forged = Client(headers={"X-Forwarded-For": f"203.0.113.{number}"})
        sign_in(forged, f"somebody{number}@example.org", "wrong password")
        sign_in(forged, f"another{number}@example.org", "wrong password")
    assert WAIT in sign_in(Client(headers={"X-Forwarded-For": "203.0.113.99"}), user.email, PASSWORD).content.decode()


def test_nobody_signs_up() -> None:
    browser = Client()
    typed = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert "Accounts are by invitation" in browser.get(reverse("account_signup")).content.decode()
    browser.post(reverse("account_signup"), typed)
    assert User.objects.count() == 0


def test_closed_account_cannot_sign_in(user: User) -> None:
    user.is_active = False
    user.save()
    browser = Client()
    sign_in(browser, user.email, PASSWORD)
    assert browser.get("/").status_code == 302


def test_address_cannot_be_changed_by_oneself(user: User) -> None:
    browser = client_of(user)
    assert browser.get("/accounts/email/")["Location"] == reverse("mfa_index")
    assert browser.post("/accounts/email/", {"action_add": "", "email": "mine@example.org"}).status_code == 405


@pytest.mark.parametrize(
    "name", ["account_change_password", "account_reset_password", "mfa_index", "mfa_list_webauthn"]
)
def test_pages_of_ones_account_open(name: str, user: User) -> None:
    browser = Client() if name == "account_reset_password" else client_of(user)
    assert browser.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_second_factor_is_set_up_only_after_the_password_is_typed_again(name: str, user: User) -> None:
    browser = client_of(user)
    assert browser.get(reverse(name))["Location"].startswith(reverse("account_reauthenticate"))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.get(reverse(name)).status_code == 200


def own_names() -> list[str]:
    """Addresses without parts to fill in, of the portal and of its sign-in library."""
    return [
        name
        for name in get_resolver().reverse_dict
        if isinstance(name, str) and not get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    ]


def test_every_page_waits_for_the_second_factor(settings: Any, user: User) -> None:
    settings.REQUIRE_MFA = True
    browser = client_of(user)
    guarded = [name for name in own_names() if name not in BEFORE_SECOND_FACTOR]
    pages = ["/", "/risks/", "/imports/", "/reports/", "/workbook/", *[reverse(name) for name in guarded]]
    assert {browser.get(page)["Location"] for page in pages} == {reverse("mfa_index")}


def test_post_waits_for_the_second_factor(settings: Any, user: User) -> None:
    settings.REQUIRE_MFA = True
    assert client_of(user).post("/imports/", {})["Location"] == reverse("mfa_index")


def test_page_that_sets_it_up_opens_before_the_second_factor(settings: Any, user: User) -> None:
    settings.REQUIRE_MFA = True
    browser = client_of(user)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    open_pages = [reverse("mfa_index"), reverse("mfa_activate_totp"), reverse("mfa_add_webauthn"), "/brand.css"]
    assert [browser.get(page).status_code for page in open_pages] == [200] * 4


def test_second_factor_opens_the_portal(settings: Any, user: User) -> None:
    settings.REQUIRE_MFA = True
    with_app(user)
    assert client_of(user).get("/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(settings: Any, user: User) -> None:
    settings.REQUIRE_MFA = True
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client_of(user).get("/")["Location"] == reverse("mfa_index")


def test_without_the_rule_a_password_is_enough(settings: Any, user: User) -> None:
    settings.REQUIRE_MFA = False
    assert client_of(user).get("/").status_code == 200


def test_password_alone_does_not_sign_in_who_has_a_second_factor(user: User) -> None:
    secret = with_app(user)
    browser = Client()
    assert sign_in(browser, user.email, PASSWORD)["Location"] == reverse("mfa_authenticate")
    assert browser.get("/").status_code == 302
    wrong = browser.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "This code is not right. Type the one that the app shows now" in wrong
    browser.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert browser.get("/").status_code == 200


def test_code_opens_once(user: User) -> None:
    code = code_for(with_app(user))
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, user.email, PASSWORD)
        browser.post(reverse("mfa_authenticate"), {"code": code})
    assert [first.get("/").status_code, second.get("/").status_code] == [200, 302]


def test_signing_out_empties_the_browser(user: User) -> None:
    browser = client_of(user)
    response = browser.post(reverse("account_logout"))
    assert (response["Clear-Site-Data"], response["Cache-Control"]) == ('"cache", "storage"', "no-store")
    assert browser.get("/").status_code == 302


def test_pages_of_the_signed_in_are_not_stored(user: User) -> None:
    response = client_of(user).get("/")
    assert (response["Cache-Control"], "Clear-Site-Data" in response) == ("no-store", False)


def test_half_an_hour_without_a_page_signs_out(user: User) -> None:
    browser = client_of(user)
    browser.session.set_expiry(None)
    response = browser.get("/")
    assert browser.session.get_expiry_age() == 30 * 60
    assert "sessionid" in response.cookies


def test_brand_is_a_public_stylesheet(settings: Any) -> None:
    settings.PARTNERSHIP_BRAND = "#5a1a3c"
    response = Client().get("/brand.css")
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/css", "public, max-age=3600")
    assert "--brand: #5a1a3c;" in response.content.decode()


@pytest.mark.parametrize(
    ("colour", "found"),
    [("#12414c", []), ("#767676", ["reporting.E002"]), ("petrol", ["reporting.E001"]), ("#000;}", ["reporting.E001"])],
)
def test_brand_is_judged_at_start_up(colour: str, found: list[str], settings: Any) -> None:
    settings.PARTNERSHIP_BRAND = colour
    assert [error.id for error in check_brand()] == found


def said(page: Any) -> str:
    """What stands between the page's furniture."""
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


def test_not_found_and_not_allowed_are_one_page_with_a_code(caplog: pytest.LogCaptureFixture) -> None:
    browser = client_of(user_with("SCR"))
    with caplog.at_level(logging.WARNING, "partnership.views.errors"):
        pages = [browser.get("/nowhere/"), browser.get("/reports/new/"), browser.get("/imports/")]
    assert [page.status_code for page in pages] == [404, 403, 404]
    codes = [page.context["code"] for page in pages]
    told = [said(page).replace(code, "NF") for page, code in zip(pages, codes, strict=True)]
    assert told[0] == told[1] == told[2]
    assert "There is nothing at this address, or it is not shared with you." in told[0]
    logged = [record.getMessage() for record in caplog.records if record.name == "partnership.views.errors"]
    assert [line.split(":")[0] for line in logged] == codes


def test_code_is_short_and_changes_with_the_moment() -> None:
    first, second = code_of("/risks/1/", "2026-06-09T14:00"), code_of("/risks/1/", "2026-06-09T14:01")
    assert (len(first), first[:3], first == second) == (7, "NF-", False)
