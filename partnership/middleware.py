"""What holds on every page: no copies left behind, and no page before the second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

Respond = Callable[[HttpRequest], HttpResponse]

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
#: What somebody needs in order to set a second factor up, or to leave.
BEFORE_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "brand",
    }
)


class PrivatePagesMiddleware:
    """Keeps pages of signed-in people out of every cache: the office computer is shared, and Back must show nothing.

    A view that marks its own response as public is left alone. Signing out empties what the browser kept.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        if (was_signed_in or request.user.is_authenticated) and "public" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store"
        return response


class SecondFactorMiddleware:
    """Sends everybody who signed in with a password alone to set up a second factor, before any other page."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.REQUIRE_MFA or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if match and match.url_name in BEFORE_SECOND_FACTOR:
            return None
        if is_mfa_enabled(request.user, SECOND_FACTORS):
            return None
        messages.warning(request, "Set up a code app or a security key first. After that the portal is open to you.")
        return redirect("mfa_index")
