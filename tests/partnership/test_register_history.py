"""How a row's history says what became of its long texts."""

import pytest
from django.test import Client

from partnership import registry
from partnership.enums import Role
from partnership.principals import principal_of
from partnership.registers.history import LONGEST_TEXT, history_of
from partnership.services.actions import add_progress_note
from partnership.services.rows import change_row
from tests.clients import user_with
from tests.factories.partnership import ActionFactory

pytestmark = pytest.mark.django_db

NOTE = "**20 November 2026, Priya Nair:** Met the *head* of service."


def change_of(old: str, new: str) -> dict[str, str]:
    """What the last entry says of a text that was changed."""
    manager = user_with(Role.BUSINESS_MANAGER)
    action = ActionFactory(progress=old)
    change_row(row=action, values={"progress": new}, version=action.version, by=manager)
    [change] = history_of(action, principal_of(manager), ["version"])[0]["changes"]
    return {key: words for key, words in change.items() if key != "label"}


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", NOTE, {"old": "", "new": "20 November 2026, Priya Nair: Met the head of service."}),
        ("Old note", f"{NOTE}\n\nOld note", {"added": "20 November 2026, Priya Nair: Met the head of service."}),
        ("**Old** note.", "**Old** note. More of it.", {"added": "More of it."}),
        ("cat", "category", {"old": "cat", "new": "category"}),
        ("Old *note*", "", {"old": "Old note", "new": ""}),
        ("- One\n- Two", "Other", {"old": "One Two", "new": "Other"}),
    ],
)
def test_history_shows_a_text_plain_and_only_what_came_to_it(old: str, new: str, shown: dict[str, str]) -> None:
    assert change_of(old, new) == shown


def test_history_cuts_a_long_text() -> None:
    shown = change_of("Old", f"{'word ' * 3000}end")
    assert (len(shown["new"]), shown["new"][-1], shown["old"]) == (LONGEST_TEXT, "…", "Old")


def test_the_page_shows_only_the_new_note(client: Client) -> None:
    manager, action = user_with(Role.BUSINESS_MANAGER), ActionFactory(progress="**Earlier:** a first step")
    add_progress_note(action=action, text="A **second** step", at_risk=False, by=manager)
    client.force_login(manager)
    page = client.get(registry.url_of(action)).content.decode()
    history = page[page.index('id="history"') :]
    assert (", added: <strong>" in history, "A second step" in history) == (True, True)
    assert ("**" in history, "a first step" in history) == (False, False)
