"""Sealing a text so that neither the database nor its backup can tell it: AES-GCM, with keys that live elsewhere.

Source: "C3 fields" of the trust note. A sealed text is bound to what it is about, so that it cannot be moved to another
row. `SEALING_KEYS` holds keys of 32 bytes in URL-safe base64: the first seals, all open.
"""

import base64
import binascii
import hashlib
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from partnership.exceptions import DomainError

_FORM: Final = "1"  # of a sealed text: form, key's name, nonce with ciphertext, parted by points
_KEY_BYTES, _NONCE_BYTES = 32, 12


def seal(text: str, *, about: str) -> str:
    """`text` as nobody can read it without the key; `about` names the row, and must be the same on opening."""
    key = _keys()[0]
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + AESGCM(key).encrypt(nonce, text.encode(), about.encode())
    return ".".join((_FORM, _name(key), base64.urlsafe_b64encode(sealed).decode()))


def unseal(sealed: str, *, about: str) -> str:
    """The text again. DomainError where its key is not there, or it was altered or moved."""
    form, name, body = (*sealed.split("."), "", "")[:3]
    key = {_name(key): key for key in _keys()}.get(name)
    if form != _FORM or key is None:
        raise DomainError("The key that opens this is not on this server. Ask whoever looks after the portal.")
    try:
        raw = base64.urlsafe_b64decode(body)
        return AESGCM(key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], about.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise DomainError("This was altered outside the portal and stays closed. Tell the business unit.") from error


def _keys() -> list[bytes]:
    try:
        keys = [base64.urlsafe_b64decode(key) for key in settings.SEALING_KEYS]
    except binascii.Error as error:
        raise ImproperlyConfigured("SEALING_KEYS are not base64.") from error
    if not keys or any(len(key) != _KEY_BYTES for key in keys):
        raise ImproperlyConfigured("Set SEALING_KEYS to one or more keys of 32 bytes in URL-safe base64.")
    return keys


def _name(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:8]
