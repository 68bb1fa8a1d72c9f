"""Accounts and roles as lists."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from partnership.enums import GUARDED_CLASSES
from partnership.formats import date_words
from partnership.models import RoleGrant, User
from partnership.registers import Chip
from partnership.registers.parts import Link
from partnership.registers.rows import readable
from partnership.registers.tables import Column, Date, Marked, RegisterTable
from partnership.selectors.users import records_of, scope_words

#: In place of a reason that may tell of a restricted record: it stands on that record's own page, in its read log.
UNSAID = "Why is not shown here, as it may tell of the record"


class UserName(Column):
    """Somebody's name, the row's one link, to the page of their account."""

    css = "portal-name"

    def first(self, record: Any, table: RegisterTable) -> Any:
        user = record if isinstance(record, User) else record.user
        return Link(user.name, reverse("partnership:user-detail", args=[user.pk]))


class GrantWords(Column):
    """The roles that somebody holds, or the role of one grant, with what each is for."""

    def first(self, record: Any, table: RegisterTable) -> Any:
        assert isinstance(table, GrantsNamed)  # noqa: S101 (the column stands in these tables alone)
        return "; ".join(role_words(grant, table.open_records) for grant in grants_of(record)) or "None"


class GrantsNamed(RegisterTable):
    """A table that says what roles are for: records only where the reader may open them. One query a page."""

    @cached_property
    def open_records(self) -> frozenset[int]:
        return readable(self.principal, records_of(grant for row in self._shown() for grant in grants_of(row)))


def grants_of(row: Any) -> list[RoleGrant]:
    """The roles that an account holds today (`selectors.users.accounts`); of a grant itself."""
    return row.held if hasattr(row, "held") else [row]


def role_words(grant: RoleGrant, open_records: frozenset[int]) -> str:
    """Such as "Subgroup chair (Learning)"."""
    held_for = scope_words(grant, open_records)
    return f"{grant.get_role_display()} ({held_for})" if held_for else grant.get_role_display()


def reason_words(grant: RoleGrant, reason: str | None) -> str:
    """Why a role was given or changed; of a restricted or sealed record's nothing, as accounts have no read log."""
    guarded = any(of and of.visibility in GUARDED_CLASSES for of in (grant.record, grant.group))
    return UNSAID if guarded and reason else reason or ""


def account_mark(user: User) -> Chip:
    if not user.is_active:
        return Chip("grey", "Closed")
    return Chip("blue", "Open") if user.has_usable_password() else Chip("amber", "Invited")


class UserTable(GrantsNamed):
    name = UserName("name", "Name", second="email")
    roles = GrantWords("pk", "Roles today", orderable=False)
    signed_in = Date("last_login", "Last sign-in")
    state = Marked("is_active", "Account", account_mark)

    class Meta:
        order_by = "name"


class GrantTable(GrantsNamed):
    person = UserName("user__name", "Who", sort="user__name")
    role = GrantWords("role", "Role", second=lambda grant: reason_words(grant, grant.reason))
    starts = Date("starts_on", "From")
    ends = Date("ends_on", "To", second=lambda grant: "" if grant.ends_on else "without an end")
    giver = Column("given_by", "Given by")

    class Meta:
        order_by = "ends"


def span_words(grant: RoleGrant) -> str:
    """Such as "1 May 2026 to 30 April 2027"."""
    end = f"to {date_words(grant.ends_on)}" if grant.ends_on else "without an end"
    return f"{date_words(grant.starts_on)} {end}"
