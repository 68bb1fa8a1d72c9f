"""Which documents the pages of meetings and agencies offer, and to whom."""

from typing import Any

from django.urls import reverse

from partnership.models import Agency
from partnership.principals import Principal
from reporting.enums import DocumentKind
from reporting.selectors.documents import Asked, may_have
from reviews.models import ReviewText

URL_NAMES = {
    DocumentKind.AGENDA_PACK: "agenda-pack",
    DocumentKind.MINUTES_PDF: "minutes",
    DocumentKind.MINUTES_WORD: "minutes-word",
    DocumentKind.AGENCY_SUMMARY: "agency-summary",
}


def documents_of(row: Any, principal: Principal) -> list[tuple[str, str]]:
    """Titles and addresses; whoever may have one copy of a meeting may have all of that class."""
    of_agency = isinstance(row, Agency)
    kinds = [kind for kind in DocumentKind if (kind == DocumentKind.AGENCY_SUMMARY) == of_agency]
    found = []
    for confidential in (False,) if of_agency else (False, True):
        if may_have(Asked(kinds[0], row, confidential), principal):
            asked = [Asked(kind, row, confidential) for kind in kinds]
            found += [(one.title, reverse(address_of(one), args=[row.pk])) for one in asked]
    return found


def address_of(asked: Asked) -> str:
    """The name of the address of a document's page."""
    return f"reporting:{URL_NAMES[asked.kind]}" + ("-confidential" if asked.confidential else "")


def documents_of_draft(draft: ReviewText, principal: Principal) -> list[tuple[str, str]]:
    """What everybody who reads a draft of a review may take away: a copy of their own."""
    return [(f"Draft {draft.number} (PDF)", reverse("reporting:review-draft", args=[draft.pk]))]
