"""Sealed texts: unreadable without the key, bound to their row, and told when they were altered."""

import base64
import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from partnership.exceptions import DomainError
from partnership.sealing import seal, unseal

OLD, NEW = (base64.urlsafe_b64encode(os.urandom(32)).decode() for _ in range(2))


def test_a_sealed_text_opens_again() -> None:
    assert unseal(seal("A name", about="review:1"), about="review:1") == "A name"


def test_a_sealed_text_does_not_hold_its_words() -> None:
    sealed = seal("Winterbourne", about="review:1")
    assert b"Winterbourne" not in base64.urlsafe_b64decode(sealed.split(".")[2])
    assert sealed != seal("Winterbourne", about="review:1")


def test_a_text_moved_to_another_row_does_not_open() -> None:
    with pytest.raises(DomainError, match="altered"):
        unseal(seal("A name", about="review:1"), about="review:2")


def test_an_altered_text_does_not_open() -> None:
    form, name, body = seal("A name", about="review:1").split(".")
    raw = bytearray(base64.urlsafe_b64decode(body))
    raw[-1] ^= 1
    with pytest.raises(DomainError, match="altered"):
        unseal(".".join((form, name, base64.urlsafe_b64encode(raw).decode())), about="review:1")


def test_a_new_key_seals_and_the_old_one_still_opens(settings: object) -> None:
    settings.SEALING_KEYS = [OLD]  # type: ignore[attr-defined]
    before = seal("A name", about="review:1")
    settings.SEALING_KEYS = [NEW, OLD]  # type: ignore[attr-defined]
    assert unseal(before, about="review:1") == "A name"
    assert seal("A name", about="review:1").split(".")[1] != before.split(".")[1]


def test_without_its_key_a_text_stays_sealed(settings: object) -> None:
    settings.SEALING_KEYS = [OLD]  # type: ignore[attr-defined]
    before = seal("A name", about="review:1")
    settings.SEALING_KEYS = [NEW]  # type: ignore[attr-defined]
    with pytest.raises(DomainError, match="not on this server"):
        unseal(before, about="review:1")


@pytest.mark.parametrize("keys", [[], ["c2hvcnQ="], ["not base64!"]])
def test_a_missing_or_weak_key_is_refused(settings: object, keys: list[str]) -> None:
    settings.SEALING_KEYS = keys  # type: ignore[attr-defined]
    with pytest.raises(ImproperlyConfigured, match="SEALING_KEYS"):
        seal("A name", about="review:1")
