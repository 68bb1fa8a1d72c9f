"""Filters of a register: choices come from what the principal may see, never from the whole table."""

from typing import Any, ClassVar

import django_filters
from django.db.models import ForeignKey, ManyToManyField, QuerySet
from django.http import QueryDict
from django_filters.fields import ModelChoiceField

from partnership.on_behalf import principal_for
from partnership.registers.rows import neutral_name


class NamedChoiceField(ModelChoiceField):
    """Names related rows as lists do."""

    def label_from_instance(self, row: Any) -> str:
        return neutral_name(row)


class ScopedChoiceFilter(django_filters.ModelChoiceFilter):
    """Offers the related rows that the principal may see."""

    field_class = NamedChoiceField

    def get_queryset(self, request: Any) -> QuerySet:
        return super().get_queryset(request).visible_to(principal_for(request))


class ValuesFilter(django_filters.ChoiceFilter):
    """Offers the values that stand in the rows that the principal may see, such as years."""


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

    `defaults` hold until somebody chooses: a log begins with what is open.
    """

    defaults: ClassVar[dict[str, str]] = {}

    class Meta:
        filter_overrides = dict.fromkeys((ForeignKey, ManyToManyField), _SCOPED)

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        if not set(data) & set(self.base_filters):
            data = data.copy()
            data.update(self.defaults)
        super().__init__(data, **kwargs)
        for name, one in self.filters.items():
            if isinstance(one, ValuesFilter):
                values = self.queryset.order_by(one.field_name).values_list(one.field_name, flat=True).distinct()
                one.extra["choices"] = [(value, value) for value in values if value]
            if isinstance(one, django_filters.ChoiceFilter):
                one.extra["empty_label"] = "All"
            one.label = _LABELS.get(name, one.label)

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
