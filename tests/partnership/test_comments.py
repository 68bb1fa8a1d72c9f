"""Comments: whoever sees a row may say something, and take their own words back."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.models import Comment
from tests.clients import client_of, user_with
from tests.factories import partnership as made

pytestmark = pytest.mark.django_db
ADD = "/comments/add/"


def page(browser: Client, row: object) -> str:
    return browser.get(registry.url_of(row)).content.decode()


def test_scrutineer_comments_on_what_she_only_reads() -> None:
    inspection, user = made.InspectionFactory(), user_with(Role.SCRUTINEER)
    browser = client_of(user)
    response = browser.post(f"{ADD}?record={inspection.pk}", {"text": "A firm date, <b>now</b>"})
    comment = Comment.objects.get()
    assert (response["Location"], comment.written_by) == (registry.url_of(inspection), user)
    shown = page(browser, inspection)
    assert ("Comments (1)" in shown, "A firm date, &lt;b&gt;now&lt;/b&gt;" in shown) == (True, True)


@pytest.mark.parametrize(("text", "said"), [("  ", "Write your comment before"), ("n" * 5_001, "Shorten it or add")])
def test_comment_that_cannot_be_kept_says_why_and_keeps_the_text(text: str, said: str) -> None:
    risk, browser = made.RiskFactory(), client_of(user_with(Role.BUSINESS_MANAGER))
    shown = browser.post(f"{ADD}?record={risk.pk}", {"text": text}).content.decode()
    assert ("<title>Error: Add a comment" in shown, shown.count(said), text.strip() in shown) == (True, 2, True)
    assert Comment.objects.count() == 0


def test_own_comment_is_archived_and_anothers_is_not() -> None:
    comment = made.CommentFactory(text="CANARY")
    author, other = client_of(comment.written_by), client_of(user_with(Role.BUSINESS_MANAGER))
    made.RoleGrantFactory(user=comment.written_by, role=Role.SCRUTINEER)
    url = reverse("partnership:comment-archive", args=[comment.pk])
    assert (url in page(author, comment.record.child), url in page(other, comment.record.child)) == (True, False)
    assert [author.get(url).status_code, other.post(url).status_code] == [405, 403]
    assert author.post(url)["Location"] == registry.url_of(comment.record.child)
    assert "CANARY" not in page(other, comment.record.child)
    assert [author.post(url).status_code, other.post(url).status_code] == [404, 404]


def test_another_agency_finds_no_comments_and_adds_none() -> None:
    action = made.ActionFactory(agency=made.AgencyFactory())
    comment = made.CommentFactory(record=None, action=action)
    other = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=made.AgencyFactory()))
    url = f"{ADD}?action={action.pk}"
    archive = reverse("partnership:comment-archive", args=[comment.pk])
    assert [other.get(url).status_code, other.post(url, {"text": "x"}).status_code] == [404, 404]
    assert (other.post(archive).status_code, Comment.objects.count()) == (404, 1)


def test_agency_comments_on_its_own_action() -> None:
    agency = made.AgencyFactory()
    action = made.ActionFactory(agency=agency)
    own = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    assert "Your comment" in page(own, action)
    own.post(f"{ADD}?action={action.pk}", {"text": "Done in May"})
    assert "Done in May" in page(own, action)


def test_draft_about_a_restricted_record_is_not_kept_on_the_computer() -> None:
    browser = client_of(user_with(Role.BUSINESS_MANAGER))
    restricted, usual = made.RiskFactory(visibility=Visibility.RESTRICTED), made.RiskFactory()
    assert ("data-draft" in page(browser, restricted), "data-draft" in page(browser, usual)) == (False, True)
