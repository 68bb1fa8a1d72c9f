"""What the lists of training work out."""

from decimal import Decimal

import pytest
from django.test import Client

from partnership.enums import Role
from tests.clients import user_with
from tests.factories.training import WorkforceTrainingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("staff", "trained", "percent", "shown"),
    [(221, 183, None, "83"), (221, 183, Decimal("12"), "83"), (None, None, Decimal("89"), "89"), (0, 0, None, "")],
)
def test_compliance_is_computed_where_it_can_be(
    staff: int | None, trained: int | None, percent: Decimal | None, shown: str, client: Client
) -> None:
    WorkforceTrainingFactory(staff=staff, trained=trained, percent=percent)
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    page = client.get("/workforce-training-returns/").content.decode()
    assert page.split('data-label="Per cent" class="portal-number">')[1].split("</td>")[0] == shown
