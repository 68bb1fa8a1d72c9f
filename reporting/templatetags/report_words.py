"""Words about reports on the portal's pages."""

from django import template

from partnership.period import period_words

register = template.Library()


@register.filter
def year_words(year: str) -> str:
    """2017–18"""
    return period_words(year)
