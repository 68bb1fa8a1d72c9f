"""Colours and font of a drawing. Each colour that carries text reaches 4.5:1 on white."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """`strong` to `pale` are four steps of one brand colour; `second` and `third` set comparators apart."""

    font: str
    ink: str
    grey: str
    rule: str
    strong: str
    medium: str
    soft: str
    pale: str
    second: str
    third: str


PRINT = Theme(
    font="Source Sans 3, sans-serif",
    ink="#211A24",
    grey="#564D5B",
    rule="#E6E1E8",
    strong="#4B1D52",
    medium="#74407C",
    soft="#9E7CA7",
    pale="#EADFEC",
    second="#564D5B",
    third="#80612A",
)
SCREEN = Theme(
    font="arial, sans-serif",
    ink="#0b0c0c",
    grey="#484949",
    rule="#c8cdd0",
    strong="#12414c",
    medium="#346672",
    soft="#7a9ea7",
    pale="#e9f1f2",
    second="#5f6a70",
    third="#a35c00",
)
