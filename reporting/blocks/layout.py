"""Blocks that arrange others on the page, open a priority, or show how the partnership is organised."""

from __future__ import annotations

import re

from .codec import Block, stored
from .figures import Headline
from .marks import Chip

SHORT_STATEMENT = 500  # characters
_NUMERAL = re.compile(r"[0-9A-Za-z]{1,3}")


@stored
class SideBox:
    """A titled note in the side column: how we know, who receives it, law, actions, linked indicators."""

    title: str
    blocks: tuple[Block, ...]


@stored
class Columns(Block):
    """Text of 116 mm with a side column of 42 mm. It is read in that order."""

    main: tuple[Block, ...]
    side: tuple[SideBox, ...] = ()


@stored
class PriorityOpener(Block):
    """The full-width band that starts a priority's page."""

    number: str
    title: str
    chip: Chip | None = None
    lead: str = ""
    plan: str = ""
    reason_label: str = ""  # "Why at risk"
    reason: str = ""

    @property
    def numeral(self) -> str:
        """The number where it is short enough to stand large in the band."""
        return self.number if _NUMERAL.fullmatch(self.number) else ""


@stored
class Statement(Block):
    """What one agency or group says of its year: own page, two columns, its figures on top, who signed beneath."""

    title: str
    markdown: str
    headlines: tuple[Headline, ...] = ()
    credit: str = ""

    @property
    def short(self) -> bool:
        """Too few words for two columns."""
        return len(self.markdown) < SHORT_STATEMENT


@stored
class TreeBox:
    """A body in the structure chart. `temporary` draws it dashed; `below` are the groups that report to it."""

    name: str
    detail: str = ""
    note: str = ""
    temporary: bool = False
    below: tuple[TreeBox, ...] = ()


@stored
class Tree(Block):
    """Who reports to whom: partners, then the spine (board, executive), then groups in three hanging columns."""

    caption: str
    spine: tuple[TreeBox, ...]
    groups: tuple[TreeBox, ...]
    partners: tuple[TreeBox, ...] = ()
    works_with: tuple[str, ...] = ()
    note: str = ""
