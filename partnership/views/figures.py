"""Figures that lead to their list: both are made by the same filter, so that they agree."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from partnership import registry
from partnership.on_behalf import principal_for


@dataclass(frozen=True)
class Figure:
    """How many rows a list shows, and its address."""

    count: int
    url: str

    def of(self, noun: str) -> str:
        """Such as "1 action" or "14 actions"."""
        return f"{self.count:,} {noun}{'' if self.count == 1 else 's'}"


def listed_rows(request: HttpRequest, model: type[Model], **chosen: object) -> tuple[QuerySet, str]:
    """The rows of a model's list under the filters that are chosen, and its address."""
    register, query = registry.register_for(model), urlencode(chosen)
    if register is None:
        raise LookupError(f"{model.__name__} has no list")
    rows = model._default_manager.visible_to(principal_for(request))  # type: ignore[attr-defined]  # every listed model is scoped
    found = register.filterset(QueryDict(query), queryset=rows, request=request).qs
    return found, f"{register.list_url}?{query}"


def listed(request: HttpRequest, model: type[Model], **chosen: object) -> Figure:
    """The figure of a model's list under the filters that are chosen."""
    rows, url = listed_rows(request, model, **chosen)
    return Figure(rows.count(), url)
