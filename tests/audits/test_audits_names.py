"""How the kinds of this app are called where others name them."""

import re

import pytest
from django.test import Client

from partnership.enums import Role
from tests.clients import user_with
from tests.factories.audits import Section11ReturnFactory
from tests.factories.partnership import ActionFactory, ActionPlanFactory

pytestmark = pytest.mark.django_db


def test_actions_name_a_section_11_return_as_its_register_does(client: Client) -> None:
    action = ActionFactory(plan=ActionPlanFactory(record=Section11ReturnFactory()))
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    offered = client.get("/actions/").content.decode()
    page = client.get(f"/actions/{action.pk}/").content.decode()
    assert re.findall(r'<option value="section11">([^<]*)<', offered) == ["Section 11 return"]
    assert ("Section 11 return" in page, "Section11 return" in page) == (True, False)
