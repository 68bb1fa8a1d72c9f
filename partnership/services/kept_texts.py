"""What somebody had typed when their session lapsed is kept for them, and for nobody else."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from partnership.formats import capital
from partnership.kept_mark import user_key_of
from partnership.models import KeptText, User

_MOST = 50
#: Never kept: what belongs to the request, and what is secret.
_NOT_KEPT = ("csrfmiddlewaretoken", "kept_for", "password", "code", "token")


@transaction.atomic
def keep_typed_text(*, request: HttpRequest) -> KeptText | None:
    """Keep what a refused POST carries; None without a valid mark, or where nothing was typed.

    The mark is signed, so nobody can leave texts for somebody else. Files are not kept.
    """
    pk = user_key_of(request.POST.get("kept_for", ""))
    user = User.objects.filter(pk=pk, is_active=True).first() if pk else None
    typed = {
        name: values
        for name, values in request.POST.lists()
        if not any(part in name for part in _NOT_KEPT) and any(values)
    }
    if user is None or not typed or user.kept_texts.count() >= _MOST:
        return None
    address = request.get_full_path()[:500]
    return KeptText.objects.create(user=user, address=address, title=_title(request.path), fields=typed)


def throw_kept_away(*, kept: KeptText, by: User) -> None:
    """Forget a kept text of one's own."""
    KeptText.objects.filter(pk=kept.pk, user=by).delete()


def forget_kept(*, path: str, by: User) -> None:
    """Forget what somebody had typed on a page, once it is saved there."""
    KeptText.objects.filter(Q(address=path) | Q(address__startswith=f"{path}?"), user=by).delete()


def length_of(kept: KeptText) -> int:
    """How many characters were typed: what may be said of it before its owner has signed in."""
    return sum(len(value) for values in kept.fields.values() for value in values)


def _title(path: str) -> str:
    """The page it was typed on, by the name of its address: "Risk, change"."""
    try:
        match: Any = resolve(path)
    except Resolver404:
        return "A form"
    noun, _, verb = (match.url_name or "a form").rpartition("-")
    return capital(f"{noun.replace('-', ' ')}, {verb}" if noun else verb)
