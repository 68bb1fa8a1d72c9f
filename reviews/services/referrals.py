"""An agency refers a case, adds to what it wrote, and is told what becomes of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from partnership.enums import BoardKind, MessageKind
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.links import link_to
from partnership.models import Agency, Board, User
from partnership.policy import live
from partnership.services.messages import write_message
from partnership.services.references import create_referenced
from partnership.services.rows import change_row, create_row
from reviews.enums import Harm, Publication, ReviewKind, ReviewStatus
from reviews.models import Edition, Referral, Review
from reviews.selectors.editions import edition_for
from reviews.selectors.referrals import managers_of, speakers_of

#: What a referred case is called until somebody gives it a pseudonym or a theme.
TITLE: Final = "Referral"
_CHILDREN: Final = (BoardKind.LSCP, BoardKind.LSCB)
#: Whose matter a harm is, and the kinds of review that come first for it; the one whose edition is in force is taken.
_BOARDS: Final = {Harm.ADULT: (BoardKind.SAB, *_CHILDREN), Harm.HOMICIDE: (BoardKind.CSP, *_CHILDREN)}
_KINDS: Final = {
    Harm.ADULT: (ReviewKind.SAR,),
    Harm.HOMICIDE: (ReviewKind.DHR,),
    Harm.LEARNING: (ReviewKind.LEARNING_REVIEW,),
}
_OF_CHILDREN: Final = (ReviewKind.RAPID_REVIEW, ReviewKind.SCR)


@transaction.atomic
def refer_case(*, values: Mapping[str, Any], referred_on: date, by: User) -> Referral:
    """Store what an agency writes, with the restricted review that it begins, and tell the business managers.

    The same words sent a second time give the referral that they made before.
    """
    agency = Agency._base_manager.select_for_update(of=("self",)).get(pk=values["agency"].pk)  # one at a time
    before = _same(values)
    if before is not None:
        return before
    review = create_referenced(row=Review(), values=_begun(values, agency, referred_on), by=by)
    referral: Referral = create_row(row=Referral(review=review), values=values, by=by)
    words = "A case has been referred to the business unit"
    _tell(managers_of(referral), referral, subject=words, body=f"{words}: {review.reference}.", by=by)
    return referral


@transaction.atomic
def add_to_referral(*, referral: Referral, text: str, by: User) -> Referral:
    """Add to what the agency wrote, after what it was asked for, if anything. DomainError once it was answered."""
    row = Referral.objects.select_for_update(of=("self",)).select_related("review").get(pk=referral.pk)
    if row.answered_on:
        raise DomainError("This referral has been answered. Send a new one if there is more to tell.")
    if row.what_happened.endswith(text):
        return row
    asked = f"We asked: {row.answer}\n\n" if row.answer else ""
    added = f"{asked}Added on {date_words(timezone.localdate())} by {by.name}:\n\n{text}"
    values = {"what_happened": f"{row.what_happened}\n\n{added}", "answer": ""}
    changed: Referral = change_row(row=row, values=values, version=row.version, by=by)
    words = "An agency has added to its referral"
    _tell(managers_of(changed), changed, subject=words, body=f"{words} {row.review.reference}.", by=by)
    return changed


def tell_agency(*, review: Review, words: str, answered_on: date | None, by: User) -> None:
    """Let the agency that referred a case know: a question while there is no `answered_on`, then our answer.

    Nothing for a review that nobody referred, or without words.
    """
    row = Referral.objects.filter(live(Referral), review=review).select_related("review").first()
    if row is None or not words:
        return
    values = {"answer": words, "answered_on": answered_on}
    changed: Referral = change_row(row=row, values=values, version=row.version, by=by)
    told = "is answered" if answered_on else "needs more from you"
    subject = "Your referral is answered" if answered_on else "We ask for more about your referral"
    body = f"Your referral {review.reference} {told}."
    _tell(speakers_of(changed), changed, subject=subject, body=body, by=by)


def _same(values: Mapping[str, Any]) -> Referral | None:
    told = {name: values[name] for name in ("agency", "harm", "aware_on", "what_happened", "why")}
    return Referral.objects.filter(live(Referral), **told).select_related("review").first()


def _begun(values: Mapping[str, Any], agency: Agency, referred_on: date) -> dict[str, Any]:
    kind, edition = kind_for(values["harm"], referred_on)
    known = [one for one in values.get("agencies_known", ()) if one != agency]
    return {
        "title": TITLE,
        "boards": _boards_for(values["harm"]),
        "review_kind": kind,
        "edition": edition,
        "status": ReviewStatus.REFERRED,
        "publication": Publication.NOT_FOR_PUBLICATION,
        "referred_by": agency,
        "referred_on": referred_on,
        "agencies": [agency, *known],
    }


def kind_for(harm: str, on: date) -> tuple[ReviewKind, Edition | None]:
    """The kind of review that a case begins as, and the edition by which it goes."""
    kinds = _KINDS.get(Harm(harm), _OF_CHILDREN)
    found = [(kind, edition) for kind in kinds if (edition := edition_for(kind, on))]
    return found[0] if found else (kinds[0], None)


def _boards_for(harm: str) -> list[Board]:
    kinds = _BOARDS.get(Harm(harm), _CHILDREN)
    boards = sorted(
        Board.objects.filter(live(Board), kind__in=kinds), key=lambda one: (kinds.index(BoardKind(one.kind)), one.pk)
    )
    return boards[:1]


def _tell(users: Iterable[User], referral: Referral, *, subject: str, body: str, by: User) -> None:
    """By its reference alone: mail goes through hands that the policy cannot see."""
    link = link_to("reviews:referral-detail", referral.pk)
    for user in users:
        if user != by:
            write_message(to=user, kind=MessageKind.ASKED, subject=subject, body=f"{body}\n\nRead it here: {link}")
