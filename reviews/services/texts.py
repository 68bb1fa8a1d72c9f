"""Writing a draft, saying something about it, signing it. A draft is never changed: there is a next one."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import User
from partnership.services.versions import Conflict
from reviews.models import Review, ReviewText, SignOff, TextComment
from reviews.selectors.texts import newest_draft, standing_of, text_hash

OTHER_DRAFT = "Somebody wrote another draft while you were working on yours."


@transaction.atomic
def write_draft(*, review: Review, kind: str, text: str, what_changed: str, based_on: int, by: User) -> ReviewText:
    """Store the next draft. `based_on` is the number of the one that its writer had before them, 0 for none.

    Conflict where there is a newer one. Nobody has signed the new words.
    """
    newest = newest_draft(review, kind)
    number = newest.number if newest else 0
    if number != based_on:
        raise Conflict(OTHER_DRAFT)
    if newest and newest.text == text:
        raise DomainError(f"This says the same as draft {number}. Change something, or leave it as it is.")
    draft = ReviewText(
        review=review,
        kind=kind,
        number=number + 1,
        text=text,
        text_hash=text_hash(text),
        what_changed=what_changed,
        written_by=by,
    )
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        raise Conflict(OTHER_DRAFT) from None
    return draft


def comment_on_draft(*, draft: ReviewText, passage: str, words: str, by: User) -> TextComment:
    """Say something about a draft, or about a passage of it."""
    return TextComment.objects.create(text=draft, passage=passage, words=words, written_by=by)


@transaction.atomic
def answer_comment(*, comment: TextComment, answer: str, by: User) -> TextComment:
    """Say what was done about a comment. DomainError where somebody has said so before."""
    stored = TextComment.objects.select_for_update().get(pk=comment.pk)
    if stored.answered_at is not None:
        raise DomainError(f"{stored.answered_by} has answered this comment.")
    stored.answer, stored.answered_by, stored.answered_at = answer, by, timezone.now()
    stored.save()
    return stored


@transaction.atomic
def sign_draft(*, draft: ReviewText, shown_hash: str, by: User) -> SignOff:
    """Sign the words that the signer was shown. DomainError where they are not this draft's, or it is not theirs."""
    stored = ReviewText.objects.get(pk=draft.pk)
    if refusal := standing_of(stored).refusal(by):
        raise DomainError(refusal)
    if shown_hash != stored.text_hash:
        raise DomainError("These are not the words that you were shown. Read the draft again before you sign it.")
    sign_off, is_new = SignOff.objects.get_or_create(
        text=stored, signed_by=by, defaults={"text_hash": stored.text_hash}
    )
    if not is_new:
        raise DomainError("You have signed this draft.")
    return sign_off
