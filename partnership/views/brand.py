"""The partnership's own colour on screen."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

#: One hour: a new colour is seen soon, and not asked for with every page.
KEPT_FOR = 3600


def brand(request: HttpRequest) -> HttpResponse:
    """A stylesheet, since the content security policy allows no style in a page. A check at start-up judges the colour."""
    colour = settings.PARTNERSHIP_BRAND
    rule = f":root {{ --brand: {colour}; --brand-tint: color-mix(in srgb, {colour} 9%, white); }}\n"
    return HttpResponse(rule, content_type="text/css", headers={"Cache-Control": f"public, max-age={KEPT_FOR}"})
