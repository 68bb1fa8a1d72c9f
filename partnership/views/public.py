"""What everybody may read, signed in or not: help, accessibility, privacy, whom to ask."""

from typing import Any

from django.views.generic import TemplateView

from partnership.models import Board
from partnership.principals import PUBLIC_REPORT


class PublicPage(TemplateView):
    """A page of fixed words, and how the boards can be reached: theirs are printed in every public report."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "boards": Board.objects.visible_to(PUBLIC_REPORT)}
