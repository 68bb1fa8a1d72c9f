"""What training asks of people."""

from datetime import date

import pytest

from partnership.enums import Role
from partnership.principals import Principal, principal_of
from tests.clients import user_with
from tests.factories.training import CourseEventFactory
from training.work_items import events_asked

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 9)


def asked(principal: Principal) -> list[str]:
    return [item.title.title for item in events_asked(principal, TODAY)]


def test_an_event_whose_day_has_passed_is_asked_about() -> None:
    CourseEventFactory(title="Neglect", starts_on=date(2026, 6, 8), status="planned")
    CourseEventFactory(title="CANARY today", starts_on=TODAY, status="planned")
    CourseEventFactory(title="CANARY delivered", starts_on=date(2026, 6, 8), status="delivered")
    assert asked(principal_of(user_with(Role.TRAINING_COORDINATOR))) == ["Say whether it took place: Neglect"]
    assert asked(principal_of(user_with(Role.SCRUTINEER))) == []
