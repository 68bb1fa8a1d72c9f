"""Numbers of rows as a browser sends them, which may be anything.

The databases refuse numbers beyond those that a key can have with an error, instead of finding nothing.
"""

from typing import Any

#: 10 to the power of 18, far beyond any row and within what a key's column holds.
_LONGEST = 18


def is_row_key(text: str) -> bool:
    """Whether these are the digits of a number that a row can have."""
    return text.isdecimal() and not is_beyond_keys(text)


def is_beyond_keys(value: Any) -> bool:
    """Whether this is a number, or its digits, that no row can have."""
    digits = str(value).strip().lstrip("-")
    return digits.isdecimal() and len(digits) > _LONGEST
