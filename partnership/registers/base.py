"""What the pages of a register share."""

from typing import Any

from django.http import Http404

from partnership import registry
from partnership.models.maintained import Maintained
from partnership.registers.declaration import Register
from partnership.registers.rows import path_to_record
from partnership.views.traced import TracedView


class RegisterView(TracedView):
    """A page of a register: its subject is the register's."""

    register: Register = None  # type: ignore[assignment]  # as_view gives it

    @property
    def subject(self) -> str:  # type: ignore[override]  # the register knows it
        return self.register.subject

    @property
    def place(self) -> str:  # type: ignore[override]  # and this
        return self.register.place

    def rows(self) -> Any:
        """The register's rows with what every page reads along, not yet narrowed."""
        along = [*self.register.related, *filter(None, [path_to_record(self.register.model)])]
        rows = self.register.model._default_manager.prefetch_related(*self.register.prefetched)
        return rows.select_related(*along) if along else rows

    def load_archived(self, pk: int) -> Any:
        """A row that is archived, for those who may bring it back; 404 for everybody else."""
        if not issubclass(self.register.model, Maintained):
            raise Http404
        rows = self.rows().visible_to(self.principal, "archive").exclude(archived_at=None)
        row = rows.filter(pk=pk).first()
        if row is None:
            raise Http404
        return row

    def breadcrumbs(self, *, with_list: bool) -> list[dict[str, str]]:
        """The place in the menu, and the list on a row's page."""
        own = self.register.list_url
        places = [
            (place, url) for place, url in registry.places_for(self.principal) if place.key == self.register.place
        ]
        crumbs = [{"title": place.title, "url": url} for place, url in places if url != own]
        return [*crumbs, {"title": self.register.title, "url": own}] if with_list else crumbs
