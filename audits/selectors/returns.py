"""Returns that an agency owes."""

from collections.abc import Iterator

from django.db.models import Count, Max, Q
from django.urls import reverse

from audits.enums import STANDARDS
from audits.models import Section11Return
from partnership.models import Agency
from partnership.period import Period, financial_year, period_words
from partnership.principals import Principal
from partnership.registry import ReturnDue


def section11_due(agency: Agency, principal: Principal) -> Iterator[ReturnDue]:
    """The latest round of section 11 as far as an agency that takes part has not answered it. Two queries.

    A year that had ended before the agency began, or began after it had ended, is not its to answer for.
    """
    returns = Section11Return.objects.visible_to(principal)
    round_of = returns.aggregate(year=Max("year"), own=Count("pk", filter=Q(agency=agency)))
    if not round_of["year"] or not (round_of["own"] or agency.statutory_partner):
        return
    year: str = round_of["year"]
    if not _existed(agency, financial_year(year)):
        return
    answered = returns.filter(year=year, agency=agency).values("standard").distinct().count()
    missing = len(STANDARDS) - answered
    if missing > 0:
        words = f"{missing} of {len(STANDARDS)} standards not answered yet"
        yield ReturnDue(f"Section 11, {period_words(year)}", words, reverse("audits:section-11-return-list"))


def _existed(agency: Agency, year: Period) -> bool:
    began = agency.active_from is None or agency.active_from <= year.end
    return began and (agency.active_to is None or agency.active_to >= year.start)
