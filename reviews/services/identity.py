"""Who the children of a review are, put under seal and opened again."""

import json
from collections.abc import Mapping

from django.db import transaction

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.principals import principal_of
from partnership.sealing import seal, unseal
from partnership.services.rows import change_row, create_row
from reviews.models import IdentityKey, Review
from reviews.services.reviews import name_maker

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
    if not any(one.role == Role.BUSINESS_MANAGER for one in principal_of(by).grants):
        raise DomainError("Only a business manager puts who a child is under seal.")
    name_maker(record=key, reason="Put it under seal", by=by)
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
