"""What a record is called in mail and calendars."""

import pytest

from partnership.outside_words import meeting_name_outside, name_outside, row_name_outside
from tests.factories.partnership import ActionFactory, MeetingFactory, PolicyFactory, RiskFactory

pytestmark = pytest.mark.django_db
LONG = "Ash of Mill Lane, " * 20


@pytest.mark.parametrize(
    ("visibility", "name"),
    [
        ("public", "R-1 Two words"),
        ("partnership", "R-1 Two words"),
        ("restricted", "R-1"),
        ("sealed", "R-1"),
    ],
)
def test_guarded_record_is_its_reference(visibility: str, name: str) -> None:
    risk = RiskFactory(reference="R-1", title="Two\nwords", visibility=visibility)
    assert name_outside(risk) == name
    assert row_name_outside(ActionFactory(reference="R-1", title="Two words"), risk) == name


@pytest.mark.parametrize("title", ["Ash", "ASH", LONG])
def test_guarded_record_whose_reference_tells_its_title_is_a_number(title: str) -> None:
    policy = PolicyFactory(reference="", title=title[:500], visibility="restricted")
    assert name_outside(policy) == f"Policy {policy.pk}"


def test_open_record_whose_reference_tells_its_title_is_called_by_it() -> None:
    assert name_outside(PolicyFactory(reference="", title="Bruising")) == "Bruising"


def test_meeting_is_called_by_its_name_or_when_guarded_by_its_reference() -> None:
    meeting = MeetingFactory(group__title="Executive", group__reference="EXEC", title="")
    assert meeting_name_outside(meeting) == "Executive, 1 June 2017"
    meeting.visibility = "restricted"
    assert meeting_name_outside(meeting) == "EXEC/2017-06-01"
