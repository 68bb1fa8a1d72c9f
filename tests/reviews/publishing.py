"""A review on its way to the public: people named on it, a draft, two signatures, a release."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from partnership.models import User
from reviews.models import PublishedCopy, Review, ReviewText
from reviews.selectors.publication import readiness
from reviews.services.publication import release_report
from reviews.services.texts import sign_draft, write_draft
from tests.clients import user_with
from tests.factories.partnership import AgencyFactory, GroupFactory, UserFactory
from tests.factories.reviews import ReviewFactory

#: A Tuesday morning.
NOW = datetime(2018, 3, 6, 10, 0, tzinfo=UTC)
WORDS = "## What we found\n\nAgencies knew parts of the story.\n\n- Nobody asked the child."


@contextmanager
def clock(at: datetime) -> Iterator[None]:
    """Everything within happens at this time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: at)
        yield


def named(role: str, review: Review, **more: Any) -> User:
    """Somebody who holds a role because of one review."""
    return user_with(role, record=review, **scope_of(role), **more)


def scope_of(role: str) -> dict[str, Any]:
    """What a role is never given without."""
    makers: dict[str, tuple[str, Any]] = {"REP": ("agency", AgencyFactory), "SGC": ("group", GroupFactory)}
    return {makers[role][0]: makers[role][1]()} if role in makers else {}


def restricted_review(**fields: Any) -> Review:
    """A review that is to be published, as it stands before."""
    given = {"publication": "to_publish", "status": "complete", "title": "Ash", "public_summary": "What we learned."}
    return ReviewFactory(**{**given, "themes": ["Neglect"], "learning": ["Look again"], **fields})


def draft_of(review: Review, text: str = WORDS, kind: str = "report", by: User | None = None) -> ReviewText:
    """The next draft."""
    newest = ReviewText.objects.filter(review=review, kind=kind).order_by("-number").first()
    return write_draft(
        review=review,
        kind=kind,
        text=text,
        what_changed="More of it" if newest else "",
        based_on=newest.number if newest else 0,
        by=by or UserFactory(),
    )


def sign(draft: ReviewText, *people: User) -> None:
    for one in people or (UserFactory(), UserFactory()):
        sign_draft(draft=draft, shown_hash=draft.text_hash, by=one)


def signed_report(review: Review, text: str = WORDS) -> ReviewText:
    draft = draft_of(review, text)
    sign(draft)
    return draft


def released(review: Review, *, at: datetime = NOW, publish_at: datetime | None = None, **more: Any) -> PublishedCopy:
    """The report released at a time, public from then on or from a later time."""
    if not ReviewText.objects.filter(review=review).exists():
        signed_report(review)
    stored = Review.objects.get(pk=review.pk)
    shown_hash = readiness(stored).shown_hash
    given = {"title": "What we learned", "withdraw_on": None, "by": UserFactory(), "shown_hash": shown_hash}
    with clock(at):
        return release_report(review=stored, publish_at=publish_at or at, **{**given, **more})
