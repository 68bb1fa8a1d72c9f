"""What a cell of each type may hold, and how it is written again.

Source: the table "Types" of the workbook's rules. `parse_cell` takes what openpyxl found in a cell and `cell_value`
gives what the writer puts there; `parse_cell(cell_value(x))` is `x` for every value that the portal can store.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from partnership.period import canonical_period, parse_year
from partnership.workbook.columns import Column

Raw = str | int | float | bool | datetime | date | time | None
Value = str | int | bool | date | Decimal | list[str]
Written = str | int | date | Decimal | None


class Mark(Enum):
    """`CLEAR`, the cell `-`, empties a stored value where a blank cell would leave it."""

    CLEAR = "-"


CLEAR = Mark.CLEAR

TEXT_LIMIT = 32_767  # what one spreadsheet cell can hold
DIGITS = 15  # what a spreadsheet number can hold; more is noise of its binary form
DECIMALS = 6  # what the portal keeps of a figure, `FigureField`
INTEGER_LIMIT = 2**31

_CODE = re.compile(r"[\w./-]{1,40}")
_GROUPED = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_INTEGER = re.compile(rf"[-−]?{_GROUPED}(?:\.0+)?", re.ASCII)
_NUMBER = re.compile(rf"[-−]?(?:{_GROUPED}(?:\.\d+)?|\.\d+)", re.ASCII)
_MONEY = re.compile(rf"(?:[-−]£?|£[-−]?)?{_GROUPED}(?:\.\d+)?", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_DAY_FIRST_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199  # spreadsheets have no dates before 1900; beyond the other lies a slip of the keys
_ALIKE = re.compile(r"[\s_‐-―-]+")
# Unprintable, and what no spreadsheet file can hold; tabs and line breaks are text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HTML = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<[?!][a-z]", re.IGNORECASE)  # addresses in <> are none
_validate_url = URLValidator(schemes=["http", "https"])


class CellError(ValueError):
    """A cell that its column cannot take; the text says what was expected."""


def parse_cell(column: Column, raw: Raw) -> Value | Mark | None:
    """Return the value of a cell, None for a blank one, CLEAR for `-`; raise CellError with what was expected."""
    if isinstance(raw, str):
        raw = clean_text(raw)
    if raw is None or raw == "":
        return None
    if raw == CLEAR.value:
        return CLEAR
    return _PARSERS[column.kind](column, raw)


def cell_value(column: Column, value: Value | None) -> Written:
    """Return what the writer puts into the cell of a stored value; None for a blank one."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(value)
    return value


def clean_text(text: str) -> str:
    """Return a text with plain line breaks and nothing around it; raise CellError where it holds control characters."""
    text = _ESCAPE.sub(_unescaped, text) if "_x" in text else text
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if _CONTROL.search(text):
        raise CellError("text without control characters")
    if len(text) > TEXT_LIMIT:
        raise CellError(f"at most {TEXT_LIMIT:,} characters")
    return text


def without_control(text: str) -> str:
    """Return a text without the characters that no spreadsheet file can hold."""
    return _CONTROL.sub("", text)


def _unescaped(match: re.Match[str]) -> str:
    # Spreadsheets write control characters, and the underscore of a text that looks like one, as _x000D_.
    character = chr(int(match[1], 16))
    return character if character in "_\n\r\t" or _CONTROL.match(character) else match[0]


def _plain(raw: Raw, expected: str) -> str:
    """Return the text of a cell, which may be a number but not a date: that is what spreadsheets make of `1/2`."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return format(_decimal(raw, expected), "f")
    raise CellError(expected)


def _decimal(raw: int | float, expected: str) -> Decimal:
    number = Decimal(format(raw, f".{DIGITS}g")) if isinstance(raw, float) else Decimal(raw)
    if not number.is_finite() or abs(number) >= 10**DIGITS:
        raise CellError(expected)
    return trimmed(number)


def trimmed(number: Decimal) -> Decimal:
    """Return a number without the zeros that its storage adds."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _number_of(raw: Raw, pattern: re.Pattern[str], expected: str) -> Decimal:
    if isinstance(raw, str):
        digits = re.sub(r"\s", "", raw)
        if pattern.fullmatch(digits):
            return Decimal(digits.replace(",", "").replace("£", "").replace("−", "-"))
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _decimal(raw, expected)
    raise CellError(expected)


def _text(column: Column, raw: Raw) -> str:
    expected = "one line of text"
    text = _plain(raw, expected)
    if "\n" in text:
        raise CellError(expected)
    return text


