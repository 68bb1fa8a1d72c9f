"""What audits and returns ask of people."""

from datetime import date

import pytest

from audits.work_items import audits_asked
from partnership.enums import Role, Visibility
from partnership.principals import Principal, principal_of
from partnership.work_items.returns import returns_asked
from tests.clients import user_with
from tests.factories.audits import AuditFactory, Section11ReturnFactory
from tests.factories.partnership import AgencyFactory, GroupFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 9)


def asked(principal: Principal) -> list[str]:
    return [item.title.title for item in audits_asked(principal, TODAY)]


def test_an_audit_under_way_is_asked_of_those_who_answer_for_it() -> None:
    agency, group = AgencyFactory(), GroupFactory()
    AuditFactory(title="Of the agency", agency=agency, status="in_progress", started_on=date(2026, 5, 1))
    AuditFactory(title="Of the group", lead_group=group, status="in_progress", started_on=date(2026, 5, 2))
    AuditFactory(title="CANARY done", agency=agency, lead_group=group, status="complete")
    assert asked(principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))) == [
        "Finish the audit: Of the agency"
    ]
    assert asked(principal_of(user_with(Role.GROUP_CHAIR, group=group))) == ["Finish the audit: Of the group"]
    assert len(asked(principal_of(user_with(Role.BUSINESS_MANAGER)))) == 2
    assert asked(principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))) == []


def test_a_restricted_audit_is_named_by_its_reference() -> None:
    AuditFactory(title="CANARY", reference="AUD-1", status="in_progress", visibility=Visibility.RESTRICTED)
    assert asked(principal_of(user_with(Role.BUSINESS_MANAGER))) == ["Finish the audit: AUD-1"]


def test_a_return_is_asked_of_the_agency_that_owes_it() -> None:
    agency = AgencyFactory()
    Section11ReturnFactory(agency=agency, year="2025-26", standard=1)
    representative = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    found = [(item.title.title, item.kind, item.second) for item in returns_asked(representative, TODAY)]
    assert found == [("Section 11, 2025–26", "Return", "7 of 8 standards not answered yet")]
    assert list(returns_asked(principal_of(user_with(Role.BUSINESS_MANAGER)), TODAY)) == []
