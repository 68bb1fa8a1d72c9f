"""What people type in a form: dates in words, lists a line each, money with its sign, yes or no."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnership import period

FIRST_YEAR, LAST_YEAR = 1900, 2100
#: Tried in this order. Day first, always; a year has four digits, or 1/2/69 would mean 1969 to one and 2069 to another.
_DATE_FORMATS = ("%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", re.IGNORECASE)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_SHORT_YEAR = re.compile(r"\d{1,2}([/.\-]\d{1,2}[/.\-]| [A-Za-z]+ )\d{2}")
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
PERIOD_HINT = "For example 2025-26, 2025-26 Q3, 2025, or 31/3/2026 for a day"
DATE_HINT = "For example 30/6/2026 or 30 June 2026"


def hinted(own: str, how: str) -> str:
    """The hint of a field: what its form says, then how to type it."""
    return f"{own}. {how}" if own else how


class UKDateField(forms.DateField):
    """A day, as people write it: 30/6/2026, 30 June 2026, 30.06.2026. Errors say what is wrong with it."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = hinted(kwargs.get("help_text", ""), DATE_HINT)
        super().__init__(**kwargs)
        self.widget.attrs.update({"class": "govuk-input--width-10", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return timezone.localtime(value).date()
        return value if isinstance(value, date) else parse_day(str(value))


def parse_day(text: str) -> date:
    """A typed day. ValidationError with a sentence that says what to type instead."""
    cleaned = _WEEKDAY.sub("", _ORDINAL.sub("", " ".join(text.split())))
    for form in _DATE_FORMATS:
        try:
            found = datetime.strptime(cleaned, form).date()
        except ValueError:
            continue
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValidationError(f"Type a year between {FIRST_YEAR} and {LAST_YEAR}")
        return found
    raise ValidationError(_what_is_wrong(cleaned))


def _what_is_wrong(text: str) -> str:
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        day, month, year = map(int, numbers.groups())
        if 1 <= month <= len(_MONTHS) and day:
            last = _last_day(year, month)
            return f"{_MONTHS[month - 1]} {year} has {last} days. Type {last}/{month}/{year} or another date"
    if _SHORT_YEAR.fullmatch(text):
        return "Type all four digits of the year, such as 30/6/2026"
    return "Type a date such as 30/6/2026 or 30 June 2026"


def _last_day(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date.resolution).day


class UKTimeField(forms.TimeField):
    """A time, as people write it: 2pm, 2.30pm, 14:30."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = hinted(kwargs.get("help_text", ""), "For example 2:30pm or 14:30")
        super().__init__(**kwargs)
        self.widget.attrs.update({"class": "govuk-input--width-5", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%-I:%M%p").lower() if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        text = str(value).replace(".", ":").replace(" ", "").upper()
        for form in ("%H:%M", "%I:%M%p", "%I%p"):
            try:
                return datetime.strptime(text, form).time()
            except ValueError:
                continue
        raise ValidationError("Type a time such as 2:30pm or 14:30")


class LinesField(forms.CharField):
    """A list of one-line texts, typed a line each."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = hinted(kwargs.get("help_text", ""), "One a line")
        for name in ("encoder", "decoder"):  # a model's list brings them along
            kwargs.pop(name, None)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("rows", 4)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return [line for text in lines if (line := " ".join(text.split()))]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class MoneyInputField(forms.DecimalField):
    """Pounds as people write them: £28,706.49, 28706.49, -7,000."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"max_digits": 12, "decimal_places": 2}
        super().__init__(**kwargs)
        self.widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})
        self.error_messages["invalid"] = "Type an amount in pounds, such as 28,706.49"

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").replace("−", "-").replace(" ", "")
        return super().to_python(value)


class YearInputField(forms.CharField):
    """A year such as 2026-27; 2026/27 and 2026–27 are understood."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = hinted(kwargs.get("help_text", ""), "For example 2026-27")
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "govuk-input--width-10"

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("–", "-")
        if text in self.empty_values:
            return text
        try:
            return period.parse_year(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class PeriodInputField(forms.CharField):
    """A period of an indicator, in any spelling of the workbook."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = hinted(kwargs.get("help_text", ""), PERIOD_HINT)
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "govuk-input--width-20"

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("–", "-")
        if text in self.empty_values:
            return text
        if _NUMBERS.fullmatch(text):
            return parse_day(text).isoformat()
        try:
            return period.canonical_period(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {
            "choices": [("", "Not known"), ("yes", "Yes"), ("no", "No")],
            "coerce": lambda value: value == "yes",
            "empty_value": None,
            "required": False,
        }
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)
