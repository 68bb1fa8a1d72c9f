"""What a child of a review is called may stand in comments and names of files, for those who know it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from partnership.enums import Role
from partnership.models import Attachment, Comment
from tests.clients import client_of, user_with
from tests.factories.partnership import ActionFactory, ActionPlanFactory
from tests.factories.reviews import ChildFactory
from tests.reviews.publishing import named, restricted_review

pytestmark = pytest.mark.django_db
SAID = "Ryan was not asked what he wanted."


@pytest.fixture
def review() -> Any:
    review = restricted_review()
    ChildFactory(review=review, pseudonym="Ryan")
    return review


def test_those_named_on_a_review_comment_on_it_and_on_its_actions_in_pseudonyms(review: Any) -> None:
    action = ActionFactory(plan=ActionPlanFactory(record=review))
    manager = client_of(named(Role.BUSINESS_MANAGER, review))
    for place in (f"record={review.pk}", f"action={action.pk}"):
        assert manager.post(f"/comments/add/?{place}", {"text": SAID}).status_code == 302
    assert Comment.objects.count() == 2
    file = SimpleUploadedFile("Ryan, what he said.pdf", b"%PDF-1.7 %%EOF", content_type="application/pdf")
    assert manager.post(f"/files/add/?record={review.pk}", {"file": file}).status_code == 302
    assert Attachment.objects.count() == 1


def test_nobody_finds_a_pseudonym_out_by_asking(review: Any) -> None:
    manager = client_of(user_with(Role.BUSINESS_MANAGER))
    address = f"/comments/add/?record={review.pk}"
    told = [manager.post(address, {"text": f"{name} was not asked."}).content.decode() for name in ("Ryan", "Liam")]
    assert ["This may be a name" in page for page in told] == [True, True]


def test_a_pseudonym_of_another_review_is_a_name_here(review: Any) -> None:
    other = restricted_review()
    manager = client_of(named(Role.BUSINESS_MANAGER, other))
    page = manager.post(f"/comments/add/?record={other.pk}", {"text": SAID}).content.decode()
    assert "This may be a name: “Ryan”" in page
