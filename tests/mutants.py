"""A security control and its test: with the control on the test holds, with it off the test goes red.

A test with its control off must see the forbidden thing done, and not another refusal: `refuses` lets any other
refusal through, so that a mutant cannot go red for a wrong reason.
"""

import inspect
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from partnership.exceptions import DomainError

#: Where a control stands, its name there, and what takes its place.
Off = tuple[Any, str, Any]


def goes_red(holds: Callable[[], None], patch: pytest.MonkeyPatch, *off: Off) -> None:
    """`holds` passes while the control is on, and fails once it is off."""
    holds()
    for place, name, instead in off:
        patch.setattr(place, name, instead)
    with pytest.raises(AssertionError):
        holds()


def refuses(words: str, service: Callable[..., Any], /, **how: Any) -> None:
    """A service refuses with these words among others; AssertionError where it does what is asked."""
    try:
        service(**how)
    except DomainError as error:
        if words not in error.message:
            raise
        return
    raise AssertionError(f"done, and not refused: {words}")


def without(function: Any, condition: str, instead: str = "False", *more: tuple[str, str]) -> Any:
    """The function as it would be without one condition: for a control that has no name of its own to be patched.

    `more` takes away what else stands in the way, such as a constraint of the database.
    """
    source = textwrap.dedent(inspect.getsource(function))
    for was, becomes in ((condition, instead), *more):
        assert source.count(was) == 1, was
        source = source.replace(was, becomes)
    made: dict[str, Any] = {}
    exec(f"from __future__ import annotations\n{source}", vars(sys.modules[function.__module__]), made)
    return made[function.__name__]


def off(function: Any, condition: str, instead: str = "False", *more: tuple[str, str]) -> Off:
    """The same as a control that is taken away where the function stands."""
    return sys.modules[function.__module__], function.__name__, without(function, condition, instead, *more)


def nothing(*args: Any, **how: Any) -> None:
    """In place of a check that only raises."""


def yes(*args: Any, **how: Any) -> bool:
    """In place of a question."""
    return True


def no(*args: Any, **how: Any) -> bool:
    """In place of a question whose yes refuses."""
    return False
