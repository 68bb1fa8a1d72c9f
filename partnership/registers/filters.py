"""Filters of a register: choices come from what the principal may see, never from the whole table."""

import re
from datetime import date
from typing import Any, ClassVar

import django_filters
from django.db.models import CharField, ForeignKey, Q, QuerySet, TextField, URLField
from django.db.models.fields.related import ManyToManyField
from django.http import QueryDict

from partnership.formats import date_words
from partnership.models import Board, Record
from partnership.models.maintained import Maintained
from partnership.on_behalf import principal_for
from partnership.policy import allows, subject_of
from partnership.registers.offered import offered_rows, remembered
from partnership.showing import showing_of

ARCHIVED = "archived"


class OfferedFilter(django_filters.ChoiceFilter):
    """Offers choices that are known only when somebody asks."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        raise NotImplementedError


class ScopedChoiceFilter(OfferedFilter):
    """Offers the related rows that the principal may see, named as lists name them."""

    def __init__(self, *args: Any, queryset: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.related: Any = queryset.model

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        return offered_rows(request, [self.related])[self.related]


class ValuesFilter(OfferedFilter):
    """Offers the values that stand in the rows that the principal may see, such as years."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        def read() -> list[tuple[str, str]]:
            values = rows.order_by(self.field_name).values_list(self.field_name, flat=True).distinct()
            return [(value, value) for value in values if value]

        return remembered(request, (rows.model, self.field_name), read)


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
    Rows are found by the words of all their texts; records that may be searched are those of a `RecordFilter`.
    """

    defaults: ClassVar[dict[str, str]] = {}

    words = django_filters.CharFilter(label="Words", method="matching")

    class Meta:
        filter_overrides = dict.fromkeys((ForeignKey, ManyToManyField), _SCOPED)

    @classmethod
    def filter_for_lookup(cls, field: Any, lookup_type: str) -> tuple[Any, dict[str, Any]]:
        found: tuple[Any, dict[str, Any]] = super().filter_for_lookup(field, lookup_type)
        return (BoardFilter, {}) if field.related_model is Board else found

    @classmethod
    def get_filters(cls) -> Any:
        """The words first; none where the rows are records that are not searched in their list."""
        found = super().get_filters()
        if "words" in found and cls._meta.model:
            words = found.pop("words")
            if issubclass(cls, RecordFilter) or not issubclass(cls._meta.model, Record):
                found = type(found)([("words", words), *found.items()])
        return found

    def __init__(self, data: QueryDict, *, request: Any, **kwargs: Any) -> None:
        if not set(data) & set(self.base_filters):
            data = data.copy()
            data.update({**self.defaults, **self._of_board(request)})
        super().__init__(data, request=request, **kwargs)
        self._add_archived()
        offered_rows(request, [one.related for one in self.filters.values() if isinstance(one, ScopedChoiceFilter)])
        for name, one in self.filters.items():
            if isinstance(one, OfferedFilter):
                one.extra["choices"] = one.offered(self.queryset, request)
            if isinstance(one, django_filters.ChoiceFilter):
                one.extra.setdefault("empty_label", "All")
            one.label = _LABELS.get(name, one.label)

    def _add_archived(self) -> None:
        """What is archived is for those who may bring it back; the list itself then reads those rows."""
        model = self.queryset.model
        if issubclass(model, Maintained) and allows(principal_for(self.request), "archive", subject_of(model)):
            choices = [("yes", "Only what is archived")]
            self.filters[ARCHIVED] = django_filters.ChoiceFilter(
                label="Archived", choices=choices, empty_label="Left out", method=lambda rows, name, value: rows
            )
            self.filters[ARCHIVED].parent = self
            self.filters[ARCHIVED].model = model

    def _of_board(self, request: Any) -> dict[str, str]:
        board = showing_of(request).board
        found = (name for name, one in self.base_filters.items() if isinstance(one, BoardFilter))
        return {name: str(board.pk) for name in found if board}

    def matching(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Rows in whose texts every word occurs, in capitals or not (SQLite's `icontains` knows ASCII alone)."""
        for word in value.split():
            found = Q(pk__in=[])
            for text in texts_of(queryset.model):
                found |= Q(**{f"{text}__iregex": re.escape(word)})
            queryset = queryset.filter(found)
        return queryset

    # --- What is in force --------------------------------------------------------------------------------------

    @property
    def default_words(self) -> str:
        """What a list that nobody has narrowed shows of its rows, such as "open"."""
        return ", ".join(
            str(dict(self.form.fields[name].choices)[value]).lower() for name, value in self.defaults.items()
        )

    @property
    def cleared_url(self) -> str:
        """The address without any filter; one stands there blank, or the defaults would come back."""
        return f"?{self.first_name}="

    @property
    def first_name(self) -> str:
        return next(iter(self.base_filters))

    @property
    def in_force(self) -> dict[str, str]:
        """What is chosen, as it stands in the address; blank choices are left out."""
        if not self.form.is_valid():
            return {}
        return {name: self.data[name] for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @property
    def words_in_force(self) -> list[str]:
        """The values chosen, in words."""
        return [self._words(name) for name in self.in_force]

    @property
    def boxes(self) -> list[dict[str, str]]:
        """Words and the address without that filter, for each filter in force."""
        return [self._box(name) for name in self.in_force]

    def _box(self, name: str) -> dict[str, str]:
        rest = self.data.copy()
        rest.pop("page", None)
        rest[name] = ""  # left blank, not left out, or the defaults would come back
        label = self.form.fields[name].label
        return {"words": f"{label}: {self._words(name)}", "remove_url": f"?{rest.urlencode()}"}

    def _words(self, name: str) -> str:
        field, value = self.form.fields[name], self.form.cleaned_data[name]
        words = dict(getattr(field, "choices", ())).get(value, value) if isinstance(value, str) else value
        return date_words(words) if isinstance(words, date) else str(words)


class RecordFilter(RegisterFilter):
    """Records are found by their words, too: in the reference, the title and what people wrote."""

    def matching(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.matching(value)


def texts_of(model: Any) -> list[str]:
    """The fields in which people wrote words."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not isinstance(field, URLField)
        and field.editable
        and not field.choices
        and not field.name.endswith("_key")
    ]
