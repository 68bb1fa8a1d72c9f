"""Drawing the texts of a review: a draft for one reader while they wait, a published copy by a job."""

import hashlib
from threading import BoundedSemaphore
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.jobs import Beat, handles
from partnership.models import User
from reporting.documents.paper import paper_html
from reporting.documents.review_texts import draft_paper, published_paper
from reporting.pdf.render import render_pdf
from reporting.services.documents import DEADLINE, NOT_READ_BACK
from reviews.models import ReviewText
from reviews.selectors.published import DRAW_COPY, copy_to_draw
from reviews.selectors.texts import is_whole

#: Seconds for which a reader waits.
PATIENCE = 45.0
NOT_WHOLE = "The words of this draft are not those that were written. No copy of it is made."
BUSY = "Another copy is being made just now. Try again in a minute."
GONE = "This copy was withdrawn, or its words were changed outside the portal. No PDF is made of it."

#: Drawing takes a processor and much memory, so a web process draws one at a time.
_one_at_a_time = BoundedSemaphore()


def draft_pdf(*, draft: ReviewText, by: User) -> bytes:
    """Somebody's own copy of a draft. It is sent and never stored: a stored file would outlive their access."""
    if not is_whole(draft):
        raise DomainError(NOT_WHOLE)
    html = paper_html(draft_paper(draft, reader=by.name, today=timezone.localdate()))
    if not _one_at_a_time.acquire(blocking=False):
        raise DomainError(BUSY)
    try:
        return render_pdf(html, deadline=PATIENCE)
    finally:
        _one_at_a_time.release()


@handles(DRAW_COPY)
def draw_published_copy(*, copy_id: int, beat: Beat) -> dict[str, Any]:
    """Draw and store what the public will take away, public or not yet. The same words always give the same file."""
    published = copy_to_draw(copy_id)
    if published is None:
        raise DomainError(GONE)
    beat(5, "Reading the released words")
    html = paper_html(published_paper(published))
    content = render_pdf(
        html, deadline=DEADLINE, on_progress=lambda pages: beat(50, f"Laying out page {max(pages, 1)}")
    )
    beat(95, "Storing the file")
    default_storage.delete(published.pdf_name)
    default_storage.save(published.pdf_name, ContentFile(content))
    with default_storage.open(published.pdf_name) as stored:
        if hashlib.sha256(stored.read()).digest() != hashlib.sha256(content).digest():
            raise DomainError(NOT_READ_BACK)
    return {"copy": copy_id}
