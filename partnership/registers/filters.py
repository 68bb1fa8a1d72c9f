"""Filters of a register: choices come from what the principal may see, never from the whole table."""

from typing import Any, ClassVar

import django_filters
from django.db.models import ForeignKey, ManyToManyField, QuerySet
from django.http import QueryDict
from django_filters.fields import ModelChoiceField

from partnership.models import Board
from partnership.on_behalf import principal_for
from partnership.registers.rows import neutral_name
from partnership.showing import showing_of


class NamedChoiceField(ModelChoiceField):
    """Names related rows as lists do."""

    def label_from_instance(self, row: Any) -> str:
        return neutral_name(row)


class ScopedChoiceFilter(django_filters.ModelChoiceFilter):
    """Offers the related rows that the principal may see."""

    field_class = NamedChoiceField

    def get_queryset(self, request: Any) -> QuerySet:
        return super().get_queryset(request).visible_to(principal_for(request))


class OfferedFilter(django_filters.ChoiceFilter):
    """Offers choices that are known only when somebody asks."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        raise NotImplementedError


class ValuesFilter(OfferedFilter):
    """Offers the values that stand in the rows that the principal may see, such as years."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        values = rows.order_by(self.field_name).values_list(self.field_name, flat=True).distinct()
        return [(value, value) for value in values if value]


class BoardFilter(OfferedFilter):
    """Offers the boards that the principal may see: the page has them already, for the line under the menu."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        return [(str(board.pk), board.name) for board in showing_of(request).boards]


#: What fields are called where one value of them is chosen.
_LABELS = {
    "board": "Partnership",
    "boards": "Partnership",
    "agencies": "Agency",
    "owner_agency": "Owner",
    "source_agency": "Source",
    "rag": "Rating",
    **dict.fromkeys(("audit_kind", "group_kind", "review_kind"), "Kind"),
}
_SCOPED = {
    "filter_class": ScopedChoiceFilter,
    "extra": lambda field: {"queryset": field.related_model._default_manager.all()},
}


class RegisterFilter(django_filters.FilterSet):
    """The filter panel of a list. `boxes` are the filters in force, as boxes that can be taken away.

    `defaults` hold until somebody chooses: a log begins with what is open, every list with the partnership shown.
    """

    defaults: ClassVar[dict[str, str]] = {}

    class Meta:
        filter_overrides = dict.fromkeys((ForeignKey, ManyToManyField), _SCOPED)

    @classmethod
    def filter_for_lookup(cls, field: Any, lookup_type: str) -> tuple[Any, dict[str, Any]]:
        found: tuple[Any, dict[str, Any]] = super().filter_for_lookup(field, lookup_type)
        return (BoardFilter, {}) if field.related_model is Board else found

    def __init__(self, data: QueryDict, *, request: Any, **kwargs: Any) -> None:
        if not set(data) & set(self.base_filters):
            data = data.copy()
            data.update({**self.defaults, **self._of_board(request)})
        super().__init__(data, request=request, **kwargs)
        for name, one in self.filters.items():
            if isinstance(one, OfferedFilter):
                one.extra["choices"] = one.offered(self.queryset, request)
            if isinstance(one, django_filters.ChoiceFilter):
                one.extra["empty_label"] = "All"
            one.label = _LABELS.get(name, one.label)

    def _of_board(self, request: Any) -> dict[str, str]:
        board = showing_of(request).board
        found = (name for name, one in self.base_filters.items() if isinstance(one, BoardFilter))
        return {name: str(board.pk) for name in found if board}

    @property
    def default_words(self) -> str:
        """What a list that nobody has narrowed shows of its rows, such as "open"."""
        return ", ".join(
            str(dict(self.form.fields[name].choices)[value]).lower() for name, value in self.defaults.items()
        )

    @property
    def cleared_url(self) -> str:
        """The address without any filter; one stands there blank, or the defaults would come back."""
        return f"?{next(iter(self.base_filters))}="

    @property
    def boxes(self) -> list[dict[str, str]]:
        """Words and the address without that filter, for each filter in force."""
        if not self.form.is_valid():
            return []
        return [self._box(name) for name, value in self.form.cleaned_data.items() if value not in (None, "")]

    def _box(self, name: str) -> dict[str, str]:
        field, value = self.form.fields[name], self.form.cleaned_data[name]
        rest = self.data.copy()
        rest.pop("page", None)
        rest[name] = ""  # left blank, not left out, or the defaults would come back
        words = dict(getattr(field, "choices", ())).get(value, value) if isinstance(value, str) else value
        return {"words": f"{field.label}: {words}", "remove_url": f"?{rest.urlencode()}"}


class RecordFilter(RegisterFilter):
    """Records are found by their words, too: in the reference, the title and what people wrote."""

    words = django_filters.CharFilter(label="Words", method="matching")

    def matching(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.matching(value)
