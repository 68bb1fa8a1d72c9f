"""Files on records, actions and agenda items."""

import hashlib
import uuid
from typing import Any

from django.core.files.base import File
from django.db import transaction

from partnership.models import Attachment, User
from partnership.services.rows import archive_row, create_row, restore_row
from partnership.uploads_guard import CheckedFile


@transaction.atomic
def add_attachment(*, field: str, parent: Any, file: CheckedFile, description: str, by: User) -> Attachment:
    """Keep a checked file under a random name; `field` is the one of models/attachments.py that `parent` fills."""
    content = file.content
    stored = File(content, name=f"{uuid.uuid4().hex}{file.ending}")
    values = {
        "file": stored,
        "name": file.name,
        "description": description,
        "size": content.size,
        "sha256": _digest(content),
        "uploaded_by": by,
    }
    added: Attachment = create_row(row=Attachment(**{field: parent}), values=values, by=by)
    return added


def archive_attachment(*, attachment: Attachment, reason: str, by: User) -> None:
    """Take a file out of sight; it stays stored, and may be brought back. DomainError without a reason."""
    archive_row(row=attachment, reason=reason, by=by)


def restore_attachment(*, attachment: Attachment, by: User) -> None:
    """Bring an archived file back to what it hangs on."""
    restore_row(row=attachment, by=by)


def _digest(content: File) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()
