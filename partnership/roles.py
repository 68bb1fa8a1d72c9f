"""Roles as they are given to people: what each is for, and what it is given for."""

from dataclasses import dataclass
from typing import Final

from partnership.enums import Role


@dataclass(frozen=True)
class Given:
    """What a role is given for (`needs`: agency, group or record), and whether it may be narrowed to one board."""

    about: str
    needs: str = ""
    by_board: bool = False


#: The roles of people with an account, in the order in which they are offered.
GIVEN: Final[dict[str, Given]] = {
    Role.AGENCY_REPRESENTATIVE: Given(
        "Speaks for one agency: sees its groups' work and its own actions, answers for them.", "agency", by_board=True
    ),
    Role.GROUP_CHAIR: Given("Chairs one group: sees the partnership's work and changes that of the group.", "group"),
    Role.SCRUTINEER: Given(
        "Independent: reads nearly everything, restricted matter too, and approves what needs a second person.",
        by_board=True,
    ),
    Role.BUSINESS_MANAGER: Given("Runs the business unit: keeps all records and makes accounts.", by_board=True),
    Role.SUPPORT_OFFICER: Given(
        "Works in the business unit: keeps records that are not restricted, and restricted ones when named on them.",
        by_board=True,
    ),
    Role.TRAINING_COORDINATOR: Given("Keeps courses, dates, bookings and evaluations.", by_board=True),
    Role.TRAINER: Given("Sees the courses and dates of the training programme.", by_board=True),
    Role.REVIEWER: Given("Writes one review: sees that record and what hangs on it, nothing else.", "record"),
    Role.AUDITOR: Given("Audits from outside: sees one record and what hangs on it, nothing else.", "record"),
    Role.GOVERNANCE_LEAD: Given("Looks after information: reads who opened what, and every role that was given."),
    Role.TECHNICAL_ADMIN: Given("Looks after the portal itself: accounts and messages, no records."),
}
#: Roles that may in addition be named on a record; the two that have nothing but a record are given with it.
NAMED_BESIDES: Final = frozenset(
    {
        Role.BUSINESS_MANAGER.value,
        Role.SUPPORT_OFFICER.value,
        Role.SCRUTINEER.value,
        Role.GROUP_CHAIR.value,
        Role.AGENCY_REPRESENTATIVE.value,
    }
)
