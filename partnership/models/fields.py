"""Field types and constraint helpers shared by every app's models."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partnership import period

ONE_LINE = 300


class YearField(models.CharField):
    """A year such as `2017-18`, stored in its canonical spelling."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 7
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        _check(period.parse_year, value)


class PeriodField(models.CharField):
    """A period of an indicator, in the canonical spelling of the workbook (partnership/period.py)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 40
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        _check(period.canonical_period, value)


class MoneyField(models.DecimalField):
    """Pounds, exact to the penny."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_digits=12, decimal_places=2)
        super().__init__(*args, **kwargs)


class FigureField(models.DecimalField):
    """A number as the partnership typed it; up to six decimals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_digits=20, decimal_places=6)
        super().__init__(*args, **kwargs)


class TextListField(models.JSONField):
    """A list of one-line texts in their order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(default=list, blank=True)
        super().__init__(*args, **kwargs)


class ScoreField(models.PositiveSmallIntegerField):
    """Likelihood or impact, 1 to 5."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["validators"] = [MinValueValidator(1), MaxValueValidator(5)]
        super().__init__(*args, **kwargs)


def _check(parse: Any, value: str) -> None:
    try:
        parse(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def code_field() -> models.CharField:
    """A code as the partnership spells it; compared by its casefolded shadow `code_key`."""
    return models.CharField(max_length=40)


def key_field(*, max_length: int = ONE_LINE, unique: bool = False) -> models.CharField:
    """A casefolded shadow column: `Lower()` and `icontains` are ASCII-only on SQLite."""
    return models.CharField(max_length=max_length, editable=False, unique=unique)


def shadow_keys(model: Any) -> dict[str, str]:
    """The casefolded shadow columns of a model, by the field that each shadows."""
    names = [field.name for field in model._meta.concrete_fields if field.name.endswith("_key") and not field.editable]
    return {name.removesuffix("_key"): name for name in names}


def fill_keys(row: Any) -> None:
    """Fill the casefolded shadows, for those who need them before `save` does it."""
    for name, key in shadow_keys(row).items():
        setattr(row, key, getattr(row, name).casefold())


def unique_with_blanks(name: str, fixed: Sequence[str], optional: Sequence[str]) -> list[models.BaseConstraint]:
    """Unique constraints in which a missing optional field counts as a value.

    SQL takes two NULLs for different and SQLite cannot be told otherwise, so there is one conditional
    constraint for each combination of present and missing.
    """
    constraints: list[models.BaseConstraint] = []
    for present in _subsets(optional):
        condition = models.Q(*[(f"{field}__isnull", field not in present) for field in optional])
        suffix = "_".join(present) or "none"
        constraints.append(
            models.UniqueConstraint(fields=[*fixed, *present], condition=condition, name=f"{name}_{suffix}")
        )
    return constraints


def in_choices(
    field: str, choices: type[models.TextChoices], name: str, *, blank: bool = False
) -> models.CheckConstraint:
    """The database refuses a choice that the code does not know."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [*choices.values, *([""] if blank else [])]}), name=name
    )


def in_range(field: str, low: int, high: int, name: str) -> models.CheckConstraint:
    """A number between two bounds, or none where the field may be empty."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__range": (low, high)}), name=name)


def in_order(first: str, last: str, name: str) -> models.CheckConstraint:
    """The first date is not after the last; either may be unknown."""
    return models.CheckConstraint(condition=models.Q(**{f"{first}__lte": models.F(last)}), name=name)


def _subsets(names: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return itertools.chain.from_iterable(itertools.combinations(names, size) for size in range(len(names) + 1))
