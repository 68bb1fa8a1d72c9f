"""A section of the report: one class in one file of `reporting/sections/`, found by itself."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, ClassVar

from django.utils import timezone

from partnership.disclosure import Edition

from .blocks import Block
from .enums import ReportKind


@dataclass(frozen=True)
class ReportPeriod:
    """What a report is about: a board's reporting year, `start` and `end` both within it, read as `principal`.

    Sections put into `releases` what they release of small numbers, by its subject, to be kept when the report is.
    """

    board: Any
    label: str  # "2017-18"
    start: date
    end: date
    principal: Any
    releases: dict[str, Edition] = field(default_factory=dict, compare=False, repr=False)

    @property
    def stands_on(self) -> date:
        """The day on which work is told as it stands: the last of the year, or today where that is still to come."""
        return min(self.end, timezone.localdate())


class Section:
    """Base of every section. `blocks` returns what it prints for a period; an empty list leaves the section out."""

    report: ClassVar[ReportKind] = ReportKind.ANNUAL_REPORT
    key: ClassVar[str]
    title: ClassVar[str]
    order: ClassVar[int]
    part: ClassVar[str] = ""  # the part of the contents page that it stands in
    numbered: ClassVar[bool] = True  # the year at a glance stands before section 1

    def blocks(self, period: ReportPeriod) -> list[Block]:
        raise NotImplementedError


@cache
def all_sections(report: ReportKind = ReportKind.ANNUAL_REPORT) -> tuple[Section, ...]:
    """One instance of every section of a report in `reporting/sections/`, in the report's order.

    ValueError if two share a key, be it in different reports.
    """
    package = import_module("reporting.sections")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = [import_module(f"{package.__name__}.{name}") for name in names]
    found = [
        item()
        for module in modules
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, Section) and item.__module__ == module.__name__
    ]
    if len({section.key for section in found}) != len(found):
        raise ValueError("two sections share a key")
    of_report = [section for section in found if section.report == report]
    return tuple(sorted(of_report, key=lambda section: (section.order, section.key)))


@cache
def section_titles() -> dict[str, str]:
    """The title of every section of every report, by its key."""
    return {section.key: section.title for kind in ReportKind for section in all_sections(kind)}
