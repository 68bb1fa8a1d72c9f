"""Sections are found by themselves and keep their order."""

import sys
from types import ModuleType

import pytest

from reporting import section
from reporting.blocks import Prose


@pytest.fixture
def sections_in(tmp_path, monkeypatch):
    """Write modules into a package that stands for `reporting.sections`."""

    def write(**modules):
        package = ModuleType("reporting.sections")
        package.__path__ = [str(tmp_path)]
        monkeypatch.setitem(sys.modules, "reporting.sections", package)
        for name, (key, order) in modules.items():
            monkeypatch.delitem(sys.modules, f"reporting.sections.{name}", raising=False)
            (tmp_path / f"{name}.py").write_text(
                "from reporting.blocks import Prose\nfrom reporting.section import Section\n"
                f"class Found(Section):\n    key, title, order = {key!r}, {key.title()!r}, {order}\n"
                "    def blocks(self, period):\n        return [Prose(self.title)]\n"
            )
        section.all_sections.cache_clear()
        return section.all_sections()

    yield write
    section.all_sections.cache_clear()


def test_sections_stand_in_the_report_order(sections_in):
    found = sections_in(a=("glossary", 31), b=("foreword", 1))
    assert [(each.key, each.blocks(None)) for each in found] == [
        ("foreword", [Prose("Foreword")]),
        ("glossary", [Prose("Glossary")]),
    ]


def test_two_sections_cannot_share_a_key(sections_in):
    with pytest.raises(ValueError, match="two sections share a key"):
        sections_in(a=("foreword", 1), b=("foreword", 2))
