"""Agencies are asked what they did with a briefing, reminded, and answer."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnership.enums import MessageKind, Role
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.links import link_to
from partnership.models import Agency, User
from partnership.principals import principal_of
from partnership.selectors.speakers import speakers_who_may
from partnership.services.messages import write_message
from partnership.services.rows import change_row, create_row
from reviews.models import Briefing, BriefingReceipt
from reviews.selectors.briefings import agencies_to_ask, is_cleared, waiting


@transaction.atomic
def ask_for_receipts(
    *, briefing: Briefing, agencies: Iterable[Agency], due_on: date, by: User
) -> list[BriefingReceipt]:
    """Ask agencies which teams used a briefing, how many staff, and what changed; each gets a message.

    DomainError for a briefing that is not cleared, a day that is past, or an agency that may not be asked.
    """
    today = timezone.localdate()
    _refuse_uncleared(briefing)
    if due_on < today:
        raise DomainError("The day has passed. Choose one to come.")
    open_to_it = set(agencies_to_ask(briefing, principal_of(by), today))
    receipts = []
    for agency in agencies:
        if agency not in open_to_it:
            raise DomainError(f"{agency} cannot be asked, or has been asked already.")
        row = BriefingReceipt(briefing=briefing, agency=agency, asked_on=today)
        receipts.append(create_row(row=row, values={"due_on": due_on}, by=by))
    if not receipts:
        raise DomainError("Choose at least one agency.")
    for receipt in receipts:
        _tell(receipt, "What did your agency do with a learning briefing?")
    return receipts


@transaction.atomic
def answer_receipt(
    *, receipt: BriefingReceipt, teams: str, staff: int | None, what_changed: str, version: int, by: User
) -> BriefingReceipt:
    """Write down what one agency did with a briefing, or the business unit what came by mail.

    DomainError where a part is missing.
    """
    if not teams.strip() or staff is None or not what_changed.strip():
        raise DomainError("Say which teams used it, how many staff, and what changed.")
    values = {"teams": teams, "staff": staff, "what_changed": what_changed}
    values |= {"answered_by": by, "answered_at": timezone.now()}
    stored: BriefingReceipt = change_row(row=receipt, values=values, version=version, by=by)
    return stored


@transaction.atomic
def remind_agencies(*, briefing: Briefing, by: User) -> int:
    """Write to those who have not answered, once a day at most; gives how many messages were written.

    DomainError for a briefing that is not cleared, and where everybody has answered.
    """
    _refuse_uncleared(briefing)
    receipts = list(waiting(BriefingReceipt.objects.visible_to(principal_of(by)).filter(briefing=briefing)))
    if not receipts:
        raise DomainError("Nobody is left to be reminded.")
    today = timezone.localdate()
    return sum(_tell(receipt, "A learning briefing: your answer is due", once=f"{today}") for receipt in receipts)


def _refuse_uncleared(briefing: Briefing) -> None:
    if not is_cleared(briefing):
        raise DomainError("This briefing is not cleared yet. Have it cleared first.")


def _tell(receipt: BriefingReceipt, subject: str, *, once: str = "") -> int:
    """Write to those who speak for the agency: by when, and where; gives how many messages were written."""
    written = 0
    for user in speakers_who_may("change", receipt, Role.AGENCY_REPRESENTATIVE):
        message = write_message(
            to=user,
            kind=MessageKind.ASKED,
            subject=subject,
            body=(
                f"{receipt.agency} is asked which teams used {receipt.briefing.reference}, how many staff, and what "
                f"changed. The answer is due on {date_words(receipt.due_on)}.\n\n"
                f"Read it and answer: {link_to('reviews:briefing-receipt-detail', receipt.pk)}"
            ),
            once=f"receipt-{receipt.pk}-{user.pk}-{once}" if once else None,
        )
        written += message is not None
    return written
