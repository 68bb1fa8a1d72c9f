"""The panel and the reviewer of a review: a part in it names somebody on that review alone, and only while it lasts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.exceptions import DomainError
from partnership.models import RoleGrant, User
from partnership.selectors.record_access import named_on, roles_to_name
from partnership.services.grants import change_grant_end
from partnership.services.record_access import name_person, name_reviewer, take_off
from partnership.services.rows import archive_row, change_row, create_row
from partnership.services.two_people import require
from reviews.enums import PanelPart
from reviews.models import PanelMember, Review

SEALED = "This review is sealed, so a second person confirms who is named on it. Name them on “Who has access” first."
NO_ROLE = (
    "{name} holds no role in which they could be named on a review. Give them one under Users and roles, or type "
    "their name without an account."
)
TWICE = "{name} has this part already."
LEFT_ALREADY = "This part has ended already."
ENDS_BEFORE = "The last day comes before the first. Change one of them."


@transaction.atomic
def add_member(*, review: Review, values: Mapping[str, Any], ends_on: date, by: User) -> PanelMember:
    """Give somebody a part. Whoever has an account is named on the review until `ends_on`, unless they are already."""
    user, part = values.get("user"), values["part"]
    if user and review.panel.filter(user=user, part=part, left_on=None, archived_at=None).exists():
        raise DomainError(TWICE.format(name=user.name))
    grant = _grant_for(review, user, part, ends_on, by) if user else None
    member: PanelMember = create_row(row=PanelMember(review=review), values={**values, "grant": grant}, by=by)
    return member


@transaction.atomic
def end_part(*, member: PanelMember, left_on: date, reason: str, version: int, by: User) -> PanelMember:
    """End somebody's part, and with it their sight of the review, on that day or at once where it is over."""
    if member.left_on is not None:
        raise DomainError(LEFT_ALREADY)
    if left_on < member.joined_on:
        raise DomainError(ENDS_BEFORE)
    ended: PanelMember = change_row(row=member, values={"left_on": left_on}, version=version, by=by)
    _end_grant(member.grant, left_on, reason, by)
    return ended


@transaction.atomic
def archive_member(*, member: PanelMember, reason: str, by: User) -> PanelMember:
    """Take out a part that was entered by mistake; the naming that came with it ends at once."""
    archived: PanelMember = archive_row(row=member, reason=reason, by=by)
    _end_grant(member.grant, None, reason, by)
    return archived


def still_named(member: PanelMember) -> bool:
    """Whether somebody is named on the review by something other than this part."""
    others = named_on(member.review, timezone.localdate()).exclude(panel_member=member)
    return member.user_id is not None and others.filter(user=member.user_id).exists()


def _grant_for(review: Review, user: User, part: str, ends_on: date, by: User) -> RoleGrant | None:
    """The grant that comes with a part. A reviewer who was invited for this review brings theirs along."""
    today = timezone.localdate()
    named = named_on(review, today).filter(user=user)
    if part == PanelPart.REVIEWER and (own := named.filter(role=Role.REVIEWER, panel_member=None).first()):
        return own
    if named.exists():
        return None
    if review.visibility == Visibility.SEALED:
        raise DomainError(SEALED)
    reason = f"{PanelPart(part).label} of this review"
    if part == PanelPart.REVIEWER:
        return name_reviewer(record=review, user=user, ends_on=ends_on, reason=reason, by=by)
    held = roles_to_name(review, by, today).filter(user=user).exclude(role=Role.AUDITOR).first()
    if held is None:
        raise DomainError(NO_ROLE.format(name=user.name))
    grant = name_person(record=review, held=held, ends_on=ends_on, reason=reason, by=by)
    return grant if isinstance(grant, RoleGrant) else None


def _end_grant(grant: RoleGrant | None, last_day: date | None, reason: str, by: User) -> None:
    today = timezone.localdate()
    if grant is None or not named_on(grant.record.child, today).filter(pk=grant.pk).exists():  # type: ignore[union-attr]  # of a record
        return
    if last_day is None or last_day < today:
        take_off(grant=grant, version=grant.version, reason=reason, by=by)
        return
    require(by, "create", grant.record.child)  # type: ignore[union-attr]  # the same
    change_grant_end(grant=grant, ends_on=last_day, reason=reason, by=by)
