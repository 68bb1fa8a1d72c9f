"""What the list and the pages that arrange it for somebody have in common."""

from functools import cached_property

from django.http import QueryDict

from partnership import registry
from partnership.models.maintained import Maintained
from partnership.registers.base import RegisterView
from partnership.registers.filters import ARCHIVED, RegisterFilter
from partnership.selectors.own_lists import OwnList, own_list


class Listing(RegisterView):
    """A page about the rows of a register."""

    def filters(self, query: QueryDict) -> RegisterFilter:
        """The filter panel as a query fills it, over what the principal may see; what is archived only if asked for."""
        rows = self.rows()
        if query.get(ARCHIVED) and issubclass(self.register.model, Maintained):
            rows = rows.visible_to(self.principal, "archive").exclude(archived_at=None)
        else:
            rows = rows.visible_to(self.principal)
        return self.register.filterset(query, queryset=rows, request=self.request)

    @cached_property
    def is_own(self) -> bool:
        """Whether this is the list of a register, and not a special view of one: that has no pages of its own."""
        return registry.register_for(self.register.model) is self.register

    @cached_property
    def own(self) -> OwnList:
        return own_list(self.user, self.register.list_name) if self.is_own else OwnList((), None)
