"""The form of a register: what a person types, checked and worded; a service writes it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Q
from django.forms.models import ModelChoiceField, ModelMultipleChoiceField, construct_instance

from partnership.formats import capital
from partnership.forms.choices import OneRowField, SomeRowsField
from partnership.forms.identifying import AsksAboutNames
from partnership.models import Record
from partnership.models.fields import MoneyField, PeriodField, TextListField, YearField, fill_keys, shadow_keys
from partnership.principals import Principal
from partnership.registers.fields import (
    LinesField,
    MoneyInputField,
    PeriodInputField,
    UKDateField,
    UKTimeField,
    YearInputField,
    YesNoField,
)
from partnership.registers.rows import neutral_name

_FIELDS: tuple[tuple[type[models.Field], type[forms.Field]], ...] = (
    (MoneyField, MoneyInputField),
    (YearField, YearInputField),
    (PeriodField, PeriodInputField),
    (models.DateField, UKDateField),
    (models.TimeField, UKTimeField),
)
_AS_IT_IS = "As it is now"


def form_field(field: Any, **kwargs: Any) -> Any:
    """The form's field for a model's field, in the portal's manner."""
    if isinstance(field, models.BooleanField) and field.null:
        return YesNoField(label=kwargs.get("label") or capital(str(field.verbose_name)))
    if isinstance(field, TextListField):
        return models.Field.formfield(field, form_class=LinesField, **kwargs)  # past JSON's own, which wants its codecs
    for kind, typed in _FIELDS:
        if isinstance(field, kind):
            return field.formfield(form_class=typed, **kwargs)
    if isinstance(field, models.URLField):
        return field.formfield(assume_scheme="https", **kwargs)
    if isinstance(field, models.ManyToManyField):
        return field.formfield(form_class=NamedMultipleField, widget=forms.CheckboxSelectMultiple, **kwargs)
    if isinstance(field, models.ForeignKey):
        return field.formfield(form_class=NamedField, **kwargs)
    return field.formfield(**kwargs)


class NamedField(OneRowField):
    """Names related rows as lists do; what stands there and is not shown to the person stays unnamed."""

    unnamed: Any = None

    def label_from_instance(self, row: Any) -> str:
        return _AS_IT_IS if row.pk == self.unnamed else neutral_name(row)


class NamedMultipleField(SomeRowsField):
    """Names related rows as lists do."""

    def label_from_instance(self, row: Any) -> str:
        return neutral_name(row)


