"""What the form of a child death refuses, and what its page, its panel's page and its history say."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.enums import BoardKind, Role
from partnership.principals import principal_of
from partnership.registers.history import history_of
from partnership.services.rows import change_row
from reviews.forms.child_deaths import ChildDeathForm
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import BoardFactory
from tests.factories.reviews import ChildDeathFactory, DeathPanelFactory

pytestmark = pytest.mark.django_db


def errors_of(kind: str = BoardKind.LSCP, **typed: Any) -> dict[str, list[str]]:
    """What the form says against a reviewed death that is right but for what is typed."""
    right = {
        "died_on": "18/02/2026", "notified_on": "19/02/2026", "resident": "on", "status": "reviewed",
        "reviewed_on": "1/6/2026", "modifiable": "yes", "factors": "Smoking", "boards": [BoardFactory(kind=kind).pk],
    }  # fmt: skip
    return dict(ChildDeathForm(right | typed, principal=principal_of(user_with(Role.BUSINESS_MANAGER))).errors)


def test_a_death_that_is_right_is_taken() -> None:
    today = timezone.localdate().strftime("%d/%m/%Y")
    assert errors_of(reviewed_on=today) == {}
    assert errors_of(modifiable="no", factors="") == {}


@pytest.mark.parametrize(
    ("field", "happened"),
    [
        ("died_on", "the child died"),
        ("notified_on", "the death was notified"),
        ("reviewed_on", "the panel reviewed it"),
    ],
)
def test_a_day_to_come_is_refused(field: str, happened: str) -> None:
    days = {"died_on": 1, "notified_on": 2, "reviewed_on": 3}  # in order, whichever of them is to come
    later = [name for name in days if days[name] >= days[field]]
    typed = {name: (timezone.localdate() + timedelta(days[name])).strftime("%d/%m/%Y") for name in later}
    assert errors_of(**typed)[field] == [f"This day is in the future. Type the day on which {happened}"]


def test_factors_without_modifiable_factors_are_refused() -> None:
    sentence = "There are factors in the list: choose Yes, or take them out"
    assert errors_of(modifiable="no") == {"modifiable": [sentence]}


def test_an_adults_board_is_refused() -> None:
    sentence = "A safeguarding adults board reviews no deaths of children. Choose a children’s partnership"
    assert errors_of(kind=BoardKind.SAB) == {"boards": [sentence]}


@pytest.mark.parametrize(("status", "waits"), [("reviewed", False), ("notified", True)])
def test_a_reviewed_death_waits_for_nothing(status: str, waits: bool) -> None:
    panel = DeathPanelFactory()
    death = ChildDeathFactory(status=status, delay_reasons=["post_mortem", "criminal"], panel=panel)
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    page = page_of(client, reverse("reviews:child-death-detail", args=[death.pk]))
    assert ["Waits for" in page, "Waiting for the post-mortem" in page] == [waits, waits]
    page = page_of(client, reverse("reviews:death-panel-detail", args=[panel.pk]))
    assert ["Deaths to review" in page, "Reviewed deaths" in page, death.reference in page] == [waits, not waits, True]
    death.refresh_from_db()
    assert death.delay_reasons == ["post_mortem", "criminal"]


def test_history_says_codes_in_words() -> None:
    death, manager = ChildDeathFactory(), user_with(Role.BUSINESS_MANAGER)
    typed = {"category": 10, "delay_reasons": ["post_mortem", "criminal", "pandemic"]}
    change_row(row=death, values=typed, version=death.version, by=manager)
    changes = history_of(death, principal_of(manager), ["version"])[0]["changes"]
    assert {change["label"]: change["new"] for change in changes} == {
        "Category": "Sudden unexpected, unexplained death",
        "Delay reasons": "Waiting for the post-mortem, Criminal proceedings, pandemic",
    }
