"""What must be right before the portal starts."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from reporting.theme import contrast

#: White words on the brand colour: WCAG 2.2, 1.4.6 (AAA).
LEAST_CONTRAST = 7.0
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@register
def check_brand(**_: Any) -> list[CheckMessage]:
    """The partnership's colour is a colour, and dark enough to print and show white words on."""
    brand = settings.PARTNERSHIP_BRAND
    if not _COLOUR.fullmatch(brand):
        return [Error(f"PARTNERSHIP_BRAND is {brand!r}.", hint="Six digits, such as #12414c.", id="reporting.E001")]
    reached = contrast(brand, "#ffffff")
    if reached >= LEAST_CONTRAST:
        return []
    hint = f"White on it reaches {reached:.1f}:1 and must reach {LEAST_CONTRAST:.0f}:1. Choose a darker colour."
    return [Error(f"PARTNERSHIP_BRAND {brand} is too light.", hint=hint, id="reporting.E002")]
