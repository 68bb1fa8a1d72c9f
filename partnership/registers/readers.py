"""Who can see a row, in words, read from the policy's table: a row of every summary, and the restricted banner."""

from django.db.models import Model
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.formats import capital
from partnership.models import RoleGrant
from partnership.policy import is_of_no_group, row_of, subject_of
from partnership.registers.rows import guarded_class, record_of

_UNIT = (Role.BUSINESS_MANAGER, Role.SUPPORT_OFFICER)
#: Roles in the order in which they are told; two make the business unit.
_TOLD = (
    Role.SCRUTINEER,
    Role.GROUP_CHAIR,
    Role.AGENCY_REPRESENTATIVE,
    Role.TRAINING_COORDINATOR,
    Role.TRAINER,
    Role.GOVERNANCE_LEAD,
)
_PLURALS = {
    Role.BUSINESS_MANAGER: "the business manager",
    Role.SUPPORT_OFFICER: "business support officers",
    Role.SCRUTINEER: "the independent chair or scrutineer",
    Role.GROUP_CHAIR: "subgroup chairs",
    Role.AGENCY_REPRESENTATIVE: "agency representatives",
    Role.TRAINING_COORDINATOR: "the training coordinator",
    Role.TRAINER: "trainers",
    Role.GOVERNANCE_LEAD: "the information governance lead",
}


def readers_in_words(row: Model, *, with_named: bool = True) -> str:
    """Such as "The business unit, the independent chair or scrutineer and members of its group".

    Without those named on it only where their number is told apart (`named_in_words`).
    """
    record = record_of(row)
    visibility = guarded_class(row) or Visibility(record.visibility if record else Visibility.PARTNERSHIP)
    if visibility == Visibility.PUBLIC:
        return "Everybody"
    cells = row_of(subject_of(row), visibility)
    every = [role for role in _PLURALS if ("view", "all") in cells.get(role, ())]
    words = ["the business unit"] if set(_UNIT) <= set(every) else [_PLURALS[role] for role in _UNIT if role in every]
    words += [_PLURALS[role] for role in _TOLD if role in every]
    reaches = {reach for cell in cells.values() for verb, reach in cell if verb == "view"}
    sitting = {role for role, cell in cells.items() if ("view", "body") in cell}
    words += [_sitting(row, chairs_only=sitting == {Role.GROUP_CHAIR})] if sitting else []
    words += ["the agencies concerned"] if "agency" in reaches else []
    if with_named and record and guarded_class(row):
        # How many they are is for those who may open the record: who reads what hangs on it need not be one of them.
        named = named_in_words(record.pk) if row == record else "people named on it"
        words += [named] if named else []
    text = " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part) or "nobody"
    return capital(text)


def _sitting(row: Model, *, chairs_only: bool) -> str:
    """Those of its group; where it has none, those of all groups of its partnership (`reaches._body`)."""
    if is_of_no_group(row):
        return f"{'chairs' if chairs_only else 'members'} of every group of its partnership"
    return "the chair of its group" if chairs_only else "members of its group"


def named_in_words(record_id: int) -> str:
    """Such as "3 named people"; empty where nobody is named on a record."""
    people = RoleGrant.objects.in_force(timezone.localdate()).filter(record=record_id).values("user").distinct().count()
    return f"{people} named {'person' if people == 1 else 'people'}" if people else ""
