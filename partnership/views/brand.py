"""The partnership's own colour on screen."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.generic import View

#: One hour: a new colour is seen soon, and not asked for with every page.
KEPT_FOR = 3600


class Brand(View):
    """A stylesheet, since the content security policy allows no style in a page. Public, as the colour is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        colour = settings.PARTNERSHIP_BRAND  # judged by a check at start-up
        rule = f":root {{ --brand: {colour}; --brand-tint: color-mix(in srgb, {colour} 9%, white); }}\n"
        return HttpResponse(rule, content_type="text/css", headers={"Cache-Control": f"public, max-age={KEPT_FOR}"})
