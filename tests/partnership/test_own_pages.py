"""What stands behind somebody's name, and what can be done on a place of the menu."""

import re

import pytest
from django.test import Client

from partnership.enums import Role
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db
WORKBOOK = ["Import a workbook", "Download everything"]


def offered(client: Client, address: str) -> list[str]:
    """What a page offers of the workbook."""
    page = client.get(address).content.decode().split('id="main-content"')[1]
    return [words for words in re.findall(r'<a class="govuk-link"[^>]*>([^<]+)</a>', page) if words in WORKBOOK]


@pytest.mark.parametrize("address", ["/your-pages/", "/places/actions/", "/places/plan/"])
def test_the_business_manager_finds_import_and_download(address: str) -> None:
    assert offered(client_of(user_with(Role.BUSINESS_MANAGER)), address) == WORKBOOK


@pytest.mark.parametrize("role", [Role.SUPPORT_OFFICER, Role.SCRUTINEER, Role.TECHNICAL_ADMIN])
def test_nobody_else_is_offered_them(role: Role) -> None:
    client = client_of(user_with(role))
    assert offered(client, "/your-pages/") == []
    page = client.get("/places/plan/").content.decode()
    assert [words for words in WORKBOOK if words in page] == []


def test_ones_pages_say_what_one_is(client: Client) -> None:
    agency = AgencyFactory(name="Northvale Police")
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    page = " ".join(client.get("/your-pages/").content.decode().split())
    assert "Agency representative, Northvale Police" in page


def test_somebody_without_a_role_is_told_so(client: Client) -> None:
    client.force_login(UserFactory())
    page = client.get("/your-pages/").content.decode()
    assert ("You have no role at present" in page, "How you sign in" in page) == (True, True)
