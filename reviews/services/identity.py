"""Who the children of a review are, put under seal and opened again."""

import json
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import RoleGrant, User
from partnership.principals import principal_of
from partnership.sealing import seal, unseal
from partnership.services.rows import change_row, create_row
from reviews.models import IdentityKey, Review

#: Nobody stays on a sealed record for longer without being named again.
NAMED_FOR = timedelta(days=365)

#: By the child's row as text: what is known of the child, by the field's name.
Identities = Mapping[str, Mapping[str, str]]


@transaction.atomic
def seal_identities(*, review: Review, identities: Identities, by: User) -> IdentityKey:
    """Make a review's identity key. Whoever makes it is named on it, and nobody else."""
    if IdentityKey.objects.filter(of_review=review).exists():
        raise DomainError("There is an identity key of this review already.")
    key = IdentityKey(of_review=review, reference=f"{review.reference}-ID", title="Identity key")
    key.ciphertext = _sealed(review, identities)
    create_row(row=key, values={"boards": review.boards.all()}, by=by)
    _name_maker(key, by)
    return key


@transaction.atomic
def seal_anew(*, key: IdentityKey, identities: Identities, version: int, by: User) -> IdentityKey:
    """Store what is known now. Raises Conflict where somebody stored it since `version` was read."""
    stored: IdentityKey = change_row(
        row=key, values={"ciphertext": _sealed(key.of_review, identities)}, version=version, by=by
    )
    return stored


def opened(key: IdentityKey) -> Identities:
    """What is under the seal. The reading must stand in the read log before this is called."""
    found: Identities = json.loads(unseal(key.ciphertext, about=_about(key.of_review)))
    return found


def _sealed(review: Review, identities: Identities) -> str:
    return seal(json.dumps(identities), about=_about(review))


def _about(review: Review) -> str:
    return f"identity key of review {review.pk}"


def _name_maker(key: IdentityKey, maker: User) -> None:
    """Nobody gives themselves a role; but a key that nobody can open would be lost to all."""
    held = next((one for one in principal_of(maker).grants if one.role == Role.BUSINESS_MANAGER), None)
    if held is None:
        raise DomainError("Only a business manager puts who a child is under seal.")
    today = timezone.localdate()
    grant = RoleGrant(
        user=maker,
        role=held.role,
        board_id=held.board,
        record=key,
        starts_on=today,
        ends_on=today + NAMED_FOR,
        reason="Put it under seal",
    )
    create_row(row=grant, values={}, by=maker)
