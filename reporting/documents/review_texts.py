"""Texts of a review on paper: somebody's own copy of a draft, and the report that the public takes away."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone

from partnership.formats import date_words
from reporting.blocks import Block, Heading, Prose
from reporting.documents.paper import Paper, Part
from reporting.theme import Theme
from reporting.wording import bullets, facts
from reviews.models import ReviewText
from reviews.selectors.published import Published


def draft_paper(draft: ReviewText, *, reader: str, today: date) -> Paper:
    """A draft with its reader's name and the day above every page, so that a copy that strays tells whose it was."""
    mark = f"Copy for {reader}, {date_words(today)}. Draft {draft.number}. Restricted"
    kind, written_on = draft.get_kind_display(), timezone.localdate(draft.written_at)
    part = Part(
        title=f"{kind}, draft {draft.number}",
        caption=draft.review.reference,
        facts=facts(("Written on", date_words(written_on)), ("Mark of its words", draft.text_hash[:12])),
        notice=mark,
        blocks=(Prose(draft.text),),
    )
    return Paper(
        board_name=settings.PARTNERSHIP_NAME,
        name=f"{kind}, draft {draft.number}: {draft.review.reference}",
        header=mark,
        dated=written_on,
        parts=(part,),
        theme=Theme(settings.PARTNERSHIP_BRAND),
    )


def published_paper(published: Published) -> Paper:
    """The released words and what else is cleared; nobody's name stands in the file."""
    blocks: list[Block] = []
    if published.summary.strip():
        blocks += [Heading("In short"), Prose(published.summary)]
    if published.themes:
        blocks += [Heading("Themes"), Prose(bullets(published.themes))]
    blocks += [Heading("The report"), Prose(published.text)]
    publisher = ", ".join(published.boards) or settings.PARTNERSHIP_NAME
    part = Part(
        title=published.title,
        caption=published.kind.label,
        facts=facts(("Published on", date_words(published.published_on)), ("By", publisher)),
        blocks=tuple(blocks),
    )
    return Paper(
        board_name=publisher,
        name=published.title,
        header=published.kind.label,
        dated=published.published_on,
        parts=(part,),
        theme=Theme(settings.PARTNERSHIP_BRAND),
    )
