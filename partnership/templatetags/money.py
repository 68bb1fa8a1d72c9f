"""Amounts as records have them."""

from decimal import Decimal

from django import template

from partnership.formats import MISSING, money_words

register = template.Library()


@register.filter
def pounds(amount: Decimal | None) -> str:
    """£28,706.49; a dash where nothing is on record."""
    return money_words(amount, pence=True) if isinstance(amount, Decimal) else MISSING
