"""What an agency writes into its return: entries of a chronology, answers to questions. Only until it is sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from partnership.exceptions import DomainError
from partnership.models import User
from partnership.services.rows import archive_row, change_row, create_row
from reviews.models import AgencyReturn, ChronologyEntry, ReturnAnswer
from reviews.selectors.returns import has_chronology
from reviews.services.returns import begin, writable


@transaction.atomic
def add_entries(*, agency_return: AgencyReturn, entries: Sequence[Mapping[str, Any]], by: User) -> int:
    """Add entries, all or none; gives their number."""
    row = writable(agency_return)
    if not has_chronology(row):
        raise DomainError("This return asks for a report, and not for a chronology.")
    for values in entries:
        create_row(row=ChronologyEntry(agency_return=row), values=values, by=by)
    begin(row, by)
    return len(entries)


@transaction.atomic
def change_entry(*, row: ChronologyEntry, values: Mapping[str, Any], version: int, by: User) -> ChronologyEntry:
    """Change one entry; Conflict where somebody else has changed it meanwhile."""
    writable(row.agency_return)
    changed: ChronologyEntry = change_row(row=row, values=values, version=version, by=by)
    return changed


@transaction.atomic
def remove_entry(*, row: ChronologyEntry, reason: str, by: User) -> None:
    """Take an entry out of the chronology, with the reason. It is kept in the archive."""
    writable(row.agency_return)
    archive_row(row=row, reason=reason, by=by)


@transaction.atomic
def answer_question(*, row: ReturnAnswer, values: Mapping[str, Any], version: int, by: User) -> ReturnAnswer:
    """Write the answer to one question; Conflict where somebody else has written it meanwhile."""
    agency_return = writable(row.agency_return)
    changed: ReturnAnswer = change_row(row=row, values=values, version=version, by=by)
    begin(agency_return, by)
    return changed
