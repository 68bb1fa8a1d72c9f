"""When a session has lapsed in mid-sentence: what was typed is kept before anybody is sent to sign in."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from partnership.services.kept_texts import keep_typed_text, length_of


def keep_and_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; of a text nothing is said but its place and its length."""
    kept = keep_typed_text(request=request) if request.method == "POST" else None
    if kept is None:
        return redirect_to_login(request.get_full_path())
    words = f"You were signed out. Your text is safe: {length_of(kept):,} characters in “{kept.title}”."
    messages.warning(request, f"{words} Sign in to go on with it.")
    return redirect_to_login(reverse("partnership:kept-detail", args=[kept.pk]))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token has lapsed: its text is kept too. Everything else sees why, and what to do."""
    kept = keep_typed_text(request=request)
    if kept is None:
        return render(request, "403_csrf.html", status=403)
    if request.user.is_authenticated and request.user == kept.user:
        return redirect("partnership:kept-detail", kept.pk)
    return keep_and_sign_in(request)
