"""What people say about records, actions and agenda items, under their own names."""

from typing import Any

from partnership.exceptions import DomainError
from partnership.models import Comment, User
from partnership.services.rows import archive_row, create_row

WITHDRAWN = "Withdrawn by its author"


def add_comment(*, field: str, parent: Any, text: str, by: User) -> Comment:
    """Put a comment under a row; `field` is the one of models/attachments.py that `parent` fills."""
    added: Comment = create_row(row=Comment(**{field: parent}), values={"text": text, "written_by": by}, by=by)
    return added


def archive_comment(*, comment: Comment, by: User) -> None:
    """Take one's own comment back. DomainError for another's."""
    if comment.written_by_id != by.pk:
        raise DomainError("This comment is not yours to archive.")
    archive_row(row=comment, reason=WITHDRAWN, by=by)