class RegisterForm(AsksAboutNames, forms.ModelForm):
    """A row as a person creates or changes it. It validates and never saves: `values` goes to a service.

    Choices are what the principal may see. `version` travels along, so that the second of two editors is told.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        formfield_callback = form_field

    def __init__(self, *args: Any, principal: Principal, without: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, principal=principal, **kwargs)
        for name in without:
            self.fields.pop(name, None)
        if self.instance.pk is None:
            del self.fields["version"]
        else:
            self.initial["version"] = self.instance.version
        #: Related rows that stay although the person cannot see them.
        self._unseen: dict[str, list[Any]] = {}
        for name, field in self.fields.items():
            self._scope(name, field)
            self._word(field)

    def values(self) -> dict[str, Any]:
        """What is to be written, by attribute; only after `is_valid`."""
        names = [name for name in self.fields if name in self.cleaned_data and name != "version"]
        return {
            name: [*self.cleaned_data[name], *self._unseen[name]] if name in self._unseen else self.cleaned_data[name]
            for name in names
            if self._is_of_model(name)
        }

    # --- Choices -----------------------------------------------------------------------------------------------

    def _scope(self, name: str, field: forms.Field) -> None:
        if not isinstance(field, ModelChoiceField) or field.queryset is None:
            return
        every: Any = field.queryset
        visible = every.visible_to(self.principal)
        if isinstance(field, ModelMultipleChoiceField):
            if self.instance.pk:
                current = getattr(self.instance, name).all()
                self._unseen[name] = list(current.exclude(pk__in=visible.values("pk")))
        elif (
            isinstance(field, NamedField)
            and (current := getattr(self.instance, f"{name}_id", None))
            and not visible.filter(pk=current).exists()
        ):
            field.unnamed = current
            visible = every.filter(Q(pk__in=visible.values("pk")) | Q(pk=current))
        field.queryset = visible

    # --- Words -------------------------------------------------------------------------------------------------

    def _word(self, field: forms.Field) -> None:
        label = str(field.label or "")
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 4
            field.widget.attrs["data-draft"] = ""
        if isinstance(field, UKDateField):
            field.error_messages["required"] = f"Type a date for “{label}”"
        elif isinstance(field, forms.ChoiceField):
            field.error_messages["required"] = f"Choose the {_lower(label)}"
            field.error_messages["invalid_choice"] = f"Choose the {_lower(label)} from the list"
            _word_the_blank(field)
        else:
            field.error_messages["required"] = f"Type the {_lower(label)}"
        if not field.required and label and not isinstance(field, YesNoField | forms.BooleanField):
            field.label = f"{label} ({'if known' if isinstance(field, UKDateField) else 'if any'})"

    # --- What the row's model says against it ------------------------------------------------------------------

    def _get_validation_exclusions(self) -> set[str]:
        # The casefolded shadows are what is unique, so they are checked with the fields that they shadow.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own, untyped
        return excluded - {key for name, key in shadow_keys(self.instance).items() if name in self.fields}

    def _post_clean(self) -> None:
        construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        fill_keys(self.instance)
        super()._post_clean()  # type: ignore[misc]  # Django's own, untyped
        if isinstance(self.instance, Record) and not self.errors:
            self._check_key(self.instance)

    def _check_key(self, record: Record) -> None:
        """Two records of a kind cannot have one key; said here, before the database says it."""
        boards = record.inherited_boards()
        chosen = self.cleaned_data.get("boards")
        if boards is None:
            boards = list(chosen if chosen is not None else record.boards.all() if record.pk else [])
        if record.key_sources and not boards:
            return
        key = record.natural_key(sorted(boards, key=lambda board: board.code_key)).casefold()
        if key and Record.objects.filter(kind=record.record_kind, key=key).exclude(pk=record.pk).exists():
            field = next((name for name in ("reference", "title", "held_on") if name in self.fields), None)
            self.add_error(field, f"There is another one with this {_lower(self.plain_label(field))}. Choose a new one")

    def _update_errors(self, errors: Any) -> None:
        if hasattr(errors, "error_dict"):
            errors = ValidationError(self._worded(errors.error_dict))
        super()._update_errors(errors)  # type: ignore[misc]  # Django's own, untyped

    def _worded(self, found: dict[str, list[ValidationError]]) -> dict[str, list[Any]]:
        shadowed = {key: name for name, key in shadow_keys(self.instance).items()}
        worded: dict[str, list[Any]] = {}
        for name, errors in found.items():
            field = shadowed.get(name, name)
            taken = f"There is another one with this {_lower(self.plain_label(field))}. Choose a new one"
            for error in errors:
                if error.code in {"unique", "unique_together"} or "is violated" in str(error.message):
                    error = ValidationError(taken if name != NON_FIELD_ERRORS else _of_constraint(error))
                worded.setdefault(field if field in self.fields else NON_FIELD_ERRORS, []).append(error)
        return worded

    def plain_label(self, name: str | None) -> str:
        """A field's label without the words for what is optional."""
        label = str(self.fields[name].label) if name in self.fields else "name"
        return label.removesuffix(" (if any)").removesuffix(" (if known)")

    def _is_of_model(self, name: str) -> bool:
        return any(field.name == name for field in [*self.instance._meta.fields, *self.instance._meta.many_to_many])


def _word_the_blank(field: forms.ChoiceField) -> None:
    """What stands where nothing is chosen, in place of a row of dashes."""
    blank = "Choose" if field.required else "None"
    if isinstance(field, ModelChoiceField):
        field.empty_label = blank if field.empty_label is not None else None
    elif isinstance(field.widget, forms.Select):
        choices: Any = field.choices
        field.choices = [(value, words if value else blank) for value, words in choices]


def _of_constraint(error: ValidationError) -> str:
    """What a rule of the database means, in words; a form that knows better says so in its own `clean`."""
    if "in_order" in str(error.message):
        return "The first date comes after the last. Change one of them"
    return "There is another row that says the same. Change one of the two"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
