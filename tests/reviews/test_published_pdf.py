"""Files of a review's texts: somebody's own copy of a draft, and the file for the public, of clean metadata."""

import io

import pikepdf
import pytest
from django.urls import reverse

from partnership.models import Job, ReadEntry
from partnership.services.jobs import drain_jobs
from reporting.services import review_documents
from reporting.services.review_documents import draw_published_copy
from reviews.models import PublishedCopy
from reviews.selectors.published import copy_to_draw, has_pdf, pdf_name
from tests.clients import client_of
from tests.factories.partnership import UserFactory
from tests.factories.reviews import TextCommentFactory
from tests.reviews.publishing import NOW, clock, draft_of, named, released, restricted_review, sign

pytestmark = pytest.mark.django_db


def file_of(client, address: str) -> pikepdf.Pdf:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    content = b"".join(response.streaming_content)
    assert b"CANARY" not in content
    return pikepdf.open(io.BytesIO(content))


def everything_in(pdf: pikepdf.Pdf) -> bytes:
    """Every stream and every object of a file, decompressed."""
    for held in pdf.objects:
        if isinstance(held, pikepdf.Stream):
            held.write(held.read_bytes())
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_the_published_file_holds_the_words_and_nobody(client) -> None:
    review = restricted_review(
        reference="CANARY-REF", title="CANARY-TITLE", restricted_summary="CANARY-SUMMARY", reviewer="CANARY-REVIEWER"
    )
    author = UserFactory(name="CANARY-AUTHOR")
    draft = draft_of(review, "## What we found\n\nAgencies knew parts.", by=author)
    TextCommentFactory(text=draft, words="CANARY-COMMENT")
    sign(draft, UserFactory(name="CANARY-SIGNER"), UserFactory(name="CANARY-SECOND"))
    copy = released(review, by=UserFactory(name="CANARY-RELEASER"))
    assert drain_jobs() == 1
    with clock(NOW):
        pdf = file_of(client, reverse("reviews:published-pdf", args=[copy.public_id]))
    board = review.boards.get().name
    told = {str(name): str(value) for name, value in pdf.docinfo.items()}
    assert told["/Title"] == "What we learned"
    assert told.get("/Author", board) == board
    assert told["/Producer"].startswith("WeasyPrint")
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "What we learned"
        assert metadata.get("dc:creator", [board]) == [board]
    assert (len(pdf.attachments), "/AF" in pdf.Root) == (0, False)
    assert b"CANARY" not in everything_in(pdf)


def test_the_same_words_give_the_same_file_and_other_words_another_name() -> None:
    copy = released(restricted_review())
    drain_jobs()
    assert (Job.objects.get().state, has_pdf(copy_to_draw(copy.pk))) == ("ready", True)
    copy.words_hash = "of other words"
    assert pdf_name(copy, copy.publish_at) != copy.pdf_name


def test_a_copy_whose_words_were_altered_is_not_drawn() -> None:
    copy = released(restricted_review())
    PublishedCopy.objects.filter(pk=copy.pk).update(text="ALTERED")
    drain_jobs()
    assert (Job.objects.get().state, Job.objects.get().error) == ("failed", review_documents.GONE)


def test_drawing_twice_leaves_one_file(monkeypatch) -> None:
    monkeypatch.setattr(review_documents, "render_pdf", lambda html, **more: b"%PDF-1.7 drawn")
    copy = released(restricted_review())
    drain_jobs()
    draw_published_copy(copy_id=copy.pk, beat=lambda progress, doing: None)
    assert has_pdf(copy_to_draw(copy.pk))


def test_a_file_that_could_not_be_made_is_asked_for_again(monkeypatch) -> None:
    monkeypatch.setattr(review_documents, "paper_html", lambda paper: 1 / 0)
    review = restricted_review()
    copy = released(review)
    drain_jobs()
    browser = client_of(named("BM", review))
    with clock(NOW):
        page = browser.get(reverse("reviews:review-publication", args=[review.pk])).content.decode()
        assert "Make the PDF again" in page
        assert browser.post(reverse("reviews:review-publication-draw", args=[review.pk])).status_code == 302
    assert list(Job.objects.values_list("arguments", flat=True)) == [{"copy_id": copy.pk}] * 2


def test_a_draft_is_taken_away_as_ones_own_copy_and_written_down() -> None:
    review = restricted_review(reference="CASE-7")
    draft = draft_of(review)
    reader = named("REP", review, user=UserFactory(name="Dr Asha Lindqvist"))
    html = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(review_documents, "render_pdf", lambda given, **more: html.update(given=given) or b"%PDF-1.7")
        with clock(NOW):
            response = client_of(reader).get(reverse("reporting:review-draft", args=[draft.pk]))
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert 'data-report="Copy for Dr Asha Lindqvist, 6 March 2018. Draft 1. Restricted"' in html["given"]
    entry = ReadEntry.objects.get(record=review)
    assert (entry.verb, entry.user, entry.reason) == ("exported", reader, "Report, draft 1")


def test_a_draft_is_not_drawn_without_its_trace(monkeypatch) -> None:
    review = restricted_review()
    draft = draft_of(review)
    monkeypatch.setattr("reviews.views.text_base.TextView.note", lambda self, record, **more: False)
    response = client_of(named("BM", review)).get(reverse("reporting:review-draft", args=[draft.pk]))
    assert response.status_code == 503