def _code(column: Column, raw: Raw) -> str:
    expected = "a code of up to 40 letters, digits and - _ . /"
    code = _plain(raw, expected)
    if not _CODE.fullmatch(code):
        raise CellError(expected)
    return code


def _markdown(column: Column, raw: Raw) -> str:
    text = _plain(raw, "text")
    if _HTML.search(text):
        raise CellError("text without HTML")
    return text


def _list(column: Column, raw: Raw) -> list[str]:
    values = [
        value for part in re.split("[;\n]", _plain(raw, "values parted by ; or line breaks")) if (value := part.strip())
    ]
    if not values:
        raise CellError("values parted by ; or line breaks")
    return values


def _date(column: Column, raw: Raw) -> date:
    expected = "a date such as 31/03/2018, the day first"
    if isinstance(raw, datetime):
        if raw.time() != time.min:
            raise CellError("a date without a time of day")
        raw = raw.date()
    elif isinstance(raw, str):
        raw = _date_of_text(raw, expected)
    if not isinstance(raw, date) or not _FIRST_YEAR <= raw.year <= _LAST_YEAR:
        raise CellError(expected)
    return raw


def _date_of_text(text: str, expected: str) -> date:
    if iso := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, iso.groups())
    elif day_first := _DAY_FIRST_DATE.fullmatch(text):
        day, month, year = map(int, day_first.groups())
    else:
        raise CellError(expected)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise CellError("a day of the calendar, such as 31/03/2018, the day first") from error


def _boolean(column: Column, raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.casefold() in {"yes", "no"}:
        return raw.casefold() == "yes"
    raise CellError("yes or no")


def _integer(column: Column, raw: Raw) -> int:
    expected = "a whole number"
    number = _number_of(raw, _INTEGER, expected)
    if number != number.to_integral_value() or abs(number) >= INTEGER_LIMIT:
        raise CellError(expected)
    return int(number)


def _number(column: Column, raw: Raw) -> Decimal:
    expected = "a number such as 1,234.5"
    number = _number_of(raw, _NUMBER, expected)
    if abs(number) >= 10 ** (DIGITS - DECIMALS):
        raise CellError(expected)
    return trimmed(number.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP))


def _money(column: Column, raw: Raw) -> Decimal:
    expected = "pounds and pence such as £28,706.49"
    pounds = _number_of(raw, _MONEY, expected)
    if abs(pounds) >= 10**10 or pounds != pounds.quantize(Decimal("0.01")):
        raise CellError(expected)
    return pounds.quantize(Decimal("0.01"))


def _year(column: Column, raw: Raw) -> str:
    expected = "a year such as 2017-18"
    return _canonical(parse_year, _plain(raw, expected), expected)


def _period(column: Column, raw: Raw) -> str:
    expected = "a period such as 2017-18, 2017-18 Q3, 2018-03-31, 2017 or 2016-04-01..2016-08-31"
    if isinstance(raw, (date, datetime)):
        return _date(column, raw).isoformat()
    return _canonical(canonical_period, _plain(raw, expected), expected)


def _canonical(rule: Callable[[str], str], text: str, expected: str) -> str:
    try:
        return rule(text)
    except ValueError as error:
        raise CellError(expected) from error


def _choice(column: Column, raw: Raw) -> str:
    text = ("yes" if raw else "no") if isinstance(raw, bool) else raw
    if isinstance(text, str):
        for choice in column.choices:
            if alike(choice) == alike(text):
                return choice
    raise CellError(f"one of {', '.join(column.choices)}")


def alike(text: str) -> str:
    """Return a choice without what the workbook does not tell apart: case, spaces, `-` and `_`."""
    return _ALIKE.sub("_", text.casefold())


def _email(column: Column, raw: Raw) -> str:
    return _checked(validate_email, raw, "an e-mail address such as name@example.org")


def _url(column: Column, raw: Raw) -> str:
    return _checked(_validate_url, raw, "a web address such as https://www.example.org")


def _checked(validate: Callable[[str], None], raw: Raw, expected: str) -> str:
    try:
        validate(raw if isinstance(raw, str) else "")
    except ValidationError as error:
        raise CellError(expected) from error
    return str(raw)


_PARSERS: dict[str, Callable[[Column, Raw], Value]] = {
    "boolean": _boolean,
    "choice": _choice,
    "code": _code,
    "date": _date,
    "email": _email,
    "integer": _integer,
    "list": _list,
    "markdown": _markdown,
    "money": _money,
    "number": _number,
    "period": _period,
    "text": _text,
    "url": _url,
    "year": _year,
}
