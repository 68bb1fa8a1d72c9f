"""Who carries a review out, what they meet for, and what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from partnership.models import User
from partnership.principals import Principal
from partnership.selectors.record_access import named_on, roles_to_name
from reviews.models import LearningEvent, PanelMember, ParallelProcess, Review


@dataclass(frozen=True)
class Part:
    """Somebody's part in a review, and whether they can open it today: None for somebody without an account."""

    member: PanelMember
    can_open: bool | None


def members_of(review: Review, principal: Principal) -> QuerySet[PanelMember]:
    """Every part in a review that the principal may see, those that have ended too."""
    rows: Any = PanelMember.objects.visible_to(principal).filter(review=review)
    found: QuerySet[PanelMember] = rows.select_related("user", "agency", "grant").order_by("joined_on", "pk")
    return found


def parts_of(review: Review, principal: Principal, today: date) -> tuple[list[Part], list[Part]]:
    """Parts that go on and parts that have ended, each with whether that person is named on the review. Two queries."""
    named = set(named_on(review, today).values_list("user", flat=True))
    order = {part: place for place, (part, _) in enumerate(PanelMember._meta.get_field("part").choices or [])}
    parts = [Part(one, one.user_id in named if one.user_id else None) for one in members_of(review, principal)]
    parts.sort(key=lambda one: order[one.member.part])
    ended = [one for one in parts if one.member.left_on and one.member.left_on < today]
    return [one for one in parts if one not in ended], ended


def events_of(review: Review, principal: Principal) -> list[LearningEvent]:
    """What the review gathers people for, the latest first. Two queries."""
    rows: Any = LearningEvent.objects.visible_to(principal).filter(review=review)
    return list(rows.prefetch_related("agencies").order_by("-held_on", "-pk"))


def processes_of(review: Review, principal: Principal) -> list[ParallelProcess]:
    """What runs beside the review, what goes on first. One query."""
    rows: Any = ParallelProcess.objects.visible_to(principal).filter(review=review)
    return sorted(rows, key=lambda one: (one.ended_on is not None, one.next_on or date.max, one.pk))


def next_dates(review: Review, principal: Principal, today: date) -> list[tuple[date, str, str]]:
    """What comes next in a review, with its words and address: meetings, and dates of what runs beside it."""
    url = reverse("reviews:review-panel", args=[review.pk])
    events: Any = LearningEvent.objects.visible_to(principal).filter(review=review, held_on__gte=today)
    beside: Any = ParallelProcess.objects.visible_to(principal).filter(review=review, ended_on=None)
    found = [(one.held_on, str(one), f"{url}#events") for one in events]
    found += [(one.next_on, str(one), f"{url}#processes") for one in beside.filter(next_on__gte=today)]
    return sorted(found)


def people_for_panel(review: Review, by: User, today: date) -> QuerySet[User]:
    """Accounts that can have a part in a review: of people who are named on it, or can be."""
    can_be_named, named = roles_to_name(review, by, today).values("user"), named_on(review, today).values("user")
    free: QuerySet[User] = User.objects.exclude(interests__in=review.interests.in_force())
    return free.filter(Q(pk__in=can_be_named) | Q(pk__in=named), is_active=True).order_by("name", "pk")
