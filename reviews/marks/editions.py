"""Chips of law and guidance."""

from typing import Any, Final

from partnership.registers import Chip

NOT_COMPARED: Final = "Not yet compared with the published text"


def checked_mark(row: Any) -> Chip:
    """Whether a person has laid a rule beside the published text; before that nobody may call it the law."""
    return Chip("blue", "Compared with the published text") if row.checked else Chip("grey", NOT_COMPARED)


def checked_cell(row: Any) -> Chip:
    """The same in a column that is headed by what it was compared with."""
    return Chip("blue", "Compared") if row.checked else Chip("grey", "Not yet compared")
