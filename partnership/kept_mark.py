"""The signed mark of the person for whom a form was drawn: it outlives the session."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, TimestampSigner

_SIGNER = TimestampSigner(salt="partnership.kept_text")
#: A page may lie open over a weekend.
_LONGEST = 7 * 24 * 60 * 60


def kept_for(user: AbstractBaseUser | AnonymousUser) -> str:
    """The mark that a form carries; empty for nobody."""
    return _SIGNER.sign(str(user.pk)) if user.is_authenticated else ""


def user_key_of(mark: str) -> str | None:
    """The key of the person for whom a form was drawn; None for a mark that is forged, or too old."""
    try:
        return _SIGNER.unsign(mark, max_age=_LONGEST)
    except BadSignature:
        return None
