"""Blocks to JSON and back, without loss.

A signed-off report is drawn only from its store, so what comes back must equal what went in:
decimals and dates keep their type, sequences come back as tuples.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, dataclass_transform

TYPE = "type"

Part = TypeVar("Part")
_types: dict[str, type] = {}


@dataclass(frozen=True)
class Block:
    """Anything a section puts on the page; one template in `reporting/blocks/` draws it."""


@dataclass_transform(frozen_default=True)
def stored(cls: type[Part]) -> type[Part]:
    """Make `cls` a frozen dataclass that may stand in a stored report, under its class name."""
    made = dataclass(frozen=True)(cls)
    register(made)
    return made


def register(cls: type) -> None:
    """Let a frozen dataclass of another package (a chart) stand in a stored report."""
    if _types.setdefault(cls.__name__, cls) is not cls:
        raise ValueError(f"two stored types are called {cls.__name__}")


def to_json(value: Any) -> Any:
    """The JSON form of a block, or of a sequence of blocks. TypeError for a type that is not stored."""
    match value:
        case None | bool() | str() | int():
            return value
        case Decimal():
            return {TYPE: "Decimal", "value": str(value)}
        case date():
            return {TYPE: "date", "value": value.isoformat()}
        case list() | tuple():
            return [to_json(item) for item in value]
    if is_dataclass(value) and type(value) is _types.get(type(value).__name__):
        named = {field.name: to_json(getattr(value, field.name)) for field in fields(value) if field.init}
        return {TYPE: type(value).__name__} | named
    raise TypeError(f"{type(value).__name__} cannot be stored in a report")


def from_json(data: Any) -> Any:
    """What `to_json` was given, with tuples for lists. KeyError for a type that this version does not know."""
    if isinstance(data, list):
        return tuple(from_json(item) for item in data)
    if not isinstance(data, dict):
        return data
    if data[TYPE] == "Decimal":
        return Decimal(data["value"])
    if data[TYPE] == "date":
        return date.fromisoformat(data["value"])
    named = {name: from_json(value) for name, value in data.items() if name != TYPE}
    return _types[data[TYPE]](**named)
