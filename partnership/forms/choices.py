"""Choices among rows, from a browser that may send anything for a row's number."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceField, ModelMultipleChoiceField

from partnership.row_keys import is_beyond_keys


class OneRowField(ModelChoiceField):
    """One of the rows that are offered."""

    def clean(self, value: Any) -> Any:
        if is_beyond_keys(value):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return super().clean(value)


class SomeRowsField(ModelMultipleChoiceField):
    """Some of the rows that are offered."""

    def clean(self, value: Any) -> Any:
        for one in filter(is_beyond_keys, value or ()):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": one})
        return super().clean(value)
