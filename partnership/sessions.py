"""Sessions in the database, carried on once a minute at most: a page that is only read writes nothing."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

CARRIED_ON_AFTER = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """A session that ends between 29 and 30 minutes after the last page."""

    _stored_until: datetime | None = None

    def _get_session_from_db(self) -> Any:
        found = super()._get_session_from_db()  # type: ignore[misc]  # Django's own, untyped
        self._stored_until = found.expire_date if found else None
        return found

    def save(self, must_create: bool = False) -> None:
        if self.modified or must_create or not self._is_fresh():
            super().save(must_create)

    def _is_fresh(self) -> bool:
        until = timezone.now() + timedelta(seconds=self.get_expiry_age()) - CARRIED_ON_AFTER
        return self._stored_until is not None and self._stored_until > until
