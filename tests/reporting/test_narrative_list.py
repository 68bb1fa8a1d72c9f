"""Texts for reports are listed by the titles of their sections, not by keys."""

import pytest
from django.test import Client

from partnership.enums import Role
from tests.clients import user_with
from tests.factories.reporting import NarrativeFactory

pytestmark = pytest.mark.django_db


def test_sections_go_by_their_titles(client: Client) -> None:
    text = NarrativeFactory(section="board_summary", heading="", edition="2025-26", order=1)
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    page = client.get("/narratives/").content.decode()
    assert str(text) == f"{text.section_title}, 2025-26, part 1"
    assert f'<option value="board_summary">{text.section_title}</option>' in page
    assert text.section_title != "board_summary"


def test_a_section_that_is_no_more_goes_by_its_key() -> None:
    assert NarrativeFactory(section="forgotten").section_title == "forgotten"
