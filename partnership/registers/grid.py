"""Many rows typed on one page, each with its version, so that the second of two editors loses nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.models import ModelChoiceField
from django.http import QueryDict

from partnership import faults
from partnership.registers.rows import neutral_name
from partnership.registers.values import field_of, words_of
from partnership.services.grids import Typed

MOST_ROWS = 500
NOT_STORED = frozenset({"row", "version", "taken_out"})


@dataclass(frozen=True)
class GridColumn:
    """A column: fields, or a text that every row has under `reads`."""

    title: str
    fields: tuple[str, ...] = ()
    reads: str = ""
    is_number: bool = False


class GridRow(forms.Form):
    """One row. `stored` is the row as it stands now; a new row has none."""

    row = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    taken_out = forms.BooleanField(required=False, label="Take out")

    #: A new row in which all of these are blank was not filled in; one that was not begun for the editor has `identity`
    #: to be blank as well.
    filled: ClassVar[tuple[str, ...]] = ()
    identity: ClassVar[tuple[str, ...]] = ()
    #: Fields that a row which is filled in needs, with the words that ask for them.
    needed: ClassVar[Mapping[str, str]] = {}
    rule: "ClassVar[staticmethod[[faults.Values], faults.Faults]]"

    def __init__(self, *args: Any, stored: Any = None, name: str = "", before: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored
        self.before = before
        self.name = name or (self.name_of(stored) if stored else "")
        #: What somebody else stored meanwhile, in words.
        self.theirs: list[str] = []
        for label, field in ((field.label, field) for field in self.fields.values()):
            field.widget.attrs["aria-label"] = f"{label}, {self.name or f'new row {self.prefix}'}"

    def name_of(self, stored: Any) -> str:
        return str(stored)

    # --- What was typed ----------------------------------------------------------------------------------------

    @property
    def names(self) -> list[str]:
        return [name for name in self.fields if name not in NOT_STORED]

    @property
    def is_blank(self) -> bool:
        """A new row that nobody filled in."""
        names = self.filled if self.name else (*self.filled, *self.identity)
        texts = (str(self.data.get(self.add_prefix(name), "")).strip() for name in names)
        return self.stored is None and not any(texts)

    @property
    def called(self) -> str:
        """Its name, or what was typed as such."""
        return self.name or next((str(value) for one in self.identity if (value := self.cleaned_data.get(one))), "")

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if self.is_blank or cleaned.get("taken_out"):
            self.errors.clear()
            return cleaned
        for name, words in self.needed.items():
            if name in self.fields and name not in self.errors and cleaned.get(name) in (None, ""):
                self.add_error(name, words)
        for name, sentence in type(self).rule({**_values(self.stored), **cleaned}):
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, sentence)
        return cleaned

    def touched(self, common: Mapping[str, Any]) -> dict[str, Any]:
        """The values that differ from what the editor read; of a new row all."""
        values = {**{name: self.cleaned_data[name] for name in self.names}, **common}
        if self.stored is None:
            return values
        read = self._as_read()
        return {name: value for name, value in values.items() if getattr(read, name) != value}

    def _as_read(self) -> Any:
        version = self.cleaned_data["version"]
        if version == self.stored.version:
            return self.stored
        return self.stored.history.filter(version=version).first() or self.stored

    @property
    def moved_on(self) -> bool:
        """Whether somebody stored the row since it was read."""
        return self.stored is not None and self.cleaned_data["version"] != self.stored.version

    def differences(self) -> list[str]:
        """What is stored where something else was typed, in words."""
        found = []
        for name in self.names:
            value = getattr(self.stored, name)
            if value != self.cleaned_data.get(name):
                words = words_of(field_of(type(self.stored), name), value)
                found.append(f"{self.fields[name].label}: {words or 'nothing'}")
        return found

    def cells(self, columns: Sequence[GridColumn]) -> Iterator[dict[str, Any]]:
        """What stands in each column: {title, fields, text, is_number}; a fixed name in place of its fields."""
        for column in columns:
            fields = [self[name] for name in column.fields if name in self.fields and not self[name].is_hidden]
            text = getattr(self, column.reads) if column.reads else "" if fields else self.name
            yield {"title": column.title, "fields": fields, "text": text, "is_number": column.is_number}


class Grid:
    """The rows of one page: those that are stored, those begun for the editor, and blank ones.

    `new` makes an unsaved row, `same` gives the lookups of what may exist only once, `common` are values that all
    rows share. It stands where a page expects its form.
    """

    def __init__(
        self,
        form: Callable[..., GridRow],
        *,
        stored: Sequence[Any],
        new: Callable[[], Any],
        same: Callable[[Mapping[str, Any]], Mapping[str, Any]],
        starts: Sequence[Mapping[str, Any]] = (),
        blanks: int = 3,
        common: Mapping[str, Any] | None = None,
        data: QueryDict | None = None,
    ) -> None:
        self.form, self.new, self.same = form, new, same
        self.stored = {row.pk: row for row in stored}
        self.common = common or {}
        self.data = data
        self.wrong: list[str] = []
        self.rows = self._unbound(starts, blanks) if data is None else self._bound(data)

    # --- Making rows -------------------------------------------------------------------------------------------

    def _unbound(self, starts: Sequence[Mapping[str, Any]], blanks: int) -> list[GridRow]:
        rows = [self._of_stored(row, number) for number, row in enumerate(self.stored.values())]
        rows += [
            self.form(prefix=str(number), initial=start, **_aside(start))
            for number, start in enumerate(starts, start=len(rows))
        ]
        return rows + [self.form(prefix=str(number)) for number in range(len(rows), len(rows) + blanks)]

    def _of_stored(self, row: Any, number: int) -> GridRow:
        form = self.form(prefix=str(number), stored=row)
        form.initial = {name: getattr(row, name) for name in form.names}
        form.initial |= {"row": row.pk, "version": row.version}
        return form

    def _bound(self, data: QueryDict) -> list[GridRow]:
        asked = str(data.get("rows", ""))
        count = min(int(asked) if asked.isdigit() else 0, MOST_ROWS)
        rows = []
        for number in range(count):
            pk = str(data.get(f"{number}-row", ""))
            stored = self.stored.get(int(pk)) if pk.isdigit() else None
            aside = {what: str(data.get(f"{number}-{what}", "")) for what in ("name", "before")}
            rows.append(self.form(data, prefix=str(number), stored=stored, **aside))
        return rows

    # --- Judging -----------------------------------------------------------------------------------------------

    def is_valid(self) -> bool:
        valid = not [row for row in self.rows if not row.is_valid()]
        seen: dict[Any, GridRow] = {}
        for row in self._typed_rows():
            key = tuple(self.same(self._whole(row)).items()) if not row.errors else None
            if key is not None and key in seen:
                row.add_error(None, f"“{row.called}” stands here twice. Leave one of the two blank")
                valid = False
            elif key is not None:
                seen[key] = row
        return valid and not self.wrong

    def _typed_rows(self) -> list[GridRow]:
        return [row for row in self.rows if not row.is_blank and not row.cleaned_data.get("taken_out")]

    def _whole(self, row: GridRow) -> dict[str, Any]:
        return {**_values(row.stored), **row.cleaned_data, **self.common}

    def add_error(self, sentence: str) -> None:
        """Something that is wrong with the rows together."""
        self.wrong.append(sentence)

    def typed(self) -> list[Typed]:
        """What the service is to write; only after `is_valid`."""
        found = []
        for row in self.rows:
            taken_out = row.cleaned_data.get("taken_out", False)
            if row.is_blank or (taken_out and row.stored is None):
                continue
            values = {} if taken_out else row.touched(self.common)
            if taken_out or values:
                same = {} if taken_out else self.same(self._whole(row))
                found.append(Typed(row.stored or self.new(), values, row.cleaned_data["version"] or 0, taken_out, same))
        return found

    def with_more(self, count: int) -> "Grid":
        """The same rows as they were typed, and blank ones after them."""
        data = self.data.copy() if self.data else QueryDict(mutable=True)
        data["rows"] = str(len(self.rows) + count)
        self.data, self.rows = data, self._bound(data)
        return self

    # --- Somebody saved first ----------------------------------------------------------------------------------

    def collide(self) -> bool:
        """Whether somebody saved first. Then both texts stand in the grid, and saving again takes what was typed."""
        twins = {tuple(self.same(_values(row)).items()): row for row in self.stored.values()}
        data = self.data.copy() if self.data else QueryDict(mutable=True)
        theirs: dict[Any, list[str]] = {}
        for row in self._typed_rows():
            gone = bool(row.cleaned_data["row"]) and row.stored is None
            if gone:
                data[row.add_prefix("row")] = ""
                theirs[row.prefix] = ["somebody took this row out; saving again puts it back"]
            elif row.stored is None and (twin := twins.get(tuple(self.same(self._whole(row)).items()))):
                row.stored = twin
                data[row.add_prefix("row")], data[row.add_prefix("version")] = str(twin.pk), str(twin.version)
                theirs[row.prefix] = row.differences()
            elif row.moved_on:
                self._merge(row, data, theirs)
        if theirs:
            self.data, self.rows = data, self._bound(data)
        for row in self.rows:
            row.theirs = theirs.get(row.prefix, [])
        return bool(theirs)

    def _merge(self, row: GridRow, data: QueryDict, theirs: dict[Any, list[str]]) -> None:
        if row.touched(self.common):
            theirs[row.prefix] = row.differences()
        else:  # nobody here typed anything, so what is stored now stands
            for name in row.names:
                value = row.fields[name].prepare_value(getattr(row.stored, name))
                data[row.add_prefix(name)] = "" if value is None else str(getattr(value, "pk", value))
        data[row.add_prefix("version")] = str(row.stored.version)

    # --- Where a page expects its form -------------------------------------------------------------------------

    @property
    def errors(self) -> bool:
        return bool(self.wrong) or any(row.is_bound and row.errors for row in self.rows)

    def non_field_errors(self) -> list[str]:
        return [*self.wrong, *(str(error) for row in self.rows if row.is_bound for error in row.non_field_errors())]

    def visible_fields(self) -> list[BoundField]:
        return [field for row in self.rows for field in row.visible_fields()]


def _values(row: Any) -> dict[str, Any]:
    """Of a stored row; the relations that a key or a rule asks for are loaded with it."""
    return {field.name: getattr(row, field.name) for field in row._meta.fields} if row else {}


def _aside(start: Mapping[str, Any]) -> dict[str, str]:
    return {"name": start.get("name", ""), "before": start.get("before", "")}


def scoped_choice(field: ModelChoiceField, rows: Any) -> None:
    """Offer only what may be seen, by the names that lists have."""
    field.queryset = rows
    field.label_from_instance = neutral_name  # type: ignore[assignment]  # as a subclass would
