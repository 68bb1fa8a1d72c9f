"""Step-up: what is guarded most is answered to those who signed in a moment ago, and a late form loses nothing."""

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from partnership.enums import Role
from partnership.kept_mark import kept_for
from partnership.models import KeptText, User
from partnership.urls import handler403, handler404
from partnership.urls import urlpatterns as portal
from partnership.views import fresh
from partnership.views.fresh import FreshSignIn
from partnership.views.scoped import ScopedView
from tests.clients import client_of, user_with

__all__ = ["handler403", "handler404"]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
PASSWORD = "three words apart 7"


class KeyPage(FreshSignIn, ScopedView):
    subject = "risk"

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("the key")

    def post(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("stored")


urlpatterns = [path("the-key/", KeyPage.as_view(), name="the-key"), *portal]


@pytest.fixture
def user() -> User:
    user = user_with(Role.BUSINESS_MANAGER)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def secret(user: User) -> str:
    """Of a code app."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_for(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def test_who_signed_in_just_now_is_answered(user: User) -> None:
    assert client_of(user).get("/the-key/").content == b"the key"


def test_who_signed_in_a_while_ago_types_the_password_and_comes_back(user: User) -> None:
    browser = client_of(user, minutes_ago=6)
    asked = browser.get("/the-key/?row=3")
    assert asked["Location"] == f"{reverse('account_reauthenticate')}?next=%2Fthe-key%2F%3Frow%3D3"
    wrong = browser.post(asked["Location"], {"password": "not this one"})
    assert wrong.status_code == 200
    right = browser.post(asked["Location"], {"password": PASSWORD})
    assert right["Location"] == "/the-key/?row=3"
    assert browser.get(right["Location"]).content == b"the key"


def test_who_has_a_second_factor_gives_both(user: User, secret: str) -> None:
    browser = client_of(user, minutes_ago=6)
    browser.post(f"{reverse('account_reauthenticate')}?next=/the-key/", {"password": PASSWORD})
    asked = browser.get("/the-key/")
    assert asked["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Fthe-key%2F"
    assert browser.post(asked["Location"], {"code": code_for(secret)})["Location"] == "/the-key/"
    assert browser.get("/the-key/").content == b"the key"


def test_what_somebody_else_proved_in_this_browser_does_not_count(user: User) -> None:
    browser = client_of(user)
    other = client_of(user_with(Role.BUSINESS_MANAGER))
    session = other.session
    for key in ("account_authentication_methods", "account_authentication_methods_user"):
        session[key] = browser.session[key]
    session.save()
    assert other.get("/the-key/").status_code == 302


def test_a_form_that_is_sent_too_late_is_kept(user: User) -> None:
    late = client_of(user, minutes_ago=6)
    typed = {"reason": "The court asked", "password": "x", "kept_for": kept_for(user)}
    response = late.post("/the-key/", typed)
    kept = KeptText.objects.get(user=user)
    assert (kept.address, kept.fields["reason"], "password" in kept.fields) == ("/the-key/", ["The court asked"], False)
    assert response["Location"].endswith(f"%2Fkept%2F{kept.pk}%2F")


def test_a_form_without_the_mark_is_kept_nowhere(user: User) -> None:
    response = client_of(user, minutes_ago=6).post("/the-key/", {"reason": "The court asked"})
    assert (response.status_code, KeptText.objects.count()) == (302, 0)


def test_whoever_has_no_power_is_told_nothing() -> None:
    technician = user_with(Role.TECHNICAL_ADMIN)
    assert client_of(technician, minutes_ago=6).get("/the-key/").status_code == 404


def test_mutant_without_the_question_the_old_sign_in_is_enough(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "missing_proofs", lambda request: [])
    assert client_of(user, minutes_ago=6).get("/the-key/").content == b"the key"
