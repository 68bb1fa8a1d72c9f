"""In which inspections a theme occurs: they name none themselves, so their words are searched."""

from collections import defaultdict
from collections.abc import Iterator

from partnership.models import Inspection, Recommendation
from partnership.principals import Principal
from partnership.themes import Finding, ThemeSource


def inspections_found(principal: Principal) -> Iterator[Finding]:
    """Titles, summaries and recommendations of inspections. Two queries."""
    rows = Recommendation.objects.visible_to(principal).filter(plan__record__kind=Inspection.record_kind)
    recommended: dict[int, list[str]] = defaultdict(list)
    for record, text in rows.order_by("number").values_list("plan__record", "text"):
        recommended[record].append(text)
    for inspection in Inspection.objects.visible_to(principal).order_by("pk"):
        on = inspection.inspected_on or inspection.published_on
        texts = (inspection.title, inspection.summary, *recommended[inspection.pk])
        yield Finding(on.year if on else None, texts=texts, row=inspection)


INSPECTIONS = ThemeSource("inspection", "inspections", inspections_found, 30)
