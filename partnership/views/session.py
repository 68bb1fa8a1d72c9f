"""Staying signed in: asked for by the page that is about to lapse."""

from django.http import HttpRequest, JsonResponse

from partnership.views.scoped import SignedInView


class SessionStay(SignedInView):
    """Carries the session on, as every page does, and sends nothing of a page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse({"signed_in": True})
