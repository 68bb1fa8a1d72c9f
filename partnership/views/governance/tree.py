"""The governance tree: which group reports to which, who chairs it, when it meets next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from partnership import registry
from partnership.selectors.governance import governance_tree
from partnership.showing import showing_of
from partnership.views.scoped import ScopedView


class GovernanceTree(ScopedView):
    """The groups of the partnership that is shown, or of all."""

    subject = "group"
    place = "directory"

    def get(self, request: HttpRequest) -> HttpResponse:
        showing = showing_of(request)
        boards = [showing.board] if showing.board else list(showing.boards)
        trees, ended = governance_tree(boards=boards, today=timezone.localdate(), principal=self.principal)
        places = [url for place, url in registry.places_for(self.principal) if place.key == self.place]
        crumbs = [{"title": "Directory", "url": url} for url in places]
        return render(
            request,
            "partnership/governance/tree.html",
            {"trees": trees, "ended": ended, "breadcrumbs": crumbs},
        )
