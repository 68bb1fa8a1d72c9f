"""A review with two agencies asked for returns, and everybody who is near it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from partnership.enums import Role
from partnership.models import Agency, User
from reviews.models import AgencyReturn, ReturnAnswer, Review
from tests.clients import user_with
from tests.factories.partnership import AgencyFactory, GroupFactory, RoleGrantFactory
from tests.factories.reviews import AgencyReturnFactory, ReviewFactory

#: Words of the review that must not leave for an agency.
CANARIES = ("Canarytitle", "Canaryteam", "Canarytheme", "Canarysummary", "Canarylearning", "Canarypseudonym")


@dataclass
class World:
    """`row` is the first agency's return."""

    review: Review
    agency: Agency
    other_agency: Agency
    row: AgencyReturn
    manager: User
    asked: User

    def named(self, role: str, **grant: Any) -> User:
        """Somebody who holds a role, and is named on the review in it."""
        user = user_with(role, **grant)
        RoleGrantFactory(user=user, role=role, record=self.review, **grant)
        return user


def make_world(**fields: Any) -> World:
    review = ReviewFactory(
        reference="NV-2026-02",
        title="Canarytitle",
        visibility="restricted",
        themes=["Canarytheme"],
        learning=["Canarylearning"],
        public_summary="Canarysummary",
        restricted_summary="Canarysummary",
    )
    agency = AgencyFactory(name="Education and schools")
    other_agency = AgencyFactory(name="Canaryteam")
    manager = user_with(Role.BUSINESS_MANAGER)
    RoleGrantFactory(user=manager, role=Role.BUSINESS_MANAGER, record=review)
    asked = user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)
    row = make_return(review, agency, [asked], asked_by=manager, **fields)
    return World(review, agency, other_agency, row, manager, asked)


def make_return(review: Review, agency: Agency, people: list[User], **fields: Any) -> AgencyReturn:
    """A return with its unanswered questions."""
    due_on = timezone.localdate() + timedelta(days=20)
    fields = {"asked_on": date(2026, 4, 20), "due_on": due_on, **fields}
    row: AgencyReturn = AgencyReturnFactory(review=review, agency=agency, people=people, **fields)
    for number, _ in enumerate(row.questions, start=1):
        ReturnAnswer.objects.create(agency_return=row, number=number)
    return row


def stand_as(row: AgencyReturn, state: str) -> AgencyReturn:
    """The return as it is once it was sent, or locked."""
    row.state, row.senior, row.sent_by, row.sent_at = state, "Alison Price", row.people.first(), timezone.now()
    if state == "locked":
        row.locked_at, row.locked_by = timezone.now(), row.asked_by
    row.save()
    return row


def strangers(world: World) -> dict[str, User]:
    """Who has no part in the return, by what they are."""
    return {
        "representative of another agency": user_with(Role.AGENCY_REPRESENTATIVE, agency=world.other_agency),
        "representative who was not asked": user_with(Role.AGENCY_REPRESENTATIVE, agency=world.agency),
        "subgroup chair": user_with(Role.GROUP_CHAIR, group=GroupFactory()),
        "training coordinator": user_with(Role.TRAINING_COORDINATOR),
        "support officer": user_with(Role.SUPPORT_OFFICER),
        "manager who is not named": user_with(Role.BUSINESS_MANAGER),
    }
