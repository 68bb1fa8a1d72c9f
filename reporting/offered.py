"""Which documents the pages of meetings and agencies offer, and to whom."""

from typing import Any

from partnership.principals import Principal
from partnership.registry import Document
from reporting.enums import DocumentKind
from reporting.selectors.documents import Asked, may_have


def _offered(kind: DocumentKind, url_name: str, *, confidential: bool = False) -> Document:
    def may(row: Any, principal: Principal) -> bool:
        return may_have(Asked(kind, row, confidential), principal)

    name = f"reporting:{url_name}-confidential" if confidential else f"reporting:{url_name}"
    title = f"{kind.label}, with confidential items" if confidential else str(kind.label)
    return Document(title, name, may)


MEETING_DOCUMENTS = tuple(
    _offered(kind, url_name, confidential=confidential)
    for confidential in (False, True)
    for kind, url_name in (
        (DocumentKind.AGENDA_PACK, "agenda-pack"),
        (DocumentKind.MINUTES_PDF, "minutes"),
        (DocumentKind.MINUTES_WORD, "minutes-word"),
    )
)
AGENCY_DOCUMENTS = (_offered(DocumentKind.AGENCY_SUMMARY, "agency-summary"),)
