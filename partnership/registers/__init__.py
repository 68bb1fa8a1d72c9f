"""The register toolkit: a kind of row is declared, and gets its list, its page, its place in the menu and its tests."""

from partnership.registers.declaration import Panel, Register
from partnership.registers.parts import Chip, Link

__all__ = ["Chip", "Link", "Panel", "Register"]
