"""Every section, of either report: one file each, and nothing printed where nothing is on record."""

import pytest

from reporting.enums import ReportKind
from reporting.section import ReportPeriod, Section, all_sections

SECTIONS = [section for kind in ReportKind for section in all_sections(kind)]
each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)


@each_section
def test_a_section_stands_in_the_file_of_its_key(section: Section) -> None:
    assert type(section).__module__ == f"reporting.sections.{section.key}"


@each_section
def test_a_year_without_records_prints_nothing(section: Section, period: ReportPeriod) -> None:
    assert section.blocks(period) == []


def test_no_two_sections_of_a_report_share_a_place() -> None:
    places = [(section.report, section.order) for section in SECTIONS]
    assert sorted(places) == sorted(set(places))
