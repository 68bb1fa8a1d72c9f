"""The themes of audits, and what they found."""

from collections.abc import Iterator

from audits.models import Audit
from partnership.principals import Principal
from partnership.themes import Finding, ThemeSource


def audits_found(principal: Principal) -> Iterator[Finding]:
    """Each audit names its theme; others may occur in what must improve. One query."""
    for audit in Audit.objects.visible_to(principal).order_by("pk"):
        on = audit.completed_on or audit.started_on
        names = (audit.theme,) if audit.theme else ()
        yield Finding(on.year if on else None, names, tuple(audit.areas_for_improvement), audit)


AUDITS = ThemeSource("audit", "audits", audits_found, 20)
