"""Opening a case review and changing it. Whoever opens one works on it, and is named on it at once."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Record, RoleGrant, User
from partnership.policy import allows
from partnership.principals import principal_of
from partnership.selectors.record_access import held_for
from partnership.services.access_notices import tell_watchers
from partnership.services.references import create_referenced
from partnership.services.rows import change_row, create_row
from reviews.enums import Publication, ReviewStatus
from reviews.models import Review
from reviews.selectors.editions import edition_for
from reviews.selectors.papers import reviews_with

OPENED: Final = "Opened this case"
TAKEN_ON: Final = "Took this case on when nobody was named on it"
#: States that come from pages of their own: a pause from its clock, publication from the report.
ELSEWHERE: Final = (ReviewStatus.PAUSED, ReviewStatus.PUBLISHED)
#: What whoever writes the review keeps in it; what it is and how it stands is the business unit's.
OF_REVIEWER: Final = frozenset(
    {"method", "period_from", "period_to", "family_part", "themes", "learning", "public_summary", "restricted_summary"}
)


@transaction.atomic
def open_review(*, row: Review, values: Mapping[str, Any], by: User) -> Review:
    """Store a new review, under the edition in force on its first day, and name its maker on it."""
    begun_on = values.get("commissioned_on") or values.get("referred_on") or timezone.localdate()
    known = {
        "publication": values.get("publication") or Publication.NOT_FOR_PUBLICATION,
        "edition": values.get("edition") or edition_for(values["review_kind"], begun_on),
    }
    review: Review = create_referenced(row=row, values={**values, **known}, by=by)
    name_maker(record=review, reason=OPENED, by=by)
    return review


@transaction.atomic
def change_review(*, row: Review, values: Mapping[str, Any], version: int, by: User) -> Review:
    """Write `values` into a review.

    DomainError for a state that has a page of its own, and where a reviewer writes what the business unit keeps.
    """
    if set(values) - OF_REVIEWER and not allows(principal_of(by), "create", "review"):
        raise DomainError("You write the review itself. The business unit keeps the rest.")
    stored = Review._base_manager.get(pk=row.pk)
    status = values.get("status", stored.status)
    if status != stored.status and status in ELSEWHERE:
        raise DomainError(
            "Pause it on the page of its clocks."
            if status == ReviewStatus.PAUSED
            else "It becomes published on the page of its publication."
        )
    changed: Review = change_row(row=row, values=values, version=version, by=by)
    return changed


@transaction.atomic
def take_on(*, review: Review, by: User) -> None:
    """See to it that whoever decides on a case is named on it.

    A case on which nobody of the business unit is named yet, one that was just referred or that came in by workbook,
    is taken on by the business manager who first works on it. After that those named on it name others.
    DomainError for a business manager who is not among them.
    """
    if reviews_with("review_paper", principal_of(by), "create").filter(pk=review.pk).exists():
        return
    named = RoleGrant.objects.in_force(timezone.localdate()).filter(record=review.pk, role=Role.BUSINESS_MANAGER)
    if colleague := named.select_related("user").order_by("pk").first():
        raise DomainError(
            f"Only those named on this case decide on it. {colleague.user.name} is, and can have you named."
        )
    name_maker(record=review, reason=TAKEN_ON, by=by)
    said = f"{by.name} has taken on {review.reference}, which was nobody’s, and now reads its papers."
    tell_watchers(review, subject="A case is taken on", said=said, by=by)


def name_maker(*, record: Record, reason: str, by: User) -> None:
    """Name a business manager on a review that they open or take on, or on a key that they put under seal.

    Nobody gives themselves a role (partnership/services/grants.py). This is no exception to it: the power comes with
    the role that they hold, reaches no further than what they made or took on, ends with the role, and
    stands in the history of their grants with its reason. Nothing happens for anybody else, such as an agency that
    refers a case: it reads its referral and not the review.
    """
    today = timezone.localdate()
    carrier = held_for(record, by, [Role.BUSINESS_MANAGER], today)
    if carrier is None:
        return
    grant = RoleGrant(
        user=by, role=carrier.role, board=carrier.board, record_id=record.pk,
        starts_on=today, ends_on=carrier.ends_on, reason=reason,
    )  # fmt: skip
    create_row(row=grant, values={}, by=by)
